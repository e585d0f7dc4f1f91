import type { Boundary, MatrixResourcePolicy, Statement } from "@amplify-roles/core";
import { omitUndefined, recordOf } from "../util.js";
import type { Stack, TerraformResource } from "./configuration.js";

/** A policy of a role. */
export interface RolePolicy {
  /** The policy's name, or its ARN if the configuration does not have it. */
  readonly by: string;
  /** Its resource's address. */
  readonly path: string;
  /** Undefined if the contents are unknown. */
  readonly statements?: readonly Statement[];
}

/** The address that an argument refers to: `${aws_iam_role.web.arn}` → `aws_iam_role.web`. */
const addressIn = (argument: unknown, type: string): string | undefined =>
  typeof argument === "string" ? new RegExp(`\\b${type}\\.[\\w-]+(?=\\.)`).exec(argument)?.[0] : undefined;

/**
 * Whether an argument refers to a resource by its address or its name. A name means a resource of the same stack if
 * there is one, because stacks for several accounts can use the same names.
 */
export function refersTo(given: unknown, resource: TerraformResource, by: Stack): boolean {
  const { argument, stack: from } = by.origin(given);
  const [type = ""] = resource.address.split(".");
  const address = addressIn(argument, type);
  if (address !== undefined) return resource.stack === from && address === resource.address;
  const text = from.text(argument);
  const name = text?.slice(text.lastIndexOf("/") + 1);
  const isNamed = ({ block, stack }: TerraformResource) => name !== undefined && stack.text(block.name) === name;
  return isNamed(resource) && (resource.stack === from || !from.ofType(type).some(isNamed));
}

/** All policies of a role, in its own stack and in others. */
export function policiesOf(role: TerraformResource, stacks: readonly Stack[]): readonly RolePolicy[] {
  const ofRole = (type: string) =>
    stacks.flatMap((stack) => stack.ofType(type)).filter(({ block, stack }) => refersTo(block.role, role, stack));
  const inline = ofRole("aws_iam_role_policy").map((policy) => policyIn(policy));
  const inlineBlocks = itemsOf(role.block.inline_policy).map((block) => policyIn({ ...role, block: recordOf(block) }));
  const attached = [
    ...ofRole("aws_iam_role_policy_attachment").map(({ block, stack, address }) => ({
      arn: block.policy_arn,
      stack,
      path: address,
    })),
    ...itemsOf(role.block.managed_policy_arns).map((arn) => ({ arn, stack: role.stack, path: role.address })),
  ];
  const customerManaged = stacks.flatMap((other) => other.ofType("aws_iam_policy"));
  const managed = attached.map(({ arn, stack, path }): RolePolicy => {
    const own = customerManaged.find((policy) => refersTo(arn, policy, stack));
    return own === undefined ? { by: stack.text(arn) ?? "", path } : policyIn(own);
  });
  return [...inline, ...inlineBlocks, ...managed];
}

/** The permissions boundary of a role, with its contents if it is a policy of these stacks. */
export function boundaryOf({ block, stack }: TerraformResource, stacks: readonly Stack[]): Boundary | undefined {
  const { permissions_boundary: given } = block;
  if (given === undefined || given === "") return undefined;
  const own = stacks
    .flatMap((other) => other.ofType("aws_iam_policy"))
    .find((policy) => refersTo(given, policy, stack));
  const { statements } = own === undefined ? {} : policyIn(own);
  return { name: stack.text(given) ?? "", ...omitUndefined({ statements }) };
}

/** The resource types that have a policy of a resource, and the arguments that say who may do what. */
const RESOURCE_POLICIES: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_event_bus_policy: ["policy"],
  aws_dynamodb_resource_policy: ["policy"],
  aws_kms_grant: ["grantee_principal", "operations"],
  aws_kms_key: ["policy"],
  aws_kms_key_policy: ["policy"],
  aws_lambda_function_url: ["authorization_type"],
  aws_lambda_permission: ["action", "principal", "function_url_auth_type", "source_arn"],
  aws_s3_bucket: ["policy"],
  aws_s3_bucket_policy: ["policy"],
  aws_secretsmanager_secret: ["policy"],
  aws_secretsmanager_secret_policy: ["policy"],
  aws_sns_topic: ["policy"],
  aws_sns_topic_policy: ["policy"],
  aws_sqs_queue: ["policy"],
  aws_sqs_queue_policy: ["policy"],
};

/** The policies of resources in a stack. A resource that has none is left out. */
export const resourcePoliciesIn = (stack: Stack): readonly MatrixResourcePolicy[] =>
  Object.entries(RESOURCE_POLICIES).flatMap(([type, names]) =>
    stack.ofType(type).flatMap(({ address, block }): readonly MatrixResourcePolicy[] => {
      const given = names.map((name) => block[name]);
      // A resource of its own for the policy has one, even if it is known only after deploy.
      if (given.every((one) => one === undefined) && !/_policy$/.test(type)) return [];
      const isKnown = given.some((one) => one !== undefined);
      return [{ path: address, ...(isKnown ? { policy: JSON.stringify(given.map((one) => stack.data(one))) } : {}) }];
    }),
  );

function policyIn({ address, block, stack }: TerraformResource): RolePolicy {
  const by = stack.text(block.name) ?? address;
  const statements = statementsOf(stack.data(block.policy));
  return { by, path: address, ...omitUndefined({ statements }) };
}

const itemsOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** The statements of a policy of any shape. */
export function statementsOf(policy: unknown): readonly Statement[] | undefined {
  const { Statement } = recordOf(policy);
  return Statement === undefined ? undefined : itemsOf(Statement).filter(hasEffect).map(statementOf);
}

/** IAM rejects a statement with any other effect, so it allows nothing. What Terraform computes may be either. */
const hasEffect = (statement: unknown): boolean => {
  const { Effect } = recordOf(statement);
  return typeof Effect === "string" && /^(Allow|Deny)$|[<$]/.test(Effect);
};

function statementOf(value: unknown): Statement {
  const { Effect, Principal, Sid, Condition, ...lists } = recordOf(value);
  return omitUndefined({
    Sid: typeof Sid === "string" ? Sid : undefined,
    Effect: Effect === "Deny" ? ("Deny" as const) : ("Allow" as const),
    Principal: Principal === undefined ? undefined : recordOf(stringsIn(Principal)),
    Action: strings(lists.Action),
    NotAction: strings(lists.NotAction),
    Resource: strings(lists.Resource),
    NotResource: strings(lists.NotResource),
    Condition: Condition === undefined ? undefined : stringsIn(Condition),
  }) as Statement;
}

const strings = (value: unknown) =>
  value === undefined ? undefined : Array.isArray(value) ? value.map(String) : String(value);

/** An object of strings and arrays of strings, to any depth. */
const stringsIn = (value: unknown): unknown =>
  Array.isArray(value) || typeof value !== "object"
    ? strings(value)
    : Object.fromEntries(Object.entries(recordOf(value)).map(([key, inner]) => [key, stringsIn(inner)]));
