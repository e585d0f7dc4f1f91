import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  BatchWriteItemCommand,
  DeleteTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { GetRoleCommand, IAMClient, ListRolePoliciesCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isKnown, keysOf } from "../../oracle/support/simulator.js";
import { type Authorization, accountClients, authorizationsOf } from "../aws/authorization/authorization.js";
import { type Aws, startAws } from "../aws/aws.js";
import { CONSOLE_ROLE } from "../aws/console-app.js";
import { createBucket, createTable, putObjects } from "../aws/data-stores.js";
import { REGION } from "../aws/environment.js";
import { type Enforcement, startEnforcement } from "../aws/iam-enforcement.js";
import { ADMINISTRATOR, assumeRole, clientOf, environmentOf, type SignedIn, signedIn } from "../aws/session.js";
import type { Tool } from "../project/project.js";
import { stopAws } from "../project/shared-aws.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../project/tools.js";
import { type Ssr, startSsr } from "../ssr/ssr.js";
import { attach } from "./examples/attach.js";
import { createExample, type ExampleProject } from "./examples/example-project.js";
import { scenarioOf } from "./examples/scenarios.js";

const ACCOUNT = "123456789012";

/** An example that one of the tools deployed, with IAM enforcement in front of AWS, and everything that was asked of it. */
class Deployed {
  readonly asked = new Map<string, Authorization>();
  readonly #servers: Ssr[] = [];

  private constructor(
    readonly aws: Aws,
    readonly enforcement: Enforcement,
    readonly example: ExampleProject,
  ) {
    const clients = accountClients(aws.gateway, aws.moto);
    aws.gateway.intercept(async (request, next) => {
      // What nobody signs, nobody's policies are asked about.
      const asked = request.service === "" ? [] : await authorizationsOf(request, clients);
      for (const one of asked) this.asked.set(JSON.stringify(one), one);
      return next();
    });
  }

  static async create(tool: Tool, example: string): Promise<Deployed> {
    const scenario = scenarioOf(example);
    const aws = await startAws();
    // moto would start Lambda's functions in Docker. Without, it takes every invocation.
    const lambda = { method: "POST", body: JSON.stringify({ lambda: { use_docker: false } }) };
    await fetch(`${aws.moto.url}/moto-api/config`, lambda);
    const enforcement = startEnforcement(aws.gateway, aws.moto);
    const { values, env } = (await scenario.before?.(aws)) ?? {};
    const created = await createExample(tool, scenario, { ...aws.env, ...env }, values);
    const deployed = new Deployed(aws, enforcement, created);
    await created.project.deploy();
    return deployed;
  }

  /** The app of the example. */
  get app() {
    const [app] = this.aws.gateway.hosting.listApps(REGION);
    return {
      id: String(app?.appId),
      serviceRole: String(app?.iamServiceRoleArn),
      computeRole: String(app?.computeRoleArn),
      variables: app?.environmentVariables as Readonly<Record<string, string>>,
    };
  }

  /** The role with which a branch's server code runs: its own, or the app's. */
  computeRole(branch: string): string {
    const { computeRoleArn } = this.aws.gateway.hosting.getBranch(REGION, this.app.id, branch);
    return String(computeRoleArn || this.app.computeRole);
  }

  /** A session of a role, if the role lets Amplify assume it. */
  async assume(RoleArn: string, RoleSessionName: string): Promise<SignedIn> {
    expect(await this.trusts(RoleArn)).toBe(true);
    return assumeRole(this.aws.gateway, { RoleArn, RoleSessionName });
  }

  /** Whether a role lets a service assume it for an app's branch. */
  trusts(role: string, { service = "amplify.amazonaws.com", account = ACCOUNT, region = REGION } = {}) {
    const branch = `arn:aws:amplify:${region}:${account}:apps/${this.app.id}/branches/main`;
    return this.enforcement.trusts(service, role, { "aws:SourceArn": branch, "aws:SourceAccount": account });
  }

  as(who: SignedIn) {
    return clientOf(this.aws.gateway, who);
  }

