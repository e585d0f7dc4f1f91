import { covers } from "../policy/covers.js";
import { isRecord } from "../schema/schema.js";
import { globMatches } from "../util/wildcard.js";

/** What a policy says about one call. */
export interface PolicyVerdict {
  /**
   * `denied`: a statement denies it. `allowed`. `conditional`: only under conditions. `otherResources`: it allows the action
   * on other resources only. `noAction`: no statement has the action.
   */
  readonly verdict: "denied" | "allowed" | "conditional" | "otherResources" | "noAction";
  /** The resources of the statements that have the action. */
  readonly resources: readonly string[];
  /** The conditions, as condition keys. */
  readonly conditionKeys: readonly string[];
}

/**
 * What a policy says about an action on a resource.
 *
 * @param policy a policy document of any shape, or several
 */
export function comparePolicy(policy: unknown, action: string, resource: string | undefined): PolicyVerdict {
  const statements = statementsIn(policy);
  const withAction = statements.filter((statement) => hasAction(statement, action));
  const on = withAction.filter((statement) => resource === undefined || hasResource(statement, resource));
  const allowing = withAction.filter(({ Effect }) => Effect === "Allow");
  const resources = [...new Set(allowing.flatMap(({ Resource }) => strings(Resource)))];
  const conditionKeys = [...new Set(on.flatMap(conditionsOf))];
  const verdict = (): PolicyVerdict["verdict"] => {
    if (on.some((statement) => statement.Effect === "Deny" && conditionsOf(statement).length === 0)) return "denied";
    const allowed = on.filter(({ Effect }) => Effect === "Allow");
    if (allowed.some((statement) => conditionsOf(statement).length === 0)) return "allowed";
    if (allowed.length > 0) return "conditional";
    return allowing.length > 0 ? "otherResources" : "noAction";
  };
  return { verdict: verdict(), resources, conditionKeys };
}

type AnyStatement = Readonly<Record<string, unknown>>;

/** The statements of a policy, of its version as the AWS CLI prints it, or of an array of them. */
export function statementsIn(policy: unknown): readonly AnyStatement[] {
  if (Array.isArray(policy)) return policy.flatMap(statementsIn);
  if (!isRecord(policy)) return [];
  if (policy.Statement !== undefined) return [policy.Statement].flat().filter(isRecord);
  return [policy.PolicyDocument, policy.PolicyVersion, policy.Document].flatMap(statementsIn);
}

const strings = (value: unknown): readonly string[] => [value].flat().filter((one) => typeof one === "string");

function hasAction({ Action, NotAction }: AnyStatement, action: string): boolean {
  if (Action !== undefined) return strings(Action).some((pattern) => globMatches(pattern, action));
  return NotAction !== undefined && !strings(NotAction).some((pattern) => globMatches(pattern, action));
}

const VARIABLE = /\$\{[^}]*\}/g;

/** The keys of a statement's conditions, and the variables in its resources, whose values only the request has. */
const conditionsOf = ({ Condition, Resource }: AnyStatement): readonly string[] => [
  ...Object.values(isRecord(Condition) ? Condition : {}).flatMap((of) => (isRecord(of) ? Object.keys(of) : [])),
  ...strings(Resource).flatMap((pattern) => pattern.match(VARIABLE) ?? []),
];

const matches = (pattern: string, resource: string) => covers(pattern.replaceAll(VARIABLE, "*"), resource, true);

function hasResource({ Resource, NotResource }: AnyStatement, resource: string): boolean {
  if (Resource !== undefined) return strings(Resource).some((pattern) => matches(pattern, resource));
  return NotResource !== undefined && !strings(NotResource).some((pattern) => matches(pattern, resource));
}
