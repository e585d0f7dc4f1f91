import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ACCOUNT } from "../../../support/console-apps.js";
import { createBucket, createTable } from "../../aws/data-stores.js";
import { REGION } from "../../aws/environment.js";
import type { SignedIn } from "../../aws/session.js";
import type { ServerCall } from "../../ssr/amplify-runtime.js";
import type { Report } from "./follow.js";
import { type Account, allow, Site } from "./site.js";

/** A broken app, and what doctor finds in it at first. */
export interface Story {
  readonly title: string;
  /** Makes the app, and what it uses. */
  readonly create: (account: Account) => Promise<Site>;
  /** Whether the app serves pages before it is fixed. */
  readonly works: boolean;
  /** The codes of the first report. */
  readonly finds: readonly string[];
  /** Codes of later reports: what following the advice brings to light. */
  readonly thenFinds: readonly string[];
  /** What the reader changes in the code after a report. */
  readonly change?: (site: Site, report: Report) => Promise<void>;
  /** Values that no output may contain. */
  readonly secrets?: (site: Site) => readonly string[];
}

const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/orders`;
const BUCKET = "site-images";
const getItem: ServerCall = {
  service: "dynamodb",
  client: "DynamoDBClient",
  command: "GetItemCommand",
  input: { TableName: "orders", Key: { id: { S: "o-1" } } },
};
const getObject: ServerCall = {
  service: "s3",
  client: "S3Client",
  command: "GetObjectCommand",
  input: { Bucket: BUCKET, Key: "images/cat.png" },
};
const invoke: ServerCall = {
  service: "lambda",
  client: "LambdaClient",
  command: "InvokeCommand",
  input: { FunctionName: "thumbnails" },
};
const getSecret = (SecretId: string): ServerCall => ({
  service: "secrets-manager",
  client: "SecretsManagerClient",
  command: "GetSecretValueCommand",
  input: { SecretId },
});

/** An archive without files. moto takes every invocation if it does not start Docker. */
const EMPTY_ZIP = Uint8Array.from([0x50, 0x4b, 0x05, 0x06, ...Array.from({ length: 18 }, () => 0)]);

async function createFunction(account: Account): Promise<void> {
  const { administrator, aws } = account;
  const lambda = { method: "POST", body: JSON.stringify({ lambda: { use_docker: false } }) };
  await fetch(`${aws.moto.url}/moto-api/config`, lambda);
  const Role = await account.createRole("thumbnails", "none", allow("logs:PutLogEvents", "*"));
  await new LambdaClient(administrator).send(
    new CreateFunctionCommand({
      FunctionName: "thumbnails",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role,
      Code: { ZipFile: EMPTY_ZIP },
    }),
  );
}

/** The log group as somebody sets it up who knows that it never expires otherwise. */
async function createLogGroup({ account, appId }: Site, retentionInDays?: number): Promise<void> {
  const logs = new CloudWatchLogsClient(account.administrator);
  const logGroupName = `/aws/amplify/${appId}`;
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  if (retentionInDays !== undefined) await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
}

/** A user with an access key, and permissions. */
export async function createUser({ administrator }: Account, UserName: string, ...Statement: readonly object[]) {
  const iam = new IAMClient(administrator);
  await iam.send(new CreateUserCommand({ UserName }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "own", PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
  return { accessKeyId, secretAccessKey, sessionToken: "" } satisfies SignedIn;
}

const serviceRole = (account: Account, ...more: readonly object[]) =>
  account.createRole("site-service", "ssr-logs", ...Site.logStatements(), ...more);

const variablesOf = ({ account, appId }: Site) =>
  Object.values(account.aws.gateway.hosting.getApp(REGION, appId).environmentVariables as Record<string, string>);

export const withoutLogs: Story = {
  title: "a live app without SSR logs gets a service role",
  create: async (account) => {
    await createTable(account.administrator, "orders");
    const computeRole = await account.createRole("site-compute", "orders", allow("dynamodb:GetItem", TABLE));
    return Site.create(account, { computeRole }, [getItem]);
  },
  works: true,
  finds: ["NO_SERVICE_ROLE"],
  thenFinds: ["LOG_GROUP_NOT_FOUND", "LOG_GROUP_NEVER_EXPIRES"],
};

const KEYS = ["SITE_ACCESS_KEY_ID", "SITE_SECRET_ACCESS_KEY"] as const;

export const withAccessKeys: Story = {
  title: "an app with access keys in its variables gets a compute role for DynamoDB, S3 and Lambda",
  create: async (account) => {
    await createTable(account.administrator, "orders");
    await createBucket(account.administrator, BUCKET, { "images/cat.png": "a cat" });
    await createFunction(account);
    const key = await createUser(account, "site", allow(["dynamodb:*", "s3:*", "lambda:*"], "*"));
    const environmentVariables = { [KEYS[0]]: key.accessKeyId, [KEYS[1]]: key.secretAccessKey, STAGE: "production" };
    const calls = [getItem, getObject, invoke].map((call) => ({ ...call, keys: KEYS }));
    const site = await Site.create(account, { serviceRole: await serviceRole(account), environmentVariables }, calls);
    await createLogGroup(site, 30);
    return site;
  },
  works: true,
  finds: ["ACCESS_KEY_IN_VARIABLE", "ACCESS_KEY_IN_VARIABLE", "NO_COMPUTE_ROLE"],
  // The server code runs as the role now, which may do nothing yet.
  thenFinds: ["CALL_NOT_ALLOWED", "CALL_NOT_ALLOWED", "CALL_NOT_ALLOWED"],
  secrets: (site) => variablesOf(site).filter((value) => value !== "production"),
};

export const withTheWrongRole: Story = {
  title: "an app whose permissions for a bucket and a secret are on the service role gets them on the compute role",
  create: async (account) => {
    await createBucket(account.administrator, BUCKET, { "images/cat.png": "a cat" });
    await new SecretsManagerClient(account.administrator).send(
      new CreateSecretCommand({ Name: "site/api", SecretString: "hunter2" }),
    );
    const role = await serviceRole(
      account,
      allow("s3:GetObject", `arn:aws:s3:::${BUCKET}/*`),
      allow("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:site/api-??????`),
    );
    const site = await Site.create(account, { serviceRole: role }, [getObject, getSecret("site/api")]);
    await createLogGroup(site, 30);
    return site;
  },
  works: false,
  finds: ["NO_COMPUTE_ROLE", "NO_CREDENTIALS", "PERMISSIONS_ON_SERVICE_ROLE"],
  thenFinds: [],
};

const API = "abcdefghijklmnopqrstuvwxyz";
export const API_ARN = `arn:aws:appsync:${REGION}:${ACCOUNT}:apis/${API}`;

export const withAnApiAlone: Story = {
  title: 'an app whose policy names an AppSync API without its fields gets them, and "Unauthorized" ends',
  create: async (account) => {
    const computeRole = await account.createRole("site-compute", "api", allow("appsync:GraphQL", API_ARN));
    const settings = { serviceRole: await serviceRole(account), computeRole };
    const site = await Site.create(account, settings, [{ api: API, query: "{ getPost }" }]);
    await createLogGroup(site, 30);
    return site;
  },
  works: false,
  finds: ["APPSYNC_API_WITHOUT_FIELDS", "GRAPHQL_FIELD_NOT_ALLOWED"],
  thenFinds: [],
};

const PASSWORD = "correct-horse-battery";

export const withSecretsInVariables: Story = {
  title: "an app with a secret in its variables, and logs that never expire, gets a secret and a retention",
  create: async (account) => {
    await createTable(account.administrator, "orders");
    const computeRole = await account.createRole("site-compute", "orders", allow("dynamodb:GetItem", TABLE));
    const environmentVariables = { DB_PASSWORD: PASSWORD, STAGE: "production" };
    const settings = { serviceRole: await serviceRole(account), computeRole, environmentVariables };
    return Site.create(account, settings, [getItem]);
  },
  works: true,
  finds: ["LOG_GROUP_NEVER_EXPIRES", "SECRET_IN_VARIABLE"],
  // The code reads the secret before anybody has added the grant.
  thenFinds: ["CALL_NOT_ALLOWED"],
  change: async (site, { findings }) => {
    const { grant = "" } = findings.find(({ code }) => code === "SECRET_IN_VARIABLE") ?? {};
    const [, name] = /name: "([^"]+)"/.exec(grant) ?? [];
    if (name !== undefined) site.calls = [getItem, getSecret(name)];
  },
  secrets: () => [PASSWORD],
};
