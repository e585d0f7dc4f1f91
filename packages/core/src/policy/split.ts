import { withUniformPlaceholders } from "../placeholders/placeholder.js";
import { groupBy } from "../util/group-by.js";
import { hash } from "../util/hash.js";
import { type PolicyDocument, type Statement, toArray, unwrapSingle } from "./document.js";
import { minimize } from "./minimize.js";
import { compareText, sortedConditions } from "./order.js";
import { policyDocument } from "./policy.js";

/** A policy and what it is called among its role's policies. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
  /** The names of those that hold what this one would hold if it fitted; they stand before it. */
  readonly halves: readonly string[];
}

/**
 * One policy for each service, named after it: a grant for one service never moves another service's statements, so
 * adding one changes one policy. Statements with a `Sid` and actions of several services go to the policy `custom`.
 *
 * A service whose policy does not fit is halved, and its halves again: which half a resource belongs to is for its own
 * text and its conditions to say, not for what stands beside it. So a new grant moves no other resource, until the
 * policy that it goes to has to be halved itself; that one keeps its name and one half. What cannot be halved (one
 * resource under one set of conditions, one named statement, one with `NotResource`) is given as it is.
 */
export function splitByService(
  statements: readonly Statement[],
  fits: (document: PolicyDocument) => boolean,
): readonly NamedPolicy[] {
  return [...groupBy(statements.flatMap(byService))]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([service, ofService]) => halvedToFit(service, ofService, fits));
}

/** A statement for each service of its actions; whole where less of it would not be the same. */
function byService(statement: Statement): readonly (readonly [service: string, Statement])[] {
  const actionsOf = groupBy(toArray(statement.Action).map((action) => [serviceOf(action), action]));
  if (statement.Action === undefined || (statement.Sid !== undefined && actionsOf.size !== 1)) {
    return [["custom", statement]];
  }
  return Array.from(actionsOf, ([service, actions]) => [service, { ...statement, Action: unwrapSingle(actions) }]);
}

/** To IAM upper and lower case are alike, in actions as in the names of policies. */
const serviceOf = (action: string): string =>
  action.slice(0, Math.max(0, action.indexOf(":"))).toLowerCase() || "custom";

function halvedToFit(
  service: string,
  statements: readonly Statement[],
  fits: (document: PolicyDocument) => boolean,
): readonly NamedPolicy[] {
  const whole = policyDocument(statements);
  if (fits(whole)) return [{ name: service, document: whole, halves: [] }];
  const halved = (pieces: readonly Piece[], path: string): readonly Half[] => {
    const document = policyDocument(putTogether(pieces));
    const isWhole = pieces.every(({ bits }) => bits === pieces[0]?.bits);
    // The halves of 0 keep the name of what was halved: `dynamodb`, beside `dynamodb-1`; then `dynamodb-01` and -`11`.
    if (isWhole || fits(document)) return [{ suffix: path.replace(/0+$/, ""), document }];
    return ["1", "0"].flatMap((bit) => {
      const half = pieces.filter(({ bits }) => bits[path.length] === bit);
      return half.length === 0 ? [] : halved(half, path + bit);
    });
  };
  const halves = halved(piecesOf(statements), "");
  const named = ({ suffix }: Half) => (suffix === "" ? service : `${service}-${suffix}`);
  return halves.map((half) => {
    const { suffix, document } = half;
    const others = halves.filter((other) => other.suffix !== suffix && other.suffix.startsWith(suffix));
    return { name: named(half), document, halves: others.map(named) };
  });
}

/** A part of a service's permissions, by the last half that it was the second of: none, `1`, `01`. */
interface Half {
  readonly suffix: string;
  readonly document: PolicyDocument;
}

/** What stays together: all that is said of one resource under the same conditions, or one statement as a whole. */
interface Piece {
  readonly of: Statement;
  /** That of the statement's resources; all of them, and whatever else it speaks of, where there is none. */
  readonly resource?: string;
  /** Which halves it belongs to, from the largest on: 32 times 0 or 1. */
  readonly bits: string;
}

function piecesOf(statements: readonly Statement[]): readonly Piece[] {
  const bitsOf = bitsByText();
  return statements.flatMap((statement): readonly Piece[] => {
    const { Sid, Resource, Condition } = statement;
    // A Sid stands once in a policy and names all of its statement; less than all of `NotResource` is another meaning.
    if (Sid !== undefined || Resource === undefined) {
      return [{ of: statement, bits: bitsOf(JSON.stringify(minimize([statement]))) }];
    }
    const conditions = Condition === undefined ? "" : JSON.stringify(sortedConditions(Condition));
    return toArray(Resource).map((resource) => ({ of: statement, resource, bits: bitsOf(resource + conditions) }));
  });
}

/** The pieces of one statement as one, since those with `NotAction` are not merged later. */
function putTogether(pieces: readonly Piece[]): readonly Statement[] {
  return Array.from(groupBy(pieces.map(({ of, resource }) => [of, resource])), ([statement, given]) => {
    const resources = given.filter((resource) => resource !== undefined);
    return resources.length === 0 ? statement : { ...statement, Resource: resources };
  });
}

function bitsByText(): (text: string) => string {
  const known = new Map<string, string>();
  const late = new Map<string, number>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    // Texts that differ in late values only are told apart by the order in which they come.
    const form = withUniformPlaceholders(text);
    const place = late.get(form) ?? 0;
    if (form !== text) late.set(form, place + 1);
    const bits = Number.parseInt(hash(place === 0 ? form : `${form} ${place}`), 16)
      .toString(2)
      .padStart(32, "0");
    known.set(text, bits);
    return bits;
  };
}
