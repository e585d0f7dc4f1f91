import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateKeyCommand, EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetParametersByPathCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeWith, hasPython } from "../project/tools.js";
import { type Aws, startAws } from "./aws.js";
import { createBucket, createTable } from "./data-stores.js";
import { type Enforcement, startEnforcement } from "./iam-enforcement.js";
import { ADMINISTRATOR, assumeRole, clientOf, type SignedIn } from "./session.js";

const ROLE = "arn:aws:iam::123456789012:role/app/web";
const TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "amplify.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
type Statement = Readonly<Record<string, unknown>>;
const document = (...statements: readonly Statement[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (Action: string | string[], Resource: string | string[], Condition?: object): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
/** A policy has to say something. Everybody may call this without one. */
const nothing = allow("sts:GetCallerIdentity", "*");
const deny = (Action: string, Resource: string): Statement => ({ Effect: "Deny", Action, Resource });

describeWith([hasPython], "IAM enforcement in front of moto", () => {
  let aws: Aws;
  let enforcement: Enforcement;
  let iam: IAMClient;
  beforeAll(async () => {
    aws = await startAws();
    enforcement = startEnforcement(aws.gateway, aws.moto);
    iam = new IAMClient(clientOf(aws.gateway, ADMINISTRATOR));
    const assumable = { Path: "/app/", AssumeRolePolicyDocument: JSON.stringify(trust) };
    await iam.send(new CreateRoleCommand({ RoleName: "web", ...assumable }));
    await iam.send(new CreateRoleCommand({ RoleName: "narrow", ...assumable }));
    await orders();
  });
  afterAll(async () => {
    enforcement?.stop();
    await aws?.stop();
  });
  beforeEach(async () => {
    await put(nothing);
    enforcement.clear();
  });

  const put = (...statements: readonly Statement[]) =>
    iam.send(
      new PutRolePolicyCommand({ RoleName: "web", PolicyName: "inline", PolicyDocument: document(...statements) }),
    );
  const session = (more: Partial<Parameters<typeof assumeRole>[1]> = {}): Promise<SignedIn> =>
    assumeRole(aws.gateway, { RoleArn: ROLE, ...more });
  const as = (who: SignedIn) => clientOf(aws.gateway, who);

  /** What came of a call: its answer, or how it was refused. */
  const outcome = async (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => "done",
      (error: Error) => `${error.name}: ${error.message}`,
    );
  const denied = (action: string, resource: string, name = "AccessDeniedException") =>
    `${name}: User: arn:aws:sts::123456789012:assumed-role/web/session is not authorized to perform: ${action} on ` +
    `resource: ${resource} because no identity-based policy allows the ${action} action`;

  async function orders(): Promise<void> {
    await createTable(as(ADMINISTRATOR), "orders");
    const dynamodb = new DynamoDBClient(as(ADMINISTRATOR));
    await dynamodb.send(new PutItemCommand({ TableName: "orders", Item: { id: { S: "o-1" }, product: { S: "pen" } } }));
  }
  const order = (who: SignedIn, id = "o-1") =>
    new DynamoDBClient(as(who)).send(new GetItemCommand({ TableName: "orders", Key: { id: { S: id } } }));

  it("lets what a role may do pass, refuses what it may not, and records both", async () => {
    await put(allow("dynamodb:GetItem", TABLE));
    const who = await session();
    expect((await order(who)).Item?.product).toEqual({ S: "pen" });
    const writing = new PutItemCommand({ TableName: "orders", Item: { id: { S: "o-2" } } });
    expect(await outcome(new DynamoDBClient(as(who)).send(writing))).toBe(denied("dynamodb:PutItem", TABLE));
    expect((await order(ADMINISTRATOR, "o-2")).Item).toBeUndefined();
    const by = { principal: "arn:aws:sts::123456789012:assumed-role/web/session", service: "dynamodb" };
    const context = { "aws:RequestedRegion": "eu-west-1" };
    expect(enforcement.decisions).toEqual([
      {
        ...by,
        operation: "GetItem",
        authorization: {
          action: "dynamodb:GetItem",
          resource: TABLE,
          context: { ...context, "dynamodb:LeadingKeys": ["o-1"] },
        },
        verdict: "allowed",
      },
      {
        ...by,
        operation: "PutItem",
        authorization: {
          action: "dynamodb:PutItem",
          resource: TABLE,
          context: { ...context, "dynamodb:LeadingKeys": ["o-2"] },
        },
        verdict: "denied",
      },
    ]);
  });

  it("reads the policies again for each request", async () => {
    const who = await session();
    expect(await outcome(order(who))).toBe(denied("dynamodb:GetItem", TABLE));
    await put(allow("dynamodb:*", TABLE));
    expect(await outcome(order(who))).toBe("done");
    await put(allow("dynamodb:*", TABLE), deny("dynamodb:GetItem", TABLE));
    expect(await outcome(order(who))).toMatch(
      /GetItem on resource: \S+ with an explicit deny in an identity-based policy/,
    );
    await put(nothing);
    expect(await outcome(order(who))).toBe(denied("dynamodb:GetItem", TABLE));
  });

  it("heeds AWS's managed policies, customers', boundaries and session policies", async () => {
    const customers = { PolicyName: "reader", PolicyDocument: document(allow("dynamodb:GetItem", TABLE)) };
    const { Policy } = await iam.send(new CreatePolicyCommand(customers));
    await iam.send(new AttachRolePolicyCommand({ RoleName: "narrow", PolicyArn: Policy?.Arn }));
    const narrow = { RoleArn: "arn:aws:iam::123456789012:role/app/narrow" };
    expect(await outcome(order(await session(narrow)))).toBe("done");
    const narrowed = { ...narrow, Policy: document(allow("s3:*", "*")) };
    expect(await outcome(order(await session(narrowed)))).toMatch(/not authorized to perform: dynamodb:GetItem/);
    const readOnly = { PolicyArns: [{ arn: "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess" }] };
    expect(await outcome(order(await session({ ...narrowed, ...readOnly })))).toBe("done");

    const boundary = { RoleName: "narrow", PermissionsBoundary: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" };
    await iam.send(new PutRolePermissionsBoundaryCommand(boundary));
    expect(await outcome(order(await session(narrow)))).toMatch(/not authorized to perform: dynamodb:GetItem/);
  });

  it("knows a user by the access key", async () => {
    await iam.send(new CreateUserCommand({ UserName: "deployer" }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "deployer" }));
    const who = { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
    expect(await outcome(order(who))).toMatch(
      /^AccessDeniedException: User: arn:aws:iam::123456789012:user\/deployer is/,
    );
    const own = { StringEquals: { "aws:username": "deployer" } };
    const policy = { PolicyName: "deploys", PolicyDocument: document(allow("dynamodb:GetItem", TABLE, own)) };
    await iam.send(new PutUserPolicyCommand({ UserName: "deployer", ...policy }));
    expect(await outcome(order(who))).toBe("done");
  });

  it("refuses access keys that nobody was given", async () => {
    const stranger = { accessKeyId: "ASIASTRANGER", secretAccessKey: "secret" };
    expect(await outcome(order(stranger))).toBe(
      "AccessDeniedException: The security token included in the request is invalid.",
    );
  });

  it("refuses operations of which no table says what they take, whatever the policies", async () => {
    await put(allow("*", "*"));
    const who = await session();
    const { status, body } = await raw(who, {
      service: "dynamodb",
      target: "DynamoDB_20120810.ExportTableToPointInTime",
    });
    expect([status, body]).toEqual([
      400,
      expect.stringContaining("There is no row for dynamodb: ExportTableToPointInTime"),
    ]);
    expect(enforcement.decisions).toEqual([
      {
        principal: "arn:aws:sts::123456789012:assumed-role/web/session",
        service: "dynamodb",
        operation: "ExportTableToPointInTime",
        verdict: "no row",
      },
    ]);
  });

  describe("conditions", () => {
    it("on the items' partition keys", async () => {
      const own = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["o-1"] } };
      await put(allow("dynamodb:GetItem", TABLE, own));
      const who = await session();
      expect(await outcome(order(who))).toBe("done");
      expect(await outcome(order(who, "o-2"))).toBe(denied("dynamodb:GetItem", TABLE));
    });

    it("on the service by which a key is used: secrets and parameters are decrypted as their reader", async () => {
      const { KeyMetadata } = await new KMSClient(as(ADMINISTRATOR)).send(new CreateKeyCommand({}));
      const key = KeyMetadata?.Arn ?? "";
      const secrets = new SecretsManagerClient(as(ADMINISTRATOR));
      const { ARN = "" } = await secrets.send(
        new CreateSecretCommand({ Name: "web/prod", KmsKeyId: key, SecretString: "s" }),
      );
      const parameter = { Name: "/web/prod/TOKEN", Type: "SecureString", Value: "t", KeyId: key } as const;
      await new SSMClient(as(ADMINISTRATOR)).send(new PutParameterCommand(parameter));

      const path = "arn:aws:ssm:eu-west-1:123456789012:parameter/web/prod";
      const reading = [allow("secretsmanager:GetSecretValue", ARN), allow("ssm:GetParametersByPath", path)];
      await put(...reading);
      const who = await session();
      const secret = () => new SecretsManagerClient(as(who)).send(new GetSecretValueCommand({ SecretId: "web/prod" }));
      const parameters = (WithDecryption: boolean) =>
        new SSMClient(as(who)).send(new GetParametersByPathCommand({ Path: "/web/prod/", WithDecryption }));
      expect(await outcome(secret())).toBe(denied("kms:Decrypt", key));
      expect(await outcome(parameters(true))).toBe(denied("kms:Decrypt", key));
      expect(await outcome(parameters(false))).toBe("done");

      const via = { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } };
      await put(...reading, allow("kms:*", key, via));
      expect(await outcome(secret())).toBe("done");
      expect(await outcome(parameters(true))).toBe(denied("kms:Decrypt", key));
      const encrypting = new EncryptCommand({ KeyId: key, Plaintext: new TextEncoder().encode("text") });
      expect(await outcome(new KMSClient(as(who)).send(encrypting))).toBe(denied("kms:Encrypt", key));

      const ofParameter = { StringEquals: { "kms:EncryptionContext:PARAMETER_ARN": `${path}/TOKEN` } };
      await put(...reading, allow("kms:Decrypt", key, ofParameter));
      expect(await outcome(parameters(true))).toBe("done");
      expect(await outcome(secret())).toBe(denied("kms:Decrypt", key));
    });
  });

  it("answers 403 for an object that does not exist to those who may not list the bucket", async () => {
    await createBucket(as(ADMINISTRATOR), "images", { "cats/tom.jpg": "tom" });
    const who = await session();
    const get = (Key: string) => new S3Client(as(who)).send(new GetObjectCommand({ Bucket: "images", Key }));
    const listing = denied("s3:ListBucket", '"arn:aws:s3:::images"', "AccessDenied");
    await put(allow("s3:GetObject", "arn:aws:s3:::images/*"));
    expect(await outcome(get("cats/tom.jpg"))).toBe("done");
    expect(await outcome(get("cats/kit.jpg"))).toBe(listing);
    const below = { StringLike: { "s3:prefix": "cats/*" } };
    await put(allow("s3:GetObject", "arn:aws:s3:::images/*"), allow("s3:ListBucket", "arn:aws:s3:::images", below));
    expect(await outcome(get("cats/kit.jpg"))).toBe(listing);
    await put(allow("s3:GetObject", "arn:aws:s3:::images/*"), allow("s3:ListBucket", "arn:aws:s3:::images"));
    expect(await outcome(get("cats/kit.jpg"))).toMatch(/^NoSuchKey: /);
  });

  const role = "User: arn:aws:sts::123456789012:assumed-role/web/session is not authorized to perform:";
  const refusals: readonly (Ask & { status: number; type?: string; code: RegExp; says: string })[] = [
    {
      service: "iam",
      form: { Action: "GetRole", RoleName: "web" },
      status: 403,
      code: /<Error><Type>Sender<\/Type><Code>AccessDenied<\/Code><Message>/,
      says: `${role} iam:GetRole on resource: ${ROLE} because no`,
    },
    {
      service: "sts",
      form: { Action: "AssumeRole", RoleArn: ROLE, RoleSessionName: "again" },
      status: 403,
      code: /<Code>AccessDenied<\/Code>/,
      says: `${role} sts:AssumeRole on resource: ${ROLE}</Message>`,
    },
    {
      service: "cloudformation",
      form: { Action: "DescribeType", TypeName: "AWS::Amplify::Branch", Type: "RESOURCE" },
      status: 403,
      code: /<Code>AccessDenied<\/Code>/,
      says: `${role} cloudformation:DescribeType on resource: * because no`,
    },
    {
      service: "s3",
      method: "GET",
      path: "/images/cats/tom.jpg?x-id=GetObject",
      status: 403,
      code: /^<\?xml [^>]*>\n<Error><Code>AccessDenied<\/Code><Message>/,
      says: `${role} s3:GetObject on resource: &quot;arn:aws:s3:::images/cats/tom.jpg&quot; because no`,
    },
    { service: "s3", method: "HEAD", path: "/images", status: 403, code: /^$/, says: "" },
    {
      service: "s3",
      method: "GET",
      path: "/images?list-type=2&prefix=cats%2F",
      status: 403,
      code: /<Code>AccessDenied<\/Code>/,
      says: `${role} s3:ListBucket on resource: &quot;arn:aws:s3:::images&quot; because no`,
    },
    {
      service: "logs",
      target: "Logs_20140328.DescribeLogGroups",
      status: 400,
      code: /"__type":"[\w.]+#AccessDeniedException"/,
      says: `${role} logs:DescribeLogGroups on resource: arn:aws:logs:eu-west-1:123456789012:log-group:* because no`,
    },
    {
      service: "cloudcontrolapi",
      target: "CloudApiService.GetResource",
      json: {
        TypeName: "AWS::Amplify::Branch",
        Identifier: "arn:aws:amplify:eu-west-1:123456789012:apps/d1/branches/main",
      },
      status: 400,
      code: /#AccessDeniedException"/,
      says: `${role} cloudformation:GetResource on resource: * because no`,
    },
    {
      service: "amplify",
      method: "GET",
      path: "/apps/d1/branches/feature%2Flogin",
      status: 403,
      type: "AccessDeniedException",
      code: /"message":/,
      says: `${role} amplify:GetBranch on resource: arn:aws:amplify:eu-west-1:123456789012:apps/d1/branches/feature/login because no`,
    },
    {
      service: "lambda",
      path: "/2015-03-31/functions/resize/invocations?Qualifier=live",
      status: 403,
      type: "AccessDeniedException",
      code: /"message":/,
      says: `${role} lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:123456789012:function:resize:live because no`,
    },
  ];
  it.each(refusals)(
    "refuses in the protocol and the words of $service",
    async ({ status, type, code, says, ...ask }) => {
      const answer = await raw(await session(), ask);
      expect(answer.status).toBe(status);
      expect(answer.headers.get("x-amzn-errortype")).toBe(type ?? null);
      expect(answer.body).toMatch(code);
      expect(answer.body).toContain(says);
    },
  );

  const at = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
  const passing = (role: string) => `iam:PassRole arn:aws:iam::123456789012:role/${role}`;
  const branch = at("amplify", "apps/d1/branches/main");
  const cloudControl = (operation: string, json: object) => ({
    service: "cloudcontrolapi",
    target: `CloudApiService.${operation}`,
    json: { TypeName: "AWS::Amplify::Branch", ...json },
  });
  const dynamodb = (operation: string, json: object) => ({
    service: "dynamodb",
    target: `DynamoDB_20120810.${operation}`,
    json,
  });
  const key = { id: { S: "o-1" } };
  const takes: readonly (readonly [what: string, ask: Ask, permissions: readonly string[]])[] = [
    [
      "an app, two roles passed on, tags",
      {
        service: "amplify",
        path: "/apps",
        json: {
          name: "web",
          iamServiceRoleArn: "arn:aws:iam::123456789012:role/service",
          computeRoleArn: "arn:aws:iam::123456789012:role/compute",
          tags: { team: "web" },
        },
      },
      ["amplify:CreateApp *", `amplify:TagResource ${at("amplify", "apps/*")}`, passing("service"), passing("compute")],
    ],
    [
      "an app's role removed",
      { service: "amplify", path: "/apps/d1", json: { computeRoleArn: "" } },
      [`amplify:UpdateApp ${at("amplify", "apps/d1")}`],
    ],
    [
      "a branch by Cloud Control: what its handler does, too",
      cloudControl("CreateResource", {
        DesiredState: JSON.stringify({
          AppId: "d1",
          BranchName: "main",
          ComputeRoleArn: "arn:aws:iam::123456789012:role/compute",
          Tags: [{ Key: "team", Value: "web" }],
        }),
      }),
      [
        "cloudformation:CreateResource *",
        `amplify:CreateBranch ${branch}`,
        `amplify:GetBranch ${branch}`,
        `amplify:TagResource ${branch}`,
        passing("compute"),
      ],
    ],
    [
      "a branch's new role by Cloud Control",
      cloudControl("UpdateResource", {
        Identifier: branch,
        PatchDocument: JSON.stringify([
          { op: "replace", path: "/ComputeRoleArn", value: "arn:aws:iam::123456789012:role/other" },
        ]),
      }),
      [
        "cloudformation:UpdateResource *",
        `amplify:UpdateBranch ${branch}`,
        `amplify:GetBranch ${branch}`,
        `amplify:ListTagsForResource ${branch}`,
        passing("other"),
      ],
    ],
    [
      "a role with a path and tags",
      {
        service: "iam",
        form: {
          Action: "CreateRole",
          RoleName: "web",
          Path: "/app/",
          "Tags.member.1.Key": "team",
          "Tags.member.1.Value": "web",
        },
      },
      [`iam:CreateRole ${ROLE}`, `iam:TagRole ${ROLE}`],
    ],
    [
      "a role by its name: where it has a path, IAM knows",
      { service: "iam", form: { Action: "ListRolePolicies", RoleName: "web" } },
      [`iam:ListRolePolicies ${ROLE}`],
    ],
    [
      "a batch of two tables",
      dynamodb("BatchGetItem", { RequestItems: { orders: { Keys: [key] }, other: { Keys: [key] } } }),
      [`dynamodb:BatchGetItem ${TABLE}`, `dynamodb:BatchGetItem ${at("dynamodb", "table/other")}`],
    ],
    [
      "a transaction",
      dynamodb("TransactWriteItems", {
        TransactItems: [
          { Put: { TableName: "orders", Item: key } },
          { ConditionCheck: { TableName: "orders", Key: key } },
        ],
      }),
      [`dynamodb:PutItem ${TABLE}`, `dynamodb:ConditionCheckItem ${TABLE}`],
    ],
    [
      "an index",
      dynamodb("Query", { TableName: TABLE, IndexName: "by-product" }),
      [`dynamodb:Query ${TABLE}/index/by-product`],
    ],
    [
      "parameters, with and without a leading slash",
      { service: "ssm", target: "AmazonSSM.GetParameters", json: { Names: ["/web/prod/URL", "flat"] } },
      [`ssm:GetParameters ${at("ssm", "parameter/web/prod/URL")}`, `ssm:GetParameters ${at("ssm", "parameter/flat")}`],
    ],
    [
      "a log group",
      { service: "logs", target: "Logs_20140328.CreateLogGroup", json: { logGroupName: "/aws/amplify/d1" } },
      [
        `logs:CreateLogGroup ${at("logs", "log-group:/aws/amplify/d1")}`,
        `logs:CreateLogGroup ${at("logs", "log-group:/aws/amplify/d1:*")}`,
      ],
    ],
    [
      "a bucket's settings",
      { service: "s3", method: "DELETE", path: "/images?cors" },
      ["s3:PutBucketCORS arn:aws:s3:::images"],
    ],
    [
      "an object's version",
      { service: "s3", method: "HEAD", path: "/images/a%20b.jpg?versionId=1" },
      ["s3:GetObjectVersion arn:aws:s3:::images/a b.jpg"],
    ],
    [
      "a function by a part of its ARN",
      { service: "lambda", path: "/2015-03-31/functions/123456789012%3Afunction%3Aresize/invocations" },
      [`lambda:InvokeFunction ${at("lambda", "function:resize")}`],
    ],
    ["whoever one is", { service: "sts", form: { Action: "GetCallerIdentity" } }, []],
  ];
  it.each(takes)("what AWS asks for: %s", async (_, ask, permissions) => {
    await put(allow("*", "*"));
    await raw(await session(), ask);
    expect(
      enforcement.decisions.map(({ authorization: { action, resource } = {} }) => `${action} ${resource}`),
    ).toEqual(permissions);
  });

  describe("a role's trust policy", () => {
    const assuming = (...statements: readonly Statement[]) =>
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "narrow", PolicyDocument: document(...statements) }));
    const NARROW = "arn:aws:iam::123456789012:role/app/narrow";
    const lets = (Principal: object, Condition?: object, Action: string | string[] = "sts:AssumeRole"): Statement => ({
      Effect: "Allow",
      Principal,
      Action,
      ...(Condition === undefined ? {} : { Condition }),
    });
    const account = { AWS: "arn:aws:iam::123456789012:root" };
    const amplify = { Service: "amplify.amazonaws.com" };
    const refused = `AccessDenied: ${role} sts:AssumeRole on resource: ${NARROW}`;
    const assumed = async (RoleArn = NARROW) =>
      outcome(new STSClient(as(await session())).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "next" })));

    it("has to agree, whatever the policies of who asks", async () => {
      await put(allow("sts:AssumeRole", "*"));
      await assuming(lets(amplify));
      expect(await assumed()).toBe(refused);
      await assuming(lets(account));
      expect(await assumed()).toBe("done");
      await assuming(lets(account, { StringEquals: { "sts:RoleSessionName": "first" } }));
      expect(await assumed()).toBe(refused);
      expect(await assumed("arn:aws:iam::123456789012:role/none")).toMatch(/^AccessDenied: .*role\/none$/);
    });

    it("of the account leaves it to the policies of who asks; of the role itself decides", async () => {
      await assuming(lets(account));
      expect(await assumed()).toBe(refused);
      await assuming(lets({ AWS: ROLE }));
      expect(await assumed()).toBe("done");
    });

    it("says for which service, and for whose things", async () => {
      const mine = { "aws:SourceAccount": "123456789012" };
      await assuming(lets(amplify, { StringEquals: mine }));
      expect(await enforcement.trusts("amplify.amazonaws.com", NARROW, mine)).toBe(true);
      expect(await enforcement.trusts("lambda.amazonaws.com", NARROW, mine)).toBe(false);
      expect(await enforcement.trusts("amplify.amazonaws.com", NARROW, { "aws:SourceAccount": "210987654321" })).toBe(
        false,
      );
      expect(await enforcement.trusts("amplify.amazonaws.com", NARROW, {})).toBe(false);
    });

    it("is asked of a token's issuer, audience, kind and tags", async () => {
      const issuer = "cognito-identity.amazonaws.com";
      const audience = { StringEquals: { [`${issuer}:aud`]: "pool" } };
      const kind = { "ForAnyValue:StringLike": { [`${issuer}:amr`]: "authenticated" } };
      const claims = { iss: `https://${issuer}`, aud: "pool", amr: ["authenticated", "login.example.com"], sub: "one" };
      const bearing = (more: object = {}) => {
        const payload = Buffer.from(JSON.stringify({ ...claims, ...more })).toString("base64url");
        const input = { RoleArn: NARROW, RoleSessionName: "visitor", WebIdentityToken: `e30.${payload}.` };
        return outcome(new STSClient(as(ADMINISTRATOR)).send(new AssumeRoleWithWebIdentityCommand(input)));
      };
      const denial = "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";
      const tagged = { "https://aws.amazon.com/tags": { principal_tags: { tenant: ["acme"] } } };

      await assuming(lets({ Federated: issuer }, { ...audience, ...kind }, "sts:AssumeRoleWithWebIdentity"));
      expect(await bearing()).toBe("done");
      expect(await bearing({ aud: "other" })).toBe(denial);
      expect(await bearing({ amr: ["unauthenticated"] })).toBe(denial);
      expect(await bearing({ iss: "https://accounts.google.com" })).toBe(denial);
      expect(await bearing(tagged)).toBe(denial);
      const both = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"];
      await assuming(lets({ Federated: issuer }, { ...audience, ...kind }, both));
      expect(await bearing(tagged)).toBe("done");
    });
  });

  it("refuses to hand over a role without the right to pass it to that service", async () => {
    const app = { service: "amplify", path: "/apps", json: { name: "web", iamServiceRoleArn: ROLE } };
    const toAmplify = (service: string) => ({ StringEquals: { "iam:PassedToService": service } });
    await put(allow("amplify:*", "*"), allow("iam:PassRole", ROLE, toAmplify("lambda.amazonaws.com")));
    const { status, body } = await raw(await session(), app);
    expect([status, body]).toEqual([
      403,
      expect.stringContaining(`perform: iam:PassRole on resource: ${ROLE} because`),
    ]);
    expect(aws.gateway.hosting.listApps("eu-west-1")).toEqual([]);
    await put(allow("amplify:*", "*"), allow("iam:PassRole", ROLE, toAmplify("amplify.amazonaws.com")));
    expect((await raw(await session(), app)).status).toBe(200);
  });

  interface Ask {
    readonly service: string;
    /** @default "POST" */
    readonly method?: string;
    /** @default "/" */
    readonly path?: string;
    readonly target?: string;
    readonly form?: Readonly<Record<string, string>>;
    readonly json?: object;
  }

  /** A request as it is on the line, and its answer. */
  async function raw(who: SignedIn, { service, method = "POST", path = "/", target, form, json }: Ask) {
    const scope = `Credential=${who.accessKeyId}/20250101/eu-west-1/${service}/aws4_request`;
    const answer = await fetch(new URL(path, aws.gateway.url), {
      method,
      headers: {
        authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host;x-amz-date, Signature=none`,
        ...(target === undefined ? {} : { "x-amz-target": target, "content-type": "application/x-amz-json-1.0" }),
      },
      ...(method === "POST"
        ? { body: form === undefined ? JSON.stringify(json ?? {}) : new URLSearchParams(form) }
        : {}),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  }
});
