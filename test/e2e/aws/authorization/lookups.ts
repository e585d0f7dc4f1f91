import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { DescribeSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { DescribeParametersCommand, type ParameterMetadata, SSMClient } from "@aws-sdk/client-ssm";
import { REGION } from "../environment.js";
import type { Gateway } from "../gateway.js";
import { motoClient, unlessMissing } from "../moto-client.js";
import { type AccountClients, type RequestContext, regional } from "./model.js";

/** The clients that look things up. They ask moto itself: the gateway neither records nor intercepts them. */
export function accountClients(gateway: Pick<Gateway, "hosting">, moto: { readonly url: string }): AccountClients {
  const at = motoClient(moto.url, REGION);
  return {
    hosting: gateway.hosting,
    dynamodb: new DynamoDBClient(at),
    iam: new IAMClient(at),
    kms: new KMSClient(at),
    secretsManager: new SecretsManagerClient(at),
    ssm: new SSMClient(at),
  };
}

/** What the services call a thing that is not there. */
const MISSING = ["NoSuchEntityException", "NotFoundException", "ResourceNotFoundException"];
const orNothing = <T>(answer: Promise<T>) => unlessMissing(answer, ...MISSING);

/** A role as IAM holds it; undefined if it does not exist. */
export async function roleNamed(name: string, { clients: { iam } }: RequestContext) {
  return (await orNothing(iam.send(new GetRoleCommand({ RoleName: name }))))?.Role;
}

/** The attribute that a table is partitioned by; nothing where there is no table. */
export async function partitionKey(
  table: string,
  { clients: { dynamodb } }: RequestContext,
): Promise<string | undefined> {
  const found = await orNothing(dynamodb.send(new DescribeTableCommand({ TableName: table })));
  return found?.Table?.KeySchema?.find(({ KeyType }) => KeyType === "HASH")?.AttributeName;
}

/** A key by whatever names it: its id, its ARN, an alias. */
export interface Key {
  readonly arn: string;
  /** Whether AWS made it (`aws/ssm`): its own policy lets everybody use it through the service. */
  readonly managedByAws: boolean;
}

/** @returns the key; one with that id if it does not exist, because AWS authorizes before it looks */
export async function keyNamed(name: string, { at, clients: { kms } }: RequestContext): Promise<Key> {
  const metadata = (await orNothing(kms.send(new DescribeKeyCommand({ KeyId: name }))))?.KeyMetadata;
  const arn = metadata?.Arn ?? (name.startsWith("arn:") ? name : regional("kms", `key/${name}`, at));
  return { arn, managedByAws: metadata?.KeyManager === "AWS" || /(^|:)alias\/aws\//.test(name) };
}

/** A secret by its name or its ARN, whole or without the suffix; undefined if it does not exist. */
export async function secretNamed(id: string, { clients: { secretsManager } }: RequestContext) {
  return orNothing(secretsManager.send(new DescribeSecretCommand({ SecretId: id })));
}

/** Parameters of which a filter speaks: a name, or all below a path. */
export async function parametersBy(
  filter: { readonly Key: "Name" | "Path"; readonly Option?: string; readonly Values: string[] },
  { clients: { ssm } }: RequestContext,
): Promise<readonly ParameterMetadata[]> {
  const found: ParameterMetadata[] = [];
  let NextToken: string | undefined;
  do {
    const page = await ssm.send(new DescribeParametersCommand({ ParameterFilters: [filter], NextToken }));
    found.push(...(page.Parameters ?? []));
    ({ NextToken } = page);
  } while (NextToken);
  return found;
}