  /** The app's server code, with these credentials and these environment variables. */
  serve(who: SignedIn, variables: Readonly<Record<string, string>>): Ssr {
    const ssr = startSsr({ ...this.aws.env, ...environmentOf(who), ...variables });
    this.#servers.push(ssr);
    return ssr;
  }

  async stop(): Promise<void> {
    for (const server of this.#servers) await server.stop();
    await this.example.project.remove();
    await stopAws(this.aws);
  }
}

/** Puts an order by the app's code and gets it back, as far as the role may. */
async function orders(ssr: Ssr) {
  const put = await ssr.post("/api/orders", { product: "pen" });
  const id = put.status === 201 ? JSON.parse(put.body).id : "o-1";
  const got = await ssr.get(`/api/orders?id=${id}`);
  return { put: put.status, got: got.status, orders: got.status === 200 ? JSON.parse(got.body).length : 0 };
}

/** All that the app's code can do, as far as the role may: the statuses of its answers, and what it read. */
async function everything(ssr: Ssr) {
  const image = await ssr.get("/api/images/cats/tom.jpg");
  const settings = await ssr.get("/settings");
  return {
    ...(await orders(ssr)),
    image: image.status === 200 ? image.body : image.status,
    settings: settings.status === 200 ? JSON.parse(settings.body) : settings.body.replace(/: .*/s, ""),
    thumbnail: (await ssr.post("/api/thumbnails", { key: "cats/tom.jpg" })).status,
  };
}
/** Of one who may do none of it. The app answers 502 where AWS refuses, but an image with 403. */
const nothing = { put: 502, got: 502, orders: 0, image: 403, settings: "AccessDeniedException", thumbnail: 502 };

const DENIED = /^AccessDenied(Exception)?: User: \S+ is not authorized to perform: /;
/** `done`; the action that was refused; or how it failed otherwise. */
const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "done",
    (error: Error) => {
      const said = `${error.name}: ${error.message}`;
      return DENIED.test(said) ? `refused ${/perform: (\S+)/.exec(said)?.[1]}` : said;
    },
  );

/** Does what Amplify does with the service role: writes the app's logs, where the log group is there already. */
async function writesLogs(deployed: Deployed, who: SignedIn): Promise<void> {
  const logs = new CloudWatchLogsClient(deployed.as(who));
  const own = { logGroupName: `/aws/amplify/${deployed.app.id}`, logStreamName: "main/2026/01/31" };
  expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toHaveLength(1);
  await logs.send(new CreateLogStreamCommand(own));
  await logs.send(new PutLogEventsCommand({ ...own, logEvents: [{ timestamp: Date.now(), message: "GET /" }] }));
  const reading = new CloudWatchLogsClient(deployed.as(ADMINISTRATOR));
  expect((await reading.send(new GetLogEventsCommand(own))).events?.[0]?.message).toBe("GET /");
  expect(await outcome(logs.send(new CreateLogGroupCommand(own)))).toMatch(/^ResourceAlreadyExistsException/);
}

/** Tries another app's logs, and what is more than to write one's own. */
async function writesNothingElse(deployed: Deployed, who: SignedIn): Promise<void> {
  const logs = new CloudWatchLogsClient(deployed.as(who));
  const own = { logGroupName: `/aws/amplify/${deployed.app.id}`, logStreamName: "main/2026/01/31" };
  const other = { logGroupName: "/aws/amplify/d987654321", logStreamName: "main/2026/01/31" };
  const calls = [
    logs.send(new CreateLogGroupCommand(other)),
    logs.send(new CreateLogStreamCommand(other)),
    logs.send(new PutLogEventsCommand({ ...other, logEvents: [] })),
    logs.send(new GetLogEventsCommand(own)),
    logs.send(new PutRetentionPolicyCommand({ ...own, retentionInDays: 1 })),
    logs.send(new DeleteLogGroupCommand(own)),
  ];
  expect(await Promise.all(calls.map(outcome))).toEqual([
    "refused logs:CreateLogGroup",
    "refused logs:CreateLogStream",
    "refused logs:PutLogEvents",
    "refused logs:GetLogEvents",
    "refused logs:PutRetentionPolicy",
    "refused logs:DeleteLogGroup",
  ]);
}

