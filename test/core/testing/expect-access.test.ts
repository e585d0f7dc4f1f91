import { allow, dynamodb, s3, xray } from "@amplify-roles/core";
import { type AccessError, type ExpectAccessOptions, expectAccess } from "@amplify-roles/core/testing";
import { describe, expect, test } from "vitest";
import { FakeResource, Joined, subjectOf, table, Unresolved } from "./subject.js";

const develop = table("develop");
const production = table("production");
const images = new FakeResource("aws_s3_bucket", "images");

/** The message of the error that a test throws; undefined if it passes. */
function failure(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    expect((error as Error).name).toBe("AccessError");
    return (error as AccessError).message;
  }
}

const app = (grants: readonly object[], more: object = {}) =>
  subjectOf({ name: "web", branches: { main: {}, develop: { computeRole: { grants, ...more } } } });
const onDevelop = (grants: readonly object[], more: object = {}, options: ExpectAccessOptions = {}) =>
  expectAccess(app(grants, more), { branch: "develop", ...options });

const arn = (resource: FakeResource) => resource.arn as unknown as string;
const index = (resource: FakeResource) => new Joined([resource.arn, "/index/by-date"]);

type Outcome = "allowed" | "not allowed" | "undecided";

/** `allowed`: toAllow passes and its opposite fails. `undecided`: both fail. */
function outcomeOf(
  run: (expectation: { toAllow(...args: never[]): unknown }) => unknown,
  grants: readonly object[],
): Outcome {
  const expectation = onDevelop(grants);
  const [positive, negative] = [failure(() => run(expectation)), failure(() => run(expectation.not))];
  if (positive === undefined) {
    expect(negative).toContain("is allowed");
    return "allowed";
  }
  if (negative === undefined) {
    expect(positive).toContain("is not allowed");
    return "not allowed";
  }
  expect(negative).toContain(positive);
  return "undecided";
}

