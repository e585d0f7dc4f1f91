import type { Block } from "../terraform/configuration.js";
import {
  asConfiguration,
  type Configurations,
  unknownBranch,
  withAppReference,
  withEscapedTemplates,
} from "../terraform/plan.js";
import { UsageError } from "../usage.js";
import { isRecord, recordOf } from "../util.js";

/** Terraform's names of the types that say who may do what. */
const TYPES: Readonly<Record<string, string>> = {
  "aws:amplify/app:App": "aws_amplify_app",
  "aws:amplify/branch:Branch": "aws_amplify_branch",
  "aws:cloudcontrol/resource:Resource": "aws_cloudcontrolapi_resource",
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": "aws_cognito_identity_pool_roles_attachment",
  "aws:iam/policy:Policy": "aws_iam_policy",
  "aws:iam/role:Role": "aws_iam_role",
  "aws:iam/rolePolicy:RolePolicy": "aws_iam_role_policy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "aws_iam_role_policy_attachment",
};

/** Those with a policy of a resource. */
const POLICY_TYPES: Readonly<Record<string, string>> = {
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "aws_cloudwatch_event_bus_policy",
  "aws:dynamodb/resourcePolicy:ResourcePolicy": "aws_dynamodb_resource_policy",
  "aws:kms/grant:Grant": "aws_kms_grant",
  "aws:kms/key:Key": "aws_kms_key",
  "aws:kms/keyPolicy:KeyPolicy": "aws_kms_key_policy",
  "aws:lambda/functionUrl:FunctionUrl": "aws_lambda_function_url",
  "aws:lambda/permission:Permission": "aws_lambda_permission",
  "aws:s3/bucketPolicy:BucketPolicy": "aws_s3_bucket_policy",
  "aws:secretsmanager/secret:Secret": "aws_secretsmanager_secret",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "aws_secretsmanager_secret_policy",
  "aws:sns/topic:Topic": "aws_sns_topic",
  "aws:sns/topicPolicy:TopicPolicy": "aws_sns_topic_policy",
  "aws:sqs/queue:Queue": "aws_sqs_queue",
  "aws:sqs/queuePolicy:QueuePolicy": "aws_sqs_queue_policy",
};

/** What a preview writes for a value that is known only after deploy: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * A stack (`pulumi stack export`) or a preview (`pulumi preview --json --show-sames`) in the form of Terraform's
 * configuration. Undefined for other data. https://www.pulumi.com/docs/iac/cli/commands/pulumi_stack_export/
 *
 * @throws UsageError if the preview leaves out unchanged resources
 */
export function configurationsOfStack(json: unknown): Configurations | undefined {
  const { deployment, steps, changeSummary } = recordOf(json);
  if (isRecord(deployment) && (Array.isArray(deployment.resources) || deployment.manifest !== undefined))
    return { after: configurationOf(statesIn(deployment.resources)) };
  if (!Array.isArray(steps) || !isRecord(changeSummary)) return undefined;
  const all = steps.map(recordOf);
  if (all.filter(({ op }) => op === "same").length < Number(changeSummary.same ?? 0))
    throw new UsageError(
      "This preview leaves out the resources that do not change. Run `pulumi preview --json --show-sames`.",
    );
  // The new state of a resource that exists has no id.
  const states = (name: "oldState" | "newState", gone: readonly string[]) =>
    configurationOf(
      statesIn(
        all
          .filter(({ op }) => !gone.includes(String(op)))
          .map((step) => ({ ...recordOf(step[name]), id: recordOf(step[name]).id || recordOf(step.oldState).id })),
      ),
    );
  return {
    before: states("oldState", ["create", "create-replacement"]),
    after: states("newState", ["delete", "delete-replaced", "discard-replaced"]),
  };
}