/**
 * What was asked and AWS's reference does not have: an action on something that it is not authorized on, or with a key
 * that it does not carry. Then the table would be wrong.
 */
async function unknownToAws(asked: Iterable<Authorization>): Promise<readonly string[]> {
  const each = [...asked].map(async ({ action, resource, context }) => {
    const known = await keysOf(action, { arn: resource });
    if (known === undefined) return [`${action} on ${resource}`];
    return Object.keys(context).flatMap((key) => (isKnown(key, known) ? [] : [`${action} with ${key}`]));
  });
  return (await Promise.all(each)).flat();
}

describeWith([hasPulumi, hasPython], "permissions in effect: new-app, deployed with Pulumi", () => {
  let deployed: Deployed;
  let variables: Readonly<Record<string, string>>;
  beforeAll(async () => {
    deployed = await Deployed.create("pulumi", "new-app");
    const { Buckets = [] } = await new S3Client(deployed.as(ADMINISTRATOR)).send(new ListBucketsCommand({}));
    const images = String(Buckets[0]?.Name);
    await putObjects(deployed.as(ADMINISTRATOR), images, { "images/cats/tom.jpg": "tom", "private/plan.txt": "plan" });
    variables = {
      ORDERS_TABLE: "web-orders",
      IMAGES_BUCKET: images,
      IMAGES_PREFIX: "images/",
      SETTINGS_PATH: "/web/prod",
      SETTINGS_SECRET: "web/prod",
      THUMBNAILS_FUNCTION: "resize",
    };
  });
  afterAll(() => deployed?.stop());

  const session = (branch: string) =>
    deployed.assume(deployed.computeRole(branch), `AmplifyHostingCompute-app=${deployed.app.id}`);

  it("the server code does all that it does, and each call was authorized", async () => {
    deployed.enforcement.clear();
    expect(await everything(deployed.serve(await session("main"), variables))).toEqual({
      put: 201,
      got: 200,
      orders: 1,
      image: "tom",
      settings: {
        API_URL: "https://api.example.com",
        API_TOKEN: "the-api-token",
        DATABASE_USER: "web",
        DATABASE_PASSWORD: "the-database-password",
      },
      thumbnail: 202,
    });
    const { decisions } = deployed.enforcement;
    expect(new Set(decisions.map(({ authorization, verdict }) => `${authorization?.action} ${verdict}`))).toEqual(
      new Set([
        "s3:GetObject allowed",
        "ssm:GetParametersByPath allowed",
        "secretsmanager:GetSecretValue allowed",
        "kms:Decrypt allowed",
        "dynamodb:PutItem allowed",
        "dynamodb:Query allowed",
        "lambda:InvokeFunction allowed",
      ]),
    );
    expect(new Set(decisions.map(({ principal }) => principal))).toEqual(
      new Set([
        `arn:aws:sts::123456789012:assumed-role/web-amplify-compute-main/AmplifyHostingCompute-app=${deployed.app.id}`,
      ]),
    );
  });

  it("the same code gets nowhere with other things, and its log says why", async () => {
    await createTable(deployed.as(ADMINISTRATOR), "payments");
    await createBucket(deployed.as(ADMINISTRATOR), "payments-images", { "images/cats/tom.jpg": "tom" });
    const others = {
      ORDERS_TABLE: "payments",
      IMAGES_BUCKET: variables.IMAGES_BUCKET ?? "",
      IMAGES_PREFIX: "images/",
      SETTINGS_PATH: "/payments/prod",
      SETTINGS_SECRET: "payments/prod",
      THUMBNAILS_FUNCTION: "refund",
    };
    await new SSMClient(deployed.as(ADMINISTRATOR)).send(
      new PutParameterCommand({ Name: "/payments/prod/API_URL", Type: "String", Value: "https://payments" }),
    );
    const secrets = new SecretsManagerClient(deployed.as(ADMINISTRATOR));
    await secrets.send(new CreateSecretCommand({ Name: "payments/prod", SecretString: "{}" }));
    const who = await session("main");
    // Its images it still reads: of every bucket, as AmazonS3ReadOnlyAccess is attached.
    const ssr = deployed.serve(who, others);
    expect(await everything(ssr)).toEqual({ ...nothing, image: "tom" });
    const { log } = await ssr.get("/api/orders?id=o-1");
    expect(log).toMatch(/^Query orders: the role was assumed and may not do this: add a grant to its compute role/);
    expect(log).toContain("dynamodb:Query on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/payments because");
    const elsewhere = deployed.serve(who, { ...variables, SETTINGS_PATH: "/payments/prod" });
    expect((await elsewhere.get("/settings")).body).toContain("ssm:GetParametersByPath");
    const othersSecret = deployed.serve(who, { ...variables, SETTINGS_SECRET: "payments/prod" });
    expect((await othersSecret.get("/settings")).body).toContain("secretsmanager:GetSecretValue");
  });

  it("the compute role reads where it may read, and changes nothing but its orders", async () => {
    await createTable(deployed.as(ADMINISTRATOR), "my-app-stock");
    const who = deployed.as(await session("main"));
    const dynamodb = new DynamoDBClient(who);
    const s3 = new S3Client(who);
    const Bucket = variables.IMAGES_BUCKET;
    const order = { id: { S: "o-7" } };
    const writing = { "web-orders": [{ PutRequest: { Item: order } }] };
    const both = { ...writing, "my-app-stock": [{ DeleteRequest: { Key: order } }] };
    const logGroupName = `/aws/amplify/${deployed.app.id}`;
    const logs = new CloudWatchLogsClient(who);
    const calls = {
      scan: dynamodb.send(new ScanCommand({ TableName: "my-app-stock" })),
      put: dynamodb.send(new PutItemCommand({ TableName: "my-app-stock", Item: order })),
      batch: dynamodb.send(new BatchWriteItemCommand({ RequestItems: writing })),
      "batch with another table": dynamodb.send(new BatchWriteItemCommand({ RequestItems: both })),
      "delete the table": dynamodb.send(new DeleteTableCommand({ TableName: "web-orders" })),
      "outside the prefix": s3.send(new GetObjectCommand({ Bucket, Key: "private/plan.txt" })),
      upload: s3.send(new PutObjectCommand({ Bucket, Key: "images/cats/kit.jpg", Body: "kit" })),
      "delete an image": s3.send(new DeleteObjectCommand({ Bucket, Key: "images/cats/tom.jpg" })),
      "change the secret": new SecretsManagerClient(who).send(
        new PutSecretValueCommand({ SecretId: "web/prod", SecretString: "{}" }),
      ),
      "change a setting": new SSMClient(who).send(
        new PutParameterCommand({ Name: "/web/prod/API_URL", Value: "https://elsewhere", Overwrite: true }),
      ),
      "write logs": logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "compute" })),
      "list the logs": logs.send(new DescribeLogGroupsCommand({})),
      "read its own role": new IAMClient(who).send(new GetRoleCommand({ RoleName: "web-amplify-compute-main" })),
      "assume the service role": new STSClient(who).send(
        new AssumeRoleCommand({ RoleArn: deployed.app.serviceRole, RoleSessionName: "again" }),
      ),
    };
    const outcomes = Object.entries(calls).map(async ([name, call]) => [name, await outcome(call)] as const);
    expect(Object.fromEntries(await Promise.all(outcomes))).toEqual({
      scan: "done",
      put: "refused dynamodb:PutItem",
      batch: "done",
      "batch with another table": "refused dynamodb:BatchWriteItem",
      "delete the table": "refused dynamodb:DeleteTable",
      // The prefix is of the grant; the managed policy knows none.
      "outside the prefix": "done",
      upload: "refused s3:PutObject",
      "delete an image": "refused s3:DeleteObject",
      "change the secret": "refused secretsmanager:PutSecretValue",
      "change a setting": "refused ssm:PutParameter",
      "write logs": "refused logs:CreateLogStream",
      "list the logs": "refused logs:DescribeLogGroups",
      "read its own role": "refused iam:GetRole",
      "assume the service role": "refused sts:AssumeRole",
    });
  });

  it("a branch with its own role reads orders, and nothing else of production's", async () => {
    expect(deployed.computeRole("feature/login")).not.toBe(deployed.computeRole("main"));
    const ssr = deployed.serve(await session("feature/login"), variables);
    expect(await everything(ssr)).toEqual({ ...nothing, got: 200 });
  });

  it("the service role writes the app's logs", async () => {
    const who = await deployed.assume(deployed.app.serviceRole, "BuildSession");
    await writesLogs(deployed, who);
  });

  it("Amplify alone assumes the roles, the service role for this account's apps in this region only", async () => {
    const { serviceRole } = deployed.app;
    const computeRole = deployed.computeRole("main");
    const other = { service: "lambda.amazonaws.com" };
    expect([await deployed.trusts(serviceRole, other), await deployed.trusts(computeRole, other)]).toEqual([
      false,
      false,
    ]);
    expect(await deployed.trusts(serviceRole, { account: "210987654321" })).toBe(false);
    expect(await deployed.trusts(serviceRole, { region: "us-east-1" })).toBe(false);
  });

  it("the service role does nothing else", async () => {
    const who = await deployed.assume(deployed.app.serviceRole, "BuildSession");
    await writesNothingElse(deployed, who);
    expect(await everything(deployed.serve(who, variables))).toEqual(nothing);
  });

  it("AWS's reference has all that was asked, from the deployment to its end", async () => {
    // Who destroys a stack empties its buckets before.
    const s3 = new S3Client(deployed.as(ADMINISTRATOR));
    for (const Key of ["images/cats/tom.jpg", "private/plan.txt"]) {
      await s3.send(new DeleteObjectCommand({ Bucket: variables.IMAGES_BUCKET, Key }));
    }
    await deployed.example.project.destroy();
    expect(await unknownToAws(deployed.asked.values())).toEqual([]);
  });
});