describe("resources", () => {
  const named = table("shop", { name: "shop-orders-production" });
  const regional = (name: string) => `arn:aws:dynamodb:eu-west-1:123456789012:table/${name}`;

  test.each<[string, readonly object[], string, unknown, Outcome]>([
    ["the table of the grant", [dynamodb.write(arn(develop))], "dynamodb:PutItem", develop, "allowed"],
    ["another table", [dynamodb.write(arn(develop))], "dynamodb:PutItem", production, "not allowed"],
    ["an action that is not granted", [dynamodb.read(arn(develop))], "dynamodb:PutItem", develop, "not allowed"],
    ["its ARN", [dynamodb.write(arn(develop))], "dynamodb:PutItem", develop.arn, "allowed"],
    ["its index", [dynamodb.read(arn(develop))], "dynamodb:Query", index(develop), "allowed"],
    ["the index of another table", [dynamodb.read(arn(develop))], "dynamodb:Query", index(production), "not allowed"],
    [
      "a pattern that covers its name",
      [dynamodb.write({ name: "shop-orders-*" })],
      "dynamodb:PutItem",
      named,
      "allowed",
    ],
    ["another pattern", [dynamodb.write({ name: "shop-users-*" })], "dynamodb:PutItem", named, "not allowed"],
    ["a pattern and an unknown name", [dynamodb.write({ name: "shop-*" })], "dynamodb:PutItem", develop, "undecided"],
    [
      "a pattern of another type of resource",
      [s3.write({ name: "shop-x" })],
      "dynamodb:PutItem",
      develop,
      "not allowed",
    ],
    [
      "an ARN in an account that is looked up",
      [dynamodb.write({ name: "a" })],
      "dynamodb:PutItem",
      regional("a"),
      "undecided",
    ],
    ["an ARN of another name", [dynamodb.write({ name: "a" })], "dynamodb:PutItem", regional("b"), "not allowed"],
    ["an ARN of the grant", [dynamodb.write(regional("a"))], "dynamodb:PutItem", regional("a"), "allowed"],
    ["an unknown value", [dynamodb.write(arn(develop))], "dynamodb:PutItem", new Unresolved({}), "undecided"],
    ["the objects of a bucket", [s3.read(arn(images))], "s3:GetObject", images, "allowed"],
    ["some objects of a bucket", [s3.read(arn(images), { prefix: "public/" })], "s3:GetObject", images, "undecided"],
    ["an action on no resource", [xray.write()], "xray:PutTraceSegments", undefined, "allowed"],
    ["no resource, where some are allowed", [dynamodb.write(arn(develop))], "dynamodb:PutItem", undefined, "undecided"],
    [
      "no resource, where none is allowed",
      [dynamodb.write(arn(develop))],
      "dynamodb:DeleteTable",
      undefined,
      "not allowed",
    ],
    ["a pattern of actions", [dynamodb.write(arn(develop))], "dynamodb:*Item", production, "not allowed"],
  ])("%s", (_, grants, action, resource, expected) => {
    expect(outcomeOf((one) => one.toAllow(...([action, resource] as never[])), grants)).toBe(expected);
  });

  test("an index is part of its table: a grant on it fails a test that nothing of the table is allowed", () => {
    const grants = [allow({ actions: ["dynamodb:Query"], resources: [index(production) as never] })];
    expect(failure(() => onDevelop(grants).not.toAllow("dynamodb:Query", production))).toContain("It is not certain");
    expect(failure(() => onDevelop(grants).toAllow("dynamodb:Query", production))).toContain("is not allowed");
  });

  test("a resource that the program looks up may be one that it creates, unless their names differ", () => {
    const lookedUp = (known = {}) => table("found", known, { isCreated: false });
    const grants = [dynamodb.write(arn(named))];
    const write = (resource: FakeResource) =>
      outcomeOf((one) => one.toAllow(...(["dynamodb:PutItem", resource] as never[])), grants);
    expect(write(lookedUp())).toBe("undecided");
    expect(write(lookedUp({ name: "other" }))).toBe("not allowed");
    expect(write(lookedUp({ name: "shop-orders-production" }))).toBe("allowed");
  });

  test("two resources with one ARN are one, whatever the program calls them", () => {
    const [one, other] = ["one", "other"].map((name) => table(name, {}, { text: regional("orders") })) as [
      FakeResource,
      FakeResource,
    ];
    expect(onDevelop([dynamodb.write(arn(one))]).toAllow("dynamodb:PutItem", other)).toBeInstanceOf(Promise);
  });

  test("a table of the same name in another region is another one, or may be the app's", () => {
    const elsewhere = table("replica", { name: "shop-orders-production" }, { isHere: false });
    expect(
      outcomeOf((one) => one.toAllow(...(["dynamodb:PutItem", elsewhere] as never[])), [dynamodb.write(arn(named))]),
    ).toBe("not allowed");
    const byName = [dynamodb.write({ name: "shop-orders-production" })];
    expect(outcomeOf((one) => one.toAllow(...(["dynamodb:PutItem", elsewhere] as never[])), byName)).toBe("undecided");
  });
});