/** A resource of a stack. */
interface State {
  readonly urn: string;
  readonly type: string;
  readonly id: string | undefined;
  readonly inputs: Block;
  readonly parent: string;
  /** The URNs that each input depends on. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

/** The last state of each resource. A resource that is being replaced has two. */
function statesIn(given: unknown): readonly State[] {
  const states = (Array.isArray(given) ? given : []).map(recordOf).filter((state) => state.delete !== true);
  const read = states.map(
    ({ urn, type, id, inputs, parent, propertyDependencies }): State => ({
      urn: String(urn),
      type: String(type),
      id: typeof id === "string" && id !== "" ? id : undefined,
      inputs: recordOf(inputs),
      parent: nameIn(String(parent)),
      dependencies: Object.fromEntries(
        Object.entries(recordOf(propertyDependencies)).map(([name, urns]) => [
          name,
          Array.isArray(urns) ? urns.map(String) : [],
        ]),
      ),
    }),
  );
  return [...new Map(read.map((state) => [state.urn, state])).values()];
}

/** The last part of a URN: https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
const nameIn = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);
const typeIn = (urn: string) => urn.split("::").at(-2)?.split("$").at(-1) ?? "";
const keyOf = (urn: string) => nameIn(urn).replaceAll(/[^\w-]+/g, "_");

function configurationOf(states: readonly State[]): Block {
  const apps = new Map(
    states
      .filter(({ type }) => type === "aws:amplify/app:App")
      .flatMap(({ id, urn }) => (id === undefined ? [] : [[id, keyOf(urn)] as const])),
  );
  return asConfiguration(
    states.flatMap((state) => {
      const type = TYPES[state.type] ?? POLICY_TYPES[state.type];
      return type === undefined ? [] : [{ type, key: keyOf(state.urn), block: withAppReference(blockOf(state), apps) }];
    }),
  );
}

/** The arguments by Terraform's names, as templates. */
function blockOf(state: State): Block {
  const { type, inputs, dependencies } = state;
  if (type === "aws:cloudcontrol/resource:Resource" && inputs.desiredState === UNKNOWN)
    return { type_name: inputs.typeName, desired_state: branchOf(state) };
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) => {
      const read = argument(value, dependencies[name] ?? []);
      if (read === undefined || read === "") return [];
      const snake = snakeCase(name === "inlinePolicies" ? "inlinePolicy" : name);
      if (["policy", "assume_role_policy"].includes(snake) && isRecord(read)) return [[snake, JSON.stringify(read)]];
      return [[snake, name === "autoBranchCreationConfig" ? snakeCased(read) : read]];
    }),
  );
}

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const snakeCased = (value: unknown) =>
  Object.fromEntries(Object.entries(recordOf(value)).map(([name, inner]) => [snakeCase(name), inner]));

/** A value as a template. Undefined if nothing of it is known. */
function argument(value: unknown, dependencies: readonly string[]): unknown {
  if (value === UNKNOWN) {
    const [only, ...others] = dependencies;
    if (only === undefined || others.length > 0) return undefined;
    const type = TYPES[typeIn(only)];
    // Like the label of a value in configuration, such as `<arn of orders>`.
    return type === undefined
      ? `<value of ${nameIn(only)}>`
      : `\${${type}.${keyOf(only)}.${type.endsWith("_app") ? "id" : "arn"}}`;
  }
  if (Array.isArray(value)) return value.map((one) => argument(one, dependencies));
  if (!isRecord(value)) return withEscapedTemplates(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, argument(one, dependencies)]));
}

/** What is known of a branch whose properties are known only after deploy: its name in the program, its app and its role. */
function branchOf({ urn, parent, dependencies }: State): string {
  const of = (type: string) => (dependencies.desiredState ?? []).find((one) => typeIn(one) === type);
  const [app, role] = [of("aws:amplify/app:App"), of("aws:iam/role:Role")];
  const name = nameIn(urn);
  const prefix = `${parent}-branch-`;
  return unknownBranch(
    name.startsWith(prefix) ? name.slice(prefix.length) : name,
    app && `aws_amplify_app.${keyOf(app)}.id`,
    role && `aws_iam_role.${keyOf(role)}.arn`,
  );
}