describeWith([hasTerraform, hasPython], "permissions in effect: existing-app-logs, deployed with Terraform", () => {
  let deployed: Deployed;
  beforeAll(async () => {
    deployed = await Deployed.create("terraform", "existing-app-logs");
  });
  afterAll(() => deployed?.stop());

  it("the role that the program's command attaches to the live app writes its logs, and nothing else", async () => {
    expect(deployed.app.serviceRole).toBe(CONSOLE_ROLE);
    await attach(deployed.aws, await deployed.example.output("attach"));
    expect(deployed.app.serviceRole).toBe("arn:aws:iam::123456789012:role/shop-amplify-service");
    const who = await deployed.assume(deployed.app.serviceRole, "BuildSession");
    await writesLogs(deployed, who);
    await writesNothingElse(deployed, who);
  });

  it("AWS's reference has all that was asked, from the deployment to its end", async () => {
    await deployed.example.project.destroy();
    expect(await unknownToAws(deployed.asked.values())).toEqual([]);
  });
});

describeWith([hasTerraform, hasPython], "permissions in effect: private-bucket, deployed with Terraform", () => {
  let deployed: Deployed;
  let variables: Readonly<Record<string, string>>;
  beforeAll(async () => {
    deployed = await Deployed.create("terraform", "private-bucket");
    variables = deployed.app.variables;
    await putObjects(deployed.as(ADMINISTRATOR), variables.IMAGES_BUCKET ?? "", {
      "images/cats/tom.jpg": "tom",
      "cover.jpg": "cover",
    });
    await new SecretsManagerClient(deployed.as(ADMINISTRATOR)).send(
      new PutSecretValueCommand({
        SecretId: "gallery/prod/api",
        SecretString: '{"API_URL":"https://api.example.com","API_TOKEN":"t"}',
      }),
    );
  });
  afterAll(() => deployed?.stop());

  it("the server code has its images and settings by the variables that the app has, and knows what is not there", async () => {
    const who = await deployed.assume(deployed.computeRole("main"), "AmplifyHostingCompute");
    const ssr = deployed.serve(who, { ...variables, ORDERS_TABLE: "orders", THUMBNAILS_FUNCTION: "resize" });
    expect(await everything(ssr)).toEqual({
      ...nothing,
      image: "tom",
      settings: { API_URL: "https://api.example.com", API_TOKEN: "t" },
    });
    // The role may list the whole bucket, so S3 does not hide that the object is not there.
    expect((await ssr.get("/api/images/cats/kit.jpg")).status).toBe(404);
  });

  it("no other bucket, and no writing", async () => {
    await createBucket(deployed.as(ADMINISTRATOR), "other-images", { "images/cats/tom.jpg": "tom" });
    const who = await deployed.assume(deployed.computeRole("main"), "AmplifyHostingCompute");
    const other = await deployed
      .serve(who, { ...variables, IMAGES_BUCKET: "other-images" })
      .get("/api/images/cats/tom.jpg");
    expect([other.status, other.log]).toEqual([403, expect.stringContaining("may not do this")]);
    const writing = new PutObjectCommand({ Bucket: variables.IMAGES_BUCKET, Key: "images/cats/kit.jpg", Body: "kit" });
    expect(await outcome(new S3Client(deployed.as(who)).send(writing))).toBe("refused s3:PutObject");
  });

  it("a grant that is removed in the console is gone at once", async () => {
    const RoleName = deployed.computeRole("main").split("/").at(-1);
    const ssr = deployed.serve(await deployed.assume(deployed.computeRole("main"), "session"), variables);
    expect((await ssr.get("/api/images/cover.jpg")).status).toBe(404);
    expect((await ssr.get("/api/images/cats/tom.jpg")).status).toBe(200);
    const iam = new IAMClient(deployed.as(ADMINISTRATOR));
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    expect(PolicyNames).toHaveLength(1);
    const statement = { Effect: "Allow", Action: "s3:ListBucket", Resource: "*" };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: PolicyNames[0], PolicyDocument }));
    expect((await ssr.get("/api/images/cats/tom.jpg")).status).toBe(403);
  });

  it("the service role has no data", async () => {
    const who = await deployed.assume(deployed.app.serviceRole, "BuildSession");
    const ssr = deployed.serve(who, { ...variables, ORDERS_TABLE: "orders", THUMBNAILS_FUNCTION: "resize" });
    expect(await everything(ssr)).toEqual({ ...nothing, settings: "SettingsError" });
  });

  it("AWS's reference has all that was asked, from the deployment on", async () => {
    expect(await unknownToAws(deployed.asked.values())).toEqual([]);
  });
});