describe("conditions", () => {
  const grants = [dynamodb.read(arn(develop), { leadingKeys: ["web"] })];
  const keys = (value?: string | readonly string[]) => ({ "dynamodb:LeadingKeys": value });

  test("leave it undecided until the test gives the keys", () => {
    expect(failure(() => onDevelop(grants).toAllow("dynamodb:GetItem", develop))).toMatchInlineSnapshot(`
      "AmplifySsrApp "web", branch "develop": the compute role "web-amplify-compute-develop":
        It is not certain whether it is allowed "dynamodb:GetItem" on "<arn of aws_dynamodb_table.develop>". It depends on dynamodb.read (branches.develop.computeRole.grants[0]): {"Effect":"Allow","Action":["dynamodb:BatchGetItem","dynamodb:ConditionCheckItem","dynamodb:GetItem","dynamodb:Query"],"Resource":"<arn of aws_dynamodb_table.develop>","Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"web"}}}. The condition key "dynamodb:LeadingKeys" is open: give its value as the third argument, { "dynamodb:LeadingKeys": "…" }, or undefined for a request without it."
    `);
    expect(failure(() => onDevelop(grants).not.toAllow("dynamodb:GetItem", develop))).toContain("not certain");
    expect(failure(() => onDevelop(grants).toAllow("dynamodb:GetItem", develop, keys("web")))).toBeUndefined();
    expect(failure(() => onDevelop(grants).not.toAllow("dynamodb:GetItem", develop, keys(["admin"])))).toBeUndefined();
  });

  test("have keys that AWS knows", () => {
    expect(failure(() => onDevelop(grants).not.toAllow("dynamodb:GetItem", develop, { "dynamodb:Keys": "x" }))).toBe(
      'Requests for "dynamodb:GetItem" have no condition key "dynamodb:Keys".',
    );
  });
});

describe("messages", () => {
  const grants = [dynamodb.readWrite(arn(develop)), dynamodb.read(arn(production))];

  test("of what is allowed by mistake", () => {
    const wrong = onDevelop([dynamodb.readWrite({ name: "shop-orders-*" })]).not;
    const shop = table("shop", { name: "shop-orders-production" });
    expect(failure(() => wrong.toAllow("dynamodb:PutItem", shop))).toMatchInlineSnapshot(`
      "AmplifySsrApp "web", branch "develop": the compute role "web-amplify-compute-develop":
        It is allowed "dynamodb:PutItem" on "<arn of aws_dynamodb_table.shop>" by dynamodb.readWrite (branches.develop.computeRole.grants[0]): {"Effect":"Allow","Action":["dynamodb:BatchGetItem","dynamodb:BatchWriteItem","dynamodb:ConditionCheckItem","dynamodb:DeleteItem","dynamodb:DescribeTable","dynamodb:GetItem","dynamodb:PutItem","dynamodb:Query","dynamodb:Scan","dynamodb:UpdateItem"],"Resource":"arn:<partition>:dynamodb:<region>:<account>:table/shop-orders-*"}. Narrow or remove that grant, or remove the action from the test."
    `);
  });
  test("of what is missing", () => {
    expect(failure(() => onDevelop(grants).toAllow("dynamodb:PutItem", production))).toMatchInlineSnapshot(`
      "AmplifySsrApp "web", branch "develop": the compute role "web-amplify-compute-develop":
        It is not allowed "dynamodb:PutItem" on "<arn of aws_dynamodb_table.production>": no statement allows it. Add dynamodb.write(…) to "branches.develop.computeRole.grants"."
    `);
  });
  test("of what is denied", () => {
    const policyDocuments = [
      { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "dynamodb:DeleteItem", Resource: "*" }] },
    ];
    expect(
      failure(() => onDevelop(grants, { policyDocuments }).toAllow("dynamodb:DeleteItem", develop)),
    ).toMatchInlineSnapshot(`
      "AmplifySsrApp "web", branch "develop": the compute role "web-amplify-compute-develop":
        It is not allowed "dynamodb:DeleteItem" on "<arn of aws_dynamodb_table.develop>": it is denied by policy document (branches.develop.computeRole.policyDocuments[0]): {"Effect":"Deny","Action":"dynamodb:DeleteItem","Resource":"*"}."
    `);
    expect(
      failure(() => onDevelop(grants, { policyDocuments }).not.toAllow("dynamodb:DeleteItem", develop)),
    ).toBeUndefined();
  });
  test("of values known only after deploy", () => {
    const byName = onDevelop([dynamodb.write({ name: "shop-*" })]);
    expect(failure(() => byName.not.toAllow("dynamodb:PutItem", production))).toMatchInlineSnapshot(`
      "AmplifySsrApp "web", branch "develop": the compute role "web-amplify-compute-develop":
        It is not certain whether it is allowed "dynamodb:PutItem" on "<arn of aws_dynamodb_table.production>". It depends on dynamodb.write (branches.develop.computeRole.grants[0]): {"Effect":"Allow","Action":["dynamodb:BatchWriteItem","dynamodb:DeleteItem","dynamodb:PutItem","dynamodb:UpdateItem"],"Resource":"arn:<partition>:dynamodb:<region>:<account>:table/shop-*"}. Whether "arn:<partition>:dynamodb:<region>:<account>:table/shop-*" matches "<arn of aws_dynamodb_table.production>" is known only after deploy: give both as the same resource of the program, or give the resource a name in the program."
    `);
  });
  test.each<[string, string | readonly string[], unknown]>([
    ["a misspelled action", "dynamodb:PutItm", develop],
    ["an action without a service", "PutItem", develop],
    ["an unknown service", "dynamo:PutItem", develop],
    ["no action", [], develop],
    ["a resource of another type", "dynamodb:PutItem", images],
    ["an ARN of another type", "dynamodb:PutItem", "arn:aws:s3:::images"],
    ["a name", "dynamodb:PutItem", "orders"],
    ["a resource for an action without one", "xray:PutTraceSegments", develop],
    ["an instance without an ARN", "dynamodb:PutItem", new Date(0)],
    ["a number", "dynamodb:PutItem", 5],
  ])("of %s, also for what must not be allowed", (_, action, resource) => {
    const [positive, negative] = [onDevelop(grants), onDevelop(grants).not].map((one) =>
      failure(() => one.toAllow(action, resource as string)),
    );
    expect(positive).toBe(negative);
    expect(positive).toMatchSnapshot();
  });
});

