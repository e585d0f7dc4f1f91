import { servicePrefixIn } from "../aws/service-name.js";
import { withUniformPlaceholders } from "../placeholders/placeholder.js";
import { groupBy } from "../util/group-by.js";
import { hash } from "../util/hash.js";
import { type PolicyDocument, type Statement, toArray, unwrapSingle } from "./document.js";
import { minimize } from "./minimize.js";
import { compareStrings, sortedConditions } from "./order.js";
import { policyDocument } from "./policy.js";

/** A policy with its name among its role's policies. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
  /** The names of the shards with permissions that this policy would have if it were not split. They come before it. */
  readonly shards: readonly string[];
}

type Fits = (document: PolicyDocument) => boolean;

/**
 * Makes one policy for each service, named after it. A grant for one service never moves another service's statements, so
 * a new grant changes one policy. Statements with a `Sid` and actions of several services go to the policy `custom`.
 *
 * If the policy of a service does not fit, it is split in two, and each shard again. The shard of a resource depends only
 * on the resource and its conditions, not on what else the policy has. So a new grant moves no other resource, unless its
 * own shard has to be split; that shard keeps its name and one half of its permissions.
 *
 * Some policies cannot be split: those with one resource under one set of conditions, with one named statement, or with
 * one statement with `NotResource`. They are returned as they are, even if they do not fit.
 */
export function splitByService(statements: readonly Statement[], fits: Fits): readonly NamedPolicy[] {
  return [...groupBy(statements.flatMap(byService))]
    .sort(([a], [b]) => compareStrings(a, b))
    .flatMap(([service, ofService]) => splitToFit(service, ofService, fits));
}

/** One statement for each service in its actions, or the whole statement if a part of it would not mean the same. */
function byService(statement: Statement): readonly (readonly [service: string, Statement])[] {
  const actionsOf = groupBy(toArray(statement.Action).map((action) => [serviceOf(action), action]));
  if (statement.Action === undefined || (statement.Sid !== undefined && actionsOf.size !== 1)) {
    return [["custom", statement]];
  }
  return Array.from(actionsOf, ([service, actions]) => [service, { ...statement, Action: unwrapSingle(actions) }]);
}

/** IAM ignores case in actions and in the names of policies. */
const serviceOf = (action: string): string => servicePrefixIn(action).toLowerCase() || "custom";

function splitToFit(service: string, statements: readonly Statement[], fits: Fits): readonly NamedPolicy[] {
  const whole = policyDocument(statements);
  if (fits(whole)) return [{ name: service, document: whole, shards: [] }];
  const shards = shardsOf(partsOf(statements), "", fits);
  const nameOf = ({ suffix }: Shard) => (suffix === "" ? service : `${service}-${suffix}`);
  return shards.map((shard) => {
    const { suffix, document } = shard;
    const others = shards.filter((other) => other.suffix !== suffix && other.suffix.startsWith(suffix));
    return { name: nameOf(shard), document, shards: others.map(nameOf) };
  });
}

/** One shard of a service's policy. `suffix` is its path in the binary split without trailing zeros: "", "1", "01". */
interface Shard {
  readonly suffix: string;
  readonly document: PolicyDocument;
}

/** @param path the first bits that all parts have in common */
function shardsOf(parts: readonly Part[], path: string, fits: Fits): readonly Shard[] {
  const document = policyDocument(joined(parts));
  const isOnePart = parts.every(({ bucketBits }) => bucketBits === parts[0]?.bucketBits);
  // Shards on the side of 0 keep the name of what was split: `dynamodb` and `dynamodb-1`, then `dynamodb-01` and `-11`.
  if (isOnePart || fits(document)) return [{ suffix: path.replace(/0+$/, ""), document }];
  return ["1", "0"].flatMap((bit) => {
    const half = parts.filter(({ bucketBits }) => bucketBits[path.length] === bit);
    return half.length === 0 ? [] : shardsOf(half, path + bit, fits);
  });
}

/** What is never split: the permissions on one resource under the same conditions, or a whole statement. */
interface Part {
  readonly statement: Statement;
  /** The resource of the statement. Undefined for the whole statement. */
  readonly resource?: string;
  /** The side of each split that the part goes to, from the first split on: 32 times 0 or 1. */
  readonly bucketBits: string;
}

function partsOf(statements: readonly Statement[]): readonly Part[] {
  const bucketBits = bucketBitsByText();
  return statements.flatMap((statement): readonly Part[] => {
    const { Sid, Resource, Condition } = statement;
    // A Sid is unique in a policy and names its whole statement; a part of `NotResource` means something else.
    if (Sid !== undefined || Resource === undefined) {
      return [{ statement, bucketBits: bucketBits(JSON.stringify(minimize([statement]))) }];
    }
    const conditions = Condition === undefined ? "" : JSON.stringify(sortedConditions(Condition));
    return toArray(Resource).map((resource) => ({
      statement,
      resource,
      bucketBits: bucketBits(resource + conditions),
    }));
  });
}

/** The parts of one statement as one statement again, because statements with `NotAction` are not merged later. */
function joined(parts: readonly Part[]): readonly Statement[] {
  const byStatement = groupBy(parts.map(({ statement, resource }) => [statement, resource]));
  return Array.from(byStatement, ([statement, given]) => {
    const resources = given.filter((resource) => resource !== undefined);
    return resources.length === 0 ? statement : { ...statement, Resource: resources };
  });
}

/** The bits of a text are those of its hash. Texts that differ only in unresolved values also get a number. */
function bucketBitsByText(): (text: string) => string {
  const known = new Map<string, string>();
  const unresolvedCounts = new Map<string, number>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const uniform = withUniformPlaceholders(text);
    const count = unresolvedCounts.get(uniform) ?? 0;
    if (uniform !== text) unresolvedCounts.set(uniform, count + 1);
    const bits = Number.parseInt(hash(count === 0 ? uniform : `${uniform} ${count}`), 16)
      .toString(2)
      .padStart(32, "0");
    known.set(text, bits);
    return bits;
  };
}