describeWith([hasTerraform, hasPython], "permissions in effect: keys-to-roles, deployed with Terraform", () => {
  let deployed: Deployed;
  const of = (prefix: string): Readonly<Record<string, string>> => ({
    ORDERS_TABLE: `${prefix}my-app-orders`,
    IMAGES_BUCKET: `${prefix}my-app-images`,
    IMAGES_PREFIX: "images/",
    SETTINGS_PATH: "/my-app",
    SETTINGS_SECRET: "my-app",
    THUMBNAILS_FUNCTION: `${prefix}my-app-thumbnails`,
  });
  const role = (name: string) => deployed.assume(`arn:aws:iam::123456789012:role/my-app-compute-${name}`, name);
  beforeAll(async () => {
    deployed = await Deployed.create("terraform", "keys-to-roles");
    for (const prefix of ["", "dev-"]) {
      await createTable(deployed.as(ADMINISTRATOR), `${prefix}my-app-orders`);
      await createBucket(deployed.as(ADMINISTRATOR), `${prefix}my-app-images`, {
        "images/cats/tom.jpg": `${prefix}tom`,
        "plan.txt": "plan",
      });
    }
    const secrets = new SecretsManagerClient(deployed.as(ADMINISTRATOR));
    await secrets.send(new CreateSecretCommand({ Name: "my-app", SecretString: "{}" }));
  });
  afterAll(() => deployed?.stop());

  const allowed = { put: 201, got: 200, orders: 1, thumbnail: 202, settings: "AccessDeniedException" };
  it.each([
    ["main", "", { ...allowed, image: "tom" }],
    ["main", "dev-", nothing],
    // Its policies are managed ones.
    ["dev", "dev-", { ...allowed, image: "dev-tom" }],
    ["dev", "", nothing],
  ])("the role of %s and what begins with '%s'", async (name, prefix, expected) => {
    expect(await everything(deployed.serve(await role(name), of(prefix)))).toEqual(expected);
  });

  it("the images' prefix holds for reading, writing and listing", async () => {
    const who = await role("main");
    const s3 = new S3Client(deployed.as(who));
    const Bucket = "my-app-images";
    const calls = [
      s3.send(new GetObjectCommand({ Bucket, Key: "plan.txt" })),
      s3.send(new PutObjectCommand({ Bucket, Key: "plan.txt", Body: "other" })),
      s3.send(new PutObjectCommand({ Bucket, Key: "images/cats/kit.jpg", Body: "kit" })),
      s3.send(new ListObjectsV2Command({ Bucket, Prefix: "images/cats/" })),
      s3.send(new ListObjectsV2Command({ Bucket, Prefix: "" })),
      s3.send(new ListObjectsV2Command({ Bucket })),
    ];
    expect(await Promise.all(calls.map(outcome))).toEqual([
      "refused s3:GetObject",
      "refused s3:PutObject",
      "done",
      "done",
      "refused s3:ListBucket",
      "refused s3:ListBucket",
    ]);
    // It may list below the prefix only, so S3 does not tell that an object is not there.
    const ssr = deployed.serve(who, of(""));
    expect((await ssr.get("/api/images/cats/none.jpg")).status).toBe(403);
  });

  it("AWS's reference has all that was asked, from the deployment to its end", async () => {
    await deployed.example.project.destroy();
    expect(await unknownToAws(deployed.asked.values())).toEqual([]);
  });
});