describe("roles", () => {
  const subject = subjectOf({
    name: "web",
    computeRole: { grants: [dynamodb.read(arn(develop))] },
    serviceRole: { grants: [s3.read(arn(images))] },
    branches: { main: { computeRole: { grants: [dynamodb.write(arn(production))] } }, develop: {} },
  });
  const without = subjectOf({ name: "web", branches: { main: {} } });
  const read = (options: ExpectAccessOptions, of = subject) =>
    failure(() => expectAccess(of, options).toAllow("dynamodb:GetItem", develop));

  test("are those of branches, and the app's for others", () => {
    expect(read({ branch: "develop" })).toBeUndefined();
    expect(read({})).toBeUndefined();
    expect(read({ branch: "main" })).toContain("is not allowed");
    expect(failure(() => expectAccess(subject, { role: "service" }).toAllow("s3:GetObject", images))).toBeUndefined();
    expect(
      failure(() => expectAccess(subject, { branch: "main", role: "service" }).toAllow("s3:GetObject", images)),
    ).toBeUndefined();
  });

  test("server code without a role may do nothing", () => {
    expect(read({ branch: "main" }, without)).toMatchInlineSnapshot(
      `"AmplifySsrApp "web", branch "main": its server code has no role, so it may not use AWS. Give the branch or the app a \`computeRole\`."`,
    );
    expect(failure(() => expectAccess(without, { branch: "main" }).not.toAllow("dynamodb:*", develop))).toBeUndefined();
    expect(failure(() => expectAccess(without, { branch: "main" }).toAllowNothingElse([]))).toBeUndefined();
  });

  test.each<[string, ExpectAccessOptions, typeof subject]>([
    ["a misspelled branch", { branch: "mian" }, subject],
    ["an unknown branch", { branch: "feature/login" }, subject],
    ["no branch where only branches have roles", {}, without],
    ["a role that is missing", { role: "authenticated" }, subject],
    ["no subject", {}, {} as typeof subject],
  ])("%s fails every test", (_, options, of) => {
    const message = read(options, of);
    expect(failure(() => expectAccess(of, options).not.toAllow("dynamodb:GetItem", production))).toBe(message);
    expect(failure(() => expectAccess(of, options).toAllowNothingElse(["*"]))).toBe(message);
    expect(message).toMatchSnapshot();
  });

  test("standalone roles and the roles of identity pools are subjects, too", () => {
    const compute = subjectOf(
      { appId: "d123456789", grants: [dynamodb.read(arn(develop))] },
      { type: "AmplifyComputeRole" },
    );
    expect(read({}, compute)).toBeUndefined();
    expect(read({ branch: "main" }, compute)).toBe('AmplifyComputeRole "web" names no branch. Leave out `branch`.');
    const users = subjectOf(
      {
        identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
        authenticated: { grants: [dynamodb.read(arn(develop))] },
        unauthenticated: { grants: [s3.read(arn(images))] },
      },
      { type: "AmplifyIdentityPoolRole" },
    );
    expect(read({ role: "authenticated" }, users)).toBeUndefined();
    expect(read({ role: "unauthenticated" }, users)).toContain("is not allowed");
    expect(read({}, users)).toBe(
      'AmplifyIdentityPoolRole "web" has several roles. Write which one: { role: "authenticated" or "unauthenticated" }.',
    );
  });
});

