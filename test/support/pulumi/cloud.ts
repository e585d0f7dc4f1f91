import type { Registration } from "./registration.js";
import {
  containsSecret,
  containsUnknown,
  type Properties,
  Secret,
  Unknown,
  type Value,
  withoutSecrets,
} from "./wire.js";

export const account = "123456789012";
export const region = "eu-west-1";
export const appId = "d1234567890abc";

/** What of a registration the cloud looks at. */
export type CloudRequest = Pick<Registration, "type" | "name"> & { readonly inputs: Properties };

/** The attributes that a resource gains when it is created, its ID among them; its inputs are there as well. */
type Attributes = { id: string } & Properties;

const arn = (service: string, regionAndAccount: string, resource: string) =>
  `arn:aws:${service}:${regionAndAccount}:${account}:${resource}`;

/**
 * By resource type. The inputs come without marks of secrecy, and with a physical name if they had none; those of a
 * lookup have its `id`.
 */
const created: Record<string, (inputs: Properties, logicalName: string) => Attributes> = {
  "aws:iam/role:Role": ({ name, path = "/" }) => ({
    id: name,
    name,
    arn: arn("iam", "", `role${path}${name}`),
    path,
    uniqueId: "AROAEXAMPLEEXAMPLE123",
  }),
  "aws:iam/policy:Policy": ({ name, path = "/" }) => {
    const policyArn = arn("iam", "", `policy${path}${name}`);
    return { id: policyArn, name, arn: policyArn, path, policyId: "ANPAEXAMPLEEXAMPLE123" };
  },
  "aws:iam/rolePolicy:RolePolicy": ({ name, role }) => ({ id: `${role}:${name}`, name }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ({ role, policyArn }) => ({ id: `${role}/${policyArn}` }),
  "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": ({ roleName }) => ({ id: roleName }),
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": ({ roleName }) => ({ id: roleName }),
  "aws:amplify/app:App": ({ id = appId }) => ({
    id,
    arn: arn("amplify", region, `apps/${id}`),
    defaultDomain: `${id}.amplifyapp.com`,
  }),
  "aws:amplify/branch:Branch": (inputs) => ({
    id: `${inputs.appId}/${inputs.branchName}`,
    arn: arn("amplify", region, `apps/${inputs.appId}/branches/${inputs.branchName}`),
  }),
  "aws:amplify/domainAssociation:DomainAssociation": ({ appId: of, domainName }) => ({
    id: `${of}/${domainName}`,
    arn: arn("amplify", region, `apps/${of}/domains/${domainName}`),
  }),
  "aws:amplify/webhook:Webhook": ({ appId: of }, id) => ({
    id,
    arn: arn("amplify", region, `apps/${of}/webhooks/${id}`),
    url: `https://webhooks.amplify.${region}.amazonaws.com/prod/webhooks?id=${id}&token=token`,
  }),
  "aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment": ({ identityPoolId }) => ({ id: identityPoolId }),
  "aws:cognito/identityPoolProviderPrincipalTag:IdentityPoolProviderPrincipalTag": (inputs) => ({
    id: `${inputs.identityPoolId}:${inputs.identityProviderName}`,
  }),
  "aws:cloudwatch/logGroup:LogGroup": ({ name }) => ({ id: name, name, arn: arn("logs", region, `log-group:${name}`) }),
  "aws:ssm/parameter:Parameter": ({ name }) => ({ id: name, name, arn: arn("ssm", region, `parameter${name}`) }),
  "aws:secretsmanager/secret:Secret": ({ name }) => {
    const secretArn = arn("secretsmanager", region, `secret:${name}-AbCdEf`);
    return { id: secretArn, name, arn: secretArn };
  },
  "aws:secretsmanager/secretVersion:SecretVersion": ({ secretId }) => ({ id: `${secretId}|version`, secretId }),
  "aws:s3/bucket:Bucket": ({ bucket }, logicalName) => {
    const name = bucket ?? physicalName(`${logicalName}-`);
    return { id: name, bucket: name, arn: `arn:aws:s3:::${name}` };
  },
  "aws:ecr/repository:Repository": ({ name }) => ({
    id: name,
    name,
    arn: arn("ecr", region, `repository/${name}`),
    repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
  }),
  "aws:ecs/taskDefinition:TaskDefinition": ({ family }) => ({
    id: family,
    arn: arn("ecs", region, `task-definition/${family}:1`),
  }),
  "aws:dynamodb/table:Table": ({ name }) => ({ id: name, name, arn: arn("dynamodb", region, `table/${name}`) }),
};

const answers: Record<string, Properties> = {
  "aws:index/getPartition:getPartition": {
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  },
  "aws:index/getRegion:getRegion": { id: region, name: region, region, description: "Europe (Ireland)" },
  "aws:index/getDefaultTags:getDefaultTags": { id: "aws", tags: { Owner: "platform" } },
  "aws:index/getCallerIdentity:getCallerIdentity": {
    id: account,
    accountId: account,
    arn: arn("iam", "", "user/deployer"),
    userId: "AIDAEXAMPLEEXAMPLE123",
  },
};

/** Properties that take a document as a value or as text; the provider keeps the text. */
const documents = new Set(["policy", "assumeRolePolicy"]);

/** What the cloud gives a new resource, or nothing for a type it does not know. */
export function createdAttributes({ type, name: logicalName, inputs }: CloudRequest): Attributes | undefined {
  if (type.startsWith("pulumi:providers:")) return { id: "00000000-0000-4000-8000-000000000000" };
  const plain = withoutSecrets(inputs);
  const name = plain.name ?? physicalName(plain.namePrefix ?? `${logicalName}-`);
  return created[type]?.({ ...plain, name }, logicalName);
}

/** What the cloud answers to a function of the provider, or nothing for one it does not know. */
export function answer(token: string): Properties | undefined {
  return answers[token];
}

/**
 * The inputs as the provider keeps them: a document becomes JSON text, and wholly unknown if any part of it is.
 *
 * Follows `TransformJSONDocument` of github.com/pulumi/pulumi-terraform-bridge.
 */
export function keptInputs(inputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, documents.has(key) ? documentText(value) : value]),
  );
}

function documentText(document: Value): Value {
  if (containsUnknown(document)) return new Unknown();
  const plain = withoutSecrets(document);
  const text = typeof plain === "string" ? plain : JSON.stringify(plain);
  return containsSecret(document) ? new Secret(text) : text;
}

/** Pulumi names a resource after its logical name and seven random hexadecimal digits; here they are always the same. */
function physicalName(prefix: string): string {
  return `${prefix}1a2b3c4`;
}