describeWith([hasPulumi, hasPython], "permissions in effect: appsync-users, deployed with Pulumi", () => {
  let deployed: Deployed;
  beforeAll(async () => {
    deployed = await Deployed.create("pulumi", "appsync-users");
    await createBucket(deployed.as(ADMINISTRATOR), "acme-documents", {
      "acme/plan.txt": "acme's",
      "globex/plan.txt": "globex's",
    });
  });
  afterAll(() => deployed?.stop());

  type Kind = "authenticated" | "unauthenticated";
  interface Token {
    readonly tags?: Readonly<Record<string, string>>;
    /** The role that is asked for. @default the pool's for that kind of user */
    readonly role?: Kind;
    /** Whose user it is. @default the example's pool */
    readonly pool?: string;
  }

  /** Credentials as an identity pool hands them out: for a token with the tags that its principals' mapping makes. */
  async function visitor(kind: Kind, { tags = {}, role = kind, pool }: Token = {}) {
    const [own] = deployed.aws.gateway.identityPools.pools();
    const principal_tags = Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, [value]]));
    const claims = {
      iss: "https://cognito-identity.amazonaws.com",
      aud: pool ?? own?.settings.IdentityPoolId,
      sub: "eu-west-1:6f2c6d1e-0f0a-4c55-9d5c-0d1f2a3b4c5d",
      amr: [kind],
      "https://aws.amazon.com/tags": { principal_tags },
    };
    const token = ["{}", JSON.stringify(claims), ""].map((part) => Buffer.from(part).toString("base64url")).join(".");
    const { Credentials } = await new STSClient(deployed.as(ADMINISTRATOR)).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: String(own?.roles[role]),
        RoleSessionName: "CognitoIdentityCredentials",
        WebIdentityToken: token,
      }),
    );
    return signedIn(Credentials);
  }

  it("the roles are for users of this pool, each for its own kind", async () => {
    const denied = "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";
    const guest = await outcome(visitor("unauthenticated", { role: "authenticated" }));
    const user = await outcome(visitor("authenticated", { role: "unauthenticated" }));
    expect([guest, user]).toEqual([denied, denied]);
    const elsewhere = { pool: "eu-west-1:00000000-0000-0000-0000-000000000000" };
    expect(await outcome(visitor("authenticated", elsewhere))).toBe(denied);
    expect(await outcome(visitor("unauthenticated", elsewhere))).toBe(denied);
    // Tags come with users' tokens only: the guests' role takes none.
    expect(await outcome(visitor("unauthenticated", { tags: { tenant: "acme" } }))).toBe(denied);
    expect(await outcome(visitor("authenticated", { tags: { tenant: "acme" } }))).toBe("done");
  });

  const field = (name: string, api = "abcdefghijklmnopqrstuvwxyz"): Authorization => ({
    action: "appsync:GraphQL",
    resource: `arn:aws:appsync:eu-west-1:123456789012:apis/${api}/types/${name}`,
    context: {},
  });
  const fields = [
    "Query/fields/getPost",
    "Query/fields/listPosts",
    "Query/fields/listUsers",
    "Mutation/fields/createPost",
    "Mutation/fields/updatePost",
    "Mutation/fields/deletePost",
    "Subscription/fields/onCreatePost",
  ];
  const mayCall = async ({ accessKeyId }: SignedIn, api?: string) => {
    const may = await Promise.all(fields.map((name) => deployed.enforcement.allows(accessKeyId, field(name, api))));
    return fields.filter((_, index) => may[index]);
  };

  it("users and guests call the fields that they were granted, of no other API", async () => {
    const user = await visitor("authenticated", { tags: { tenant: "acme" } });
    expect(await mayCall(user)).toEqual([
      "Query/fields/getPost",
      "Query/fields/listPosts",
      "Mutation/fields/createPost",
      "Mutation/fields/updatePost",
      "Subscription/fields/onCreatePost",
    ]);
    expect(await mayCall(user, "zyxwvutsrqponmlkjihgfedcba")).toEqual([]);
    expect(await mayCall(await visitor("unauthenticated"))).toEqual(["Query/fields/listPosts"]);
  });

  describe("documents", () => {
    const documents = (who: SignedIn) => {
      const s3 = new S3Client(deployed.as(who));
      const Bucket = "acme-documents";
      return Promise.all(
        [
          s3.send(new GetObjectCommand({ Bucket, Key: "acme/plan.txt" })),
          s3.send(new PutObjectCommand({ Bucket, Key: "acme/new.txt", Body: "new" })),
          s3.send(new ListObjectsV2Command({ Bucket, Prefix: "acme/" })),
          s3.send(new GetObjectCommand({ Bucket, Key: "globex/plan.txt" })),
          s3.send(new PutObjectCommand({ Bucket, Key: "globex/new.txt", Body: "new" })),
          s3.send(new ListObjectsV2Command({ Bucket, Prefix: "globex/" })),
        ].map(outcome),
      );
    };
    const refused = ["refused s3:GetObject", "refused s3:PutObject", "refused s3:ListBucket"];

    it("a user has those of the tenant that the token names", async () => {
      expect(await documents(await visitor("authenticated", { tags: { tenant: "acme" } }))).toEqual([
        ...["done", "done", "done"],
        ...refused,
      ]);
    });
    it("a user without a tenant, and a guest, have none", async () => {
      expect(await documents(await visitor("authenticated"))).toEqual([...refused, ...refused]);
      expect(await documents(await visitor("unauthenticated"))).toEqual([...refused, ...refused]);
    });
  });

  it("AWS's reference has all that was asked, from the deployment on", async () => {
    expect(await unknownToAws(deployed.asked.values())).toEqual([]);
  });
});
