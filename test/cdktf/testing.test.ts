import {
  AmplifyComputeRole,
  AmplifyIdentityPoolRole,
  AmplifyServiceRole,
  AmplifySsrApp,
  dynamodb,
  s3,
} from "@amplify-roles/cdktf";
import { expectAccess } from "@amplify-roles/core/testing";
import { DataAwsDynamodbTable } from "@cdktf/provider-aws/lib/data-aws-dynamodb-table";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Fn, Lazy, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, test } from "vitest";

const stackOf = (app = Testing.app(), id = "stack", region = "eu-west-1") => {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "aws", { region });
  return stack;
};
const table = (scope: Construct, id: string, name?: string, more: object = {}) =>
  new DynamodbTable(scope, id, { name: name ?? Token.asString(Fn.uuid()), hashKey: "id", ...more });
const appWith = (scope: Construct, ...grants: readonly ReturnType<typeof dynamodb.read>[]) =>
  new AmplifySsrApp(scope, "web", { name: "web", branches: { main: {}, develop: { computeRole: { grants } } } });

const outcomeOf = (web: AmplifySsrApp, resource: object | string, action = "dynamodb:PutItem") => {
  const passes = (run: () => unknown) => {
    try {
      run();
      return true;
    } catch (error) {
      expect((error as Error).name).toBe("AccessError");
      return false;
    }
  };
  const expectation = expectAccess(web, { branch: "develop" });
  const [allowed, notAllowed] = [expectation, expectation.not].map((one) =>
    passes(() => one.toAllow(action, resource)),
  );
  expect(allowed && notAllowed).toBe(false);
  return allowed ? "allowed" : notAllowed ? "not allowed" : "undecided";
};

describe("identity of resources", () => {
  test("two tables are two, also without names, and every read of an ARN is the same one", () => {
    const stack = stackOf();
    const [develop, production] = [table(stack, "develop"), table(stack, "production")];
    const web = appWith(stack, dynamodb.readWrite(develop.arn));
    expect(outcomeOf(web, develop)).toBe("allowed");
    expect(outcomeOf(web, develop.arn)).toBe("allowed");
    expect(outcomeOf(web, production)).toBe("not allowed");
    expect(outcomeOf(web, `${develop.arn}/index/by-date`, "dynamodb:Query")).toBe("allowed");
    expect(outcomeOf(web, `${production.arn}/index/by-date`, "dynamodb:Query")).toBe("not allowed");
  });

  test("a construct of a higher level is the resource that its ARN is of", () => {
    const stack = stackOf();
    const [develop, production] = [table(stack, "develop"), table(stack, "production")];
    const higherLevel = (of: DynamodbTable, id: string) =>
      Object.assign(new Construct(stack, id), { tableArn: of.arn });
    const web = appWith(stack, dynamodb.readWrite(higherLevel(develop, "orders")));
    expect(outcomeOf(web, higherLevel(develop, "again"))).toBe("allowed");
    expect(outcomeOf(web, higherLevel(production, "other"))).toBe("not allowed");
  });

  test("a provider that is added after the app is the app's", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const web = appWith(stack, dynamodb.readWrite({ name: "orders" }));
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    expect(outcomeOf(web, "arn:aws:dynamodb:us-east-1:123456789012:table/orders")).toBe("not allowed");
  });

  test("a pattern of names covers a table with such a name: the test that stayed green fails", () => {
    const stack = stackOf();
    const production = table(stack, "production", "shop-orders-production");
    const web = appWith(stack, dynamodb.readWrite({ name: "shop-orders-*" }));
    expect(outcomeOf(web, production)).toBe("allowed");
    expect(() => expectAccess(web, { branch: "develop" }).not.toAllow("dynamodb:PutItem", production)).toThrow(
      'It is allowed "dynamodb:PutItem" on "<arn of aws_dynamodb_table.production>" by dynamodb.readWrite (branches.develop.computeRole.grants[0])',
    );
    expect(outcomeOf(web, table(stack, "users", "shop-users"))).toBe("not allowed");
    expect(outcomeOf(web, table(stack, "unnamed"))).toBe("undecided");
  });

  test("a name that is composed in the program is known; a variable's is not", () => {
    const stack = stackOf();
    const stage = Lazy.stringValue({ produce: () => "production" });
    const variable = new TerraformVariable(stack, "stage", {});
    const web = appWith(stack, dynamodb.readWrite({ name: `shop-${stage}` }));
    expect(outcomeOf(web, table(stack, "orders", "shop-production"))).toBe("allowed");
    expect(outcomeOf(web, table(stack, "users", "shop-users"))).toBe("not allowed");
    expect(outcomeOf(web, table(stack, "other", `shop-${variable.stringValue}`))).toBe("undecided");
  });

  test("a table of another stack or another region is another one", () => {
    const app = Testing.app();
    const data = stackOf(app, "data");
    const orders = table(data, "orders", "orders");
    const stack = stackOf(app);
    const elsewhere = new AwsProvider(stack, "virginia", { region: "us-east-1", alias: "virginia" });
    const replica = table(stack, "orders", "orders", { provider: elsewhere });
    const web = appWith(stack, dynamodb.readWrite(orders.arn));
    expect(outcomeOf(web, orders)).toBe("allowed");
    expect(outcomeOf(web, replica)).toBe("not allowed");
    expect(() => expectAccess(web, { branch: "develop" }).toAllow("dynamodb:PutItem", replica)).toThrow(
      '"<arn of aws_dynamodb_table.orders>": no statement',
    );
    // Synthesis replaces references to another stack. The answer stays the same.
    app.synth();
    expect(outcomeOf(web, orders)).toBe("allowed");
  });

  test("names in the region of the app mean tables there", () => {
    const app = Testing.app();
    const [stack, same, other] = [stackOf(app), stackOf(app, "same"), stackOf(app, "other", "us-east-1")];
    const web = appWith(stack, dynamodb.readWrite({ name: "orders" }));
    expect(outcomeOf(web, table(same, "orders", "orders"))).toBe("allowed");
    expect(outcomeOf(web, table(other, "orders", "orders"))).toBe("undecided");
  });

  test("a data source may be the table that the stack creates", () => {
    const stack = stackOf();
    const web = appWith(stack, dynamodb.readWrite(table(stack, "orders").arn));
    const found = (id: string, name: string) => new DataAwsDynamodbTable(stack, id, { name });
    expect(outcomeOf(web, found("a", "orders"))).toBe("undecided");
    const named = appWith(stackOf(), dynamodb.readWrite({ name: "orders" }));
    const there = TerraformStack.of(named);
    expect(outcomeOf(named, new DataAwsDynamodbTable(there, "a", { name: "orders" }))).toBe("allowed");
    expect(outcomeOf(named, new DataAwsDynamodbTable(there, "b", { name: "users" }))).toBe("not allowed");
  });

  test("a bucket is not a table", () => {
    const stack = stackOf();
    const bucket = new S3Bucket(stack, "images", {});
    const web = appWith(stack, dynamodb.readWrite(table(stack, "orders").arn));
    expect(() => expectAccess(web, { branch: "develop" }).not.toAllow("dynamodb:PutItem", bucket)).toThrow(
      'AWS never authorizes "dynamodb:PutItem" on "<arn of aws_s3_bucket.images>"',
    );
  });
});