describe("policies whose content is not in the program", () => {
  const xrayPolicy = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess";
  const document = (Action: string, Effect: "Allow" | "Deny" = "Allow") => ({
    Version: "2012-10-17" as const,
    Statement: [{ Effect, Action, Resource: "*" }],
  });
  const grants = [dynamodb.read(arn(develop))];
  const attached = { managedPolicies: [xrayPolicy] };

  test("leave it undecided, unless the test gives it", () => {
    for (const one of [onDevelop(grants, attached), onDevelop(grants, attached).not]) {
      expect(failure(() => one.toAllow("dynamodb:PutItem", develop))).toContain("AWSXRayDaemonWriteAccess");
      expect(failure(() => one.toAllow("dynamodb:GetItem", develop))).toContain("AWSXRayDaemonWriteAccess");
    }
    const given = (action: string, effect?: "Allow" | "Deny") =>
      onDevelop(grants, attached, {
        policies: [{ policy: "AWSXRayDaemonWriteAccess", document: document(action, effect) }],
      });
    expect(failure(() => given("xray:*").not.toAllow("dynamodb:PutItem", develop))).toBeUndefined();
    expect(failure(() => given("xray:*").toAllow("xray:PutTraceSegments"))).toBeUndefined();
    expect(failure(() => given("dynamodb:Get*", "Deny").not.toAllow("dynamodb:GetItem", develop))).toBeUndefined();
    expect(failure(() => onDevelop(grants, attached).toAllowNothingElse(["dynamodb:*"]))).toContain(
      "AWSXRayDaemonWriteAccess",
    );
  });

  test("a permissions boundary limits what is allowed", () => {
    const boundary = "arn:aws:iam::123456789012:policy/boundary";
    const limited = (action?: string) =>
      onDevelop(
        grants,
        { permissionsBoundary: boundary },
        action === undefined ? {} : { policies: [{ policy: boundary, document: document(action) }] },
      );
    expect(failure(() => limited().toAllow("dynamodb:GetItem", develop))).toContain("permissions boundary");
    expect(failure(() => limited().not.toAllow("dynamodb:PutItem", develop))).toBeUndefined();
    expect(failure(() => limited("dynamodb:*").toAllow("dynamodb:GetItem", develop))).toBeUndefined();
    expect(failure(() => limited("s3:*").not.toAllow("dynamodb:GetItem", develop))).toBeUndefined();
    expect(failure(() => limited("s3:*").toAllow("dynamodb:GetItem", develop))).toContain("does not allow it");
  });

  test("nothing is known of a role that exists already", () => {
    const subject = subjectOf({
      name: "web",
      branches: { main: { computeRole: "arn:aws:iam::123456789012:role/web" } },
    });
    for (const one of [expectAccess(subject, { branch: "main" }), expectAccess(subject, { branch: "main" }).not])
      expect(failure(() => one.toAllow("dynamodb:GetItem", develop))).toContain("exists already");
    expect(failure(() => expectAccess(subject, { branch: "main" }).toAllowNothingElse(["*"]))).toContain(
      "exists already",
    );
  });
});

