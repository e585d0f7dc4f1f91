import type { Statement } from "@amplify-roles/core/lint";
import { omitUndefined } from "@amplify-roles/core/lint";
import { recordOf, type Stack, type TerraformResource } from "./configuration.js";

/** A policy of a role. */
export interface RolePolicy {
  /** Its name. */
  readonly by: string;
  /** Its resource's address. */
  readonly path: string;
  /** Nothing where the contents are not known here. */
  readonly statements?: readonly Statement[];
}

/** The address that an argument refers to: `${aws_iam_role.web.arn}` → `aws_iam_role.web`. */
export const referredTo = (argument: unknown, type: string): string | undefined =>
  typeof argument === "string" ? new RegExp(`\\b${type}\\.[\\w-]+(?=\\.)`).exec(argument)?.[0] : undefined;

/**
 * Whether an argument refers to a resource by its address, or names it. A name is that of a resource of the same stack
 * first: stacks of several accounts may use one name.
 */
export function refersTo(given: unknown, resource: TerraformResource, by: Stack): boolean {
  const { argument, stack: from } = by.origin(given);
  const [type = ""] = resource.address.split(".");
  const address = referredTo(argument, type);
  if (address !== undefined) return resource.stack === from && address === resource.address;
  const text = from.text(argument);
  const name = text?.slice(text.lastIndexOf("/") + 1);
  const isNamed = ({ block, stack }: TerraformResource) => name !== undefined && stack.text(block.name) === name;
  return isNamed(resource) && (resource.stack === from || !from.ofType(type).some(isNamed));
}

/** All policies of a role that its own or another stack gives it. */
export function policiesOf(role: TerraformResource, stacks: readonly Stack[]): readonly RolePolicy[] {
  const among = (type: string) =>
    stacks.flatMap((stack) => stack.ofType(type)).filter(({ block, stack }) => refersTo(block.role, role, stack));
  const inside = among("aws_iam_role_policy").map((policy) => policyIn(policy));
  const blocks = listed(role.block.inline_policy).map((block) => policyIn({ ...role, block: recordOf(block) }));
  const attached = [
    ...among("aws_iam_role_policy_attachment").map(({ block, stack, address }) => ({
      arn: block.policy_arn,
      stack,
      path: address,
    })),
    ...listed(role.block.managed_policy_arns).map((arn) => ({ arn, stack: role.stack, path: role.address })),
  ];
  const customerManaged = stacks.flatMap((other) => other.ofType("aws_iam_policy"));
  const beside = attached.map(({ arn, stack, path }): RolePolicy => {
    const own = customerManaged.find((policy) => refersTo(arn, policy, stack));
    return own === undefined ? { by: stack.text(arn) ?? "", path } : policyIn(own);
  });
  return [...inside, ...blocks, ...beside];
}

function policyIn({ address, block, stack }: TerraformResource): RolePolicy {
  const by = stack.text(block.name) ?? address;
  const statements = statementsOf(stack.data(block.policy));
  return { by, path: address, ...omitUndefined({ statements }) };
}

const listed = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** The statements of a policy of unknown shape. */
export function statementsOf(policy: unknown): readonly Statement[] | undefined {
  const { Statement } = recordOf(policy);
  return Statement === undefined ? undefined : listed(Statement).map(statementOf);
}

function statementOf(value: unknown): Statement {
  const { Effect, Principal, Sid, Condition, ...lists } = recordOf(value);
  return omitUndefined({
    Sid: typeof Sid === "string" ? Sid : undefined,
    Effect: Effect === "Deny" ? ("Deny" as const) : ("Allow" as const),
    Principal: Principal === undefined ? undefined : recordOf(textsIn(Principal)),
    Action: texts(lists.Action),
    NotAction: texts(lists.NotAction),
    Resource: texts(lists.Resource),
    NotResource: texts(lists.NotResource),
    Condition: Condition === undefined ? undefined : textsIn(Condition),
  }) as Statement;
}

const texts = (value: unknown) =>
  value === undefined ? undefined : Array.isArray(value) ? value.map(String) : String(value);

/** An object of texts and lists of texts, to any depth. */
const textsIn = (value: unknown): unknown =>
  Array.isArray(value) || typeof value !== "object"
    ? texts(value)
    : Object.fromEntries(Object.entries(recordOf(value)).map(([key, inner]) => [key, textsIn(inner)]));