describe("subjects", () => {
  test("roles of an app, and roles alone", async () => {
    const stack = stackOf();
    const bucket = new S3Bucket(stack, "images", { bucket: "images" });
    const orders = table(stack, "orders", "orders");
    const compute = new AmplifyComputeRole(stack, "compute", { appId: "d123456789", grants: [s3.read(bucket.arn)] });
    await expectAccess(compute).toAllow("s3:GetObject", bucket);
    await expectAccess(compute).toAllowNothingElse([{ actions: "s3:*", resources: bucket }]);
    expect(() => expectAccess(compute).toAllow("dynamodb:GetItem", orders)).toThrow('AmplifyComputeRole "compute"');

    const service = new AmplifyServiceRole(stack, "service", { appId: "d123456789", grants: [s3.write(bucket.arn)] });
    await expectAccess(service).toAllow("s3:PutObject", bucket);
    const users = new AmplifyIdentityPoolRole(stack, "users", {
      identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
      authenticated: { grants: [dynamodb.read(orders.arn)] },
      unauthenticated: { grants: [s3.read(bucket.arn, { prefix: "public/" })] },
    });
    await expectAccess(users, { role: "authenticated" }).toAllow("dynamodb:GetItem", orders);
    await expectAccess(users, { role: "unauthenticated" }).not.toAllow("dynamodb:*", orders);
    await expectAccess(users, { role: "unauthenticated" }).toAllow("s3:GetObject", `${bucket.arn}/public/*`);

    const web = new AmplifySsrApp(stack, "web", { name: "web", computeRole: compute, branches: { main: {} } });
    await expectAccess(web, { branch: "main" }).toAllow("s3:GetObject", bucket);
    expect(() => expectAccess(web, { branch: "main" }).toAllow("s3:PutObject", bucket)).toThrow(
      'AmplifySsrApp "web", branch "main": the compute role "compute"',
    );
  });

  test("a failure is thrown at once, so that a test without await cannot pass by mistake", () => {
    const stack = stackOf();
    const web = appWith(stack, dynamodb.read(table(stack, "orders").arn));
    expect(() => void expectAccess(web, { branch: "develop" }).toAllowNothingElse(["s3:*"])).toThrow(
      "it is allowed more than the list says",
    );
    expect(() => void expectAccess(web, { branch: "mian" }).not.toAllow("s3:*")).toThrow('Did you mean "main"?');
  });
});

test("the region of the provider is known, and with it the partition", () => {
  const stack = stackOf();
  const web = appWith(stack, dynamodb.readWrite({ name: "orders", account: "123456789012" }));
  const arn = (region: string, account: string) => `arn:aws:dynamodb:${region}:${account}:table/orders`;
  expect(outcomeOf(web, arn("eu-west-1", "123456789012"))).toBe("allowed");
  expect(outcomeOf(web, arn("us-east-1", "123456789012"))).toBe("not allowed");
  expect(outcomeOf(web, "arn:aws-cn:dynamodb:eu-west-1:123456789012:table/orders")).toBe("not allowed");
});

test("a policy variable, which CDKTF escapes, is a variable", async () => {
  const stack = stackOf();
  const bucket = new S3Bucket(stack, "documents", { bucket: "documents" });
  const role = new AmplifyComputeRole(stack, "role", {
    grants: [s3.read(bucket.arn, { prefix: "${aws:PrincipalTag/tenant}/" })],
  });
  const report = `${bucket.arn}/acme/report.pdf`;
  await expectAccess(role).toAllow("s3:GetObject", report, { "aws:PrincipalTag/tenant": "acme" });
  await expectAccess(role).not.toAllow("s3:GetObject", report, { "aws:PrincipalTag/tenant": "globex" });
  expect(() => expectAccess(role).toAllow("s3:GetObject", report)).toThrow("aws:PrincipalTag/tenant");
});