describe("nothing else", () => {
  const grants = [dynamodb.readWrite(arn(develop)), s3.read(arn(images), { prefix: "public/" })];

  test("passes if the list has everything", () => {
    const one = onDevelop(grants);
    expect(failure(() => one.toAllowNothingElse(["dynamodb:*", "s3:*"]))).toBeUndefined();
    const exact = [
      { actions: "dynamodb:*", resources: develop },
      { actions: ["s3:GetObject", "s3:ListBucket", "s3:Get*"], resources: [images] },
    ];
    expect(failure(() => one.toAllowNothingElse(exact))).toBeUndefined();
  });

  test("fails and names what is not in the list", () => {
    expect(
      failure(() => onDevelop(grants).toAllowNothingElse([{ actions: "dynamodb:*", resources: production }, "s3:*"])),
    ).toMatchInlineSnapshot(`
      "AmplifySsrApp "web", branch "develop": the compute role "web-amplify-compute-develop": it is allowed more than the list says:
        "<arn of aws_dynamodb_table.develop>": dynamodb:BatchGetItem, dynamodb:BatchWriteItem, dynamodb:ConditionCheckItem, dynamodb:DeleteItem, dynamodb:DescribeTable, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query, dynamodb:Scan, dynamodb:UpdateItem
        "<arn of aws_dynamodb_table.develop>/index/*": dynamodb:Query, dynamodb:Scan
        Narrow its grants, or add these to the list."
    `);
    expect(failure(() => onDevelop(grants).toAllowNothingElse(["dynamodb:Get*", "dynamodb:Query", "s3:*"]))).toContain(
      '"<arn of aws_dynamodb_table.develop>": dynamodb:BatchGetItem, dynamodb:BatchWriteItem, ',
    );
  });

  test("leaves out what is denied, and checks the list", () => {
    const policyDocuments = [{ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }] }];
    expect(failure(() => onDevelop(grants, { policyDocuments }).toAllowNothingElse(["dynamodb:*"]))).toBeUndefined();
    expect(failure(() => onDevelop(grants).toAllowNothingElse(["dynamodb:None*"]))).toContain("no action");
  });
});

describe("when a test is decided", () => {
  test("at once where the tool knows its values: a test without await cannot pass by mistake", async () => {
    const promise = onDevelop([dynamodb.read(arn(develop))]).toAllow("dynamodb:GetItem", develop);
    expect(promise).toBeInstanceOf(Promise);
    await promise;
    expect(() => onDevelop([dynamodb.read(arn(production))]).toAllow("dynamodb:GetItem", develop)).toThrow(
      "is not allowed",
    );
  });

  test("later where the tool has to be asked: it returns a promise that rejects, whatever is wrong", async () => {
    const later = subjectOf(
      { name: "web", branches: { main: { computeRole: { grants: [dynamodb.read(arn(develop))] } } } },
      { later: true },
    );
    await expectAccess(later, { branch: "main" }).toAllow("dynamodb:GetItem", develop);
    await expect(expectAccess(later, { branch: "main" }).toAllow("dynamodb:PutItem", develop)).rejects.toThrow(
      "is not allowed",
    );
    await expect(expectAccess(later, { branch: "mian" }).not.toAllow("dynamodb:PutItem", develop)).rejects.toThrow(
      "no branch",
    );
  });

  test("its error has what test runners show", () => {
    const run = () => onDevelop([dynamodb.read(arn(develop))]).toAllow("dynamodb:PutItem", develop);
    expect(run).toThrow(expect.objectContaining({ expected: "allowed", actual: "not allowed" }));
  });
});
