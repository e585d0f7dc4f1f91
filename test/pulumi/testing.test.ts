import { expectAccess } from "@amplify-roles/core/testing";
import {
  AmplifyComputeRole,
  AmplifyIdentityPoolRole,
  AmplifyServiceRole,
  AmplifySsrApp,
  dynamodb,
  s3,
} from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";

// As users test their programs: with Pulumi's own mocks, of which the simplest return what they are given.

let count = 0;
/** Components of this test: their names are unique in the file. */
const unique = (name: string) => `${name}-${++count}`;

/** Whether the mocks give resources an ARN, as a cloud does. */
let withArns = true;

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      const named = inputs.name ?? `${name}-5f2c1e0`;
      const arn = type.startsWith("aws:dynamodb/")
        ? `arn:aws:dynamodb:eu-west-1:123456789012:table/${named}`
        : `arn:aws:s3:::${inputs.bucket ?? named}`;
      return { id: `${name}-id`, state: withArns ? { ...inputs, name: named, arn } : inputs };
    },
    call: ({ token, inputs }) =>
      withArns && token.startsWith("aws:index/")
        ? { accountId: "123456789012", partition: "aws", region: "eu-west-1" }
        : inputs,
  }),
);

/** Tests a program under mocks that give ARNs or do not. */
async function mocked(arns: boolean, program: () => Promise<unknown>): Promise<void> {
  withArns = arns;
  await program();
}

const table = (name: string, args: Partial<aws.dynamodb.TableArgs> = {}, opts?: pulumi.CustomResourceOptions) =>
  new aws.dynamodb.Table(unique(name), { attributes: [{ name: "id", type: "S" }], hashKey: "id", ...args }, opts);
const appWith = (...grants: readonly ReturnType<typeof dynamodb.read>[]) =>
  new AmplifySsrApp(unique("web"), {
    name: unique("web"),
    branches: { main: {}, develop: { computeRole: { grants } } },
  });

async function outcomeOf(web: AmplifySsrApp, resource: object | string, action = "dynamodb:PutItem") {
  const passes = (run: Promise<void>) =>
    run.then(
      () => true,
      (error: Error) => {
        expect(error.name, error.message).toBe("AccessError");
        return false;
      },
    );
  const expectation = expectAccess(web, { branch: "develop" });
  const allowed = await passes(expectation.toAllow(action, resource));
  const notAllowed = await passes(expectation.not.toAllow(action, resource));
  expect(allowed && notAllowed).toBe(false);
  return allowed ? "allowed" : notAllowed ? "not allowed" : "undecided";
}

describe.each([
  { mocks: "that return ARNs", withArns: true, unknown: "not allowed" },
  { mocks: "that return their inputs", withArns: false, unknown: "undecided" },
])("identity of resources under mocks $mocks", ({ withArns: arns, unknown }) => {
  test("two tables are two, also without names", () =>
    mocked(arns, async () => {
      const [develop, production] = [table("develop"), table("production")];
      const web = appWith(dynamodb.readWrite(develop.arn));
      expect(await outcomeOf(web, develop)).toBe("allowed");
      expect(await outcomeOf(web, develop.arn)).toBe("allowed");
      expect(await outcomeOf(web, production)).toBe("not allowed");
      expect(await outcomeOf(web, production.arn)).toBe("not allowed");
    }));

  test("a pattern of names covers a table with such a name: the test that stayed green fails", () =>
    mocked(arns, async () => {
      const production = table("production", { name: "shop-orders-production" });
      const web = appWith(dynamodb.readWrite({ name: "shop-orders-*" }));
      expect(await outcomeOf(web, production)).toBe("allowed");
      await expect(
        expectAccess(web, { branch: "develop" }).not.toAllow("dynamodb:PutItem", production),
      ).rejects.toThrow(
        /It is allowed "dynamodb:PutItem" on "<arn of aws:dynamodb\/table:Table::production-\d+>" by dynamodb.readWrite/,
      );
      expect(await outcomeOf(web, table("users", { name: "shop-users" }))).toBe("not allowed");
      expect(await outcomeOf(web, table("unnamed"))).toBe(unknown);
    }));

  test("a table with another provider is another one", () =>
    mocked(arns, async () => {
      const provider = new aws.Provider(unique("virginia"), { region: "us-east-1" });
      const orders = table("orders", { name: "orders" });
      const replica = table("replica", { name: "other-region" }, { provider });
      const web = appWith(dynamodb.readWrite(orders.arn));
      expect(await outcomeOf(web, orders)).toBe("allowed");
      expect(await outcomeOf(web, replica)).toBe("not allowed");
    }));

  test("a bucket is not a table", () =>
    mocked(arns, async () => {
      const bucket = new aws.s3.Bucket(unique("images"));
      const web = appWith(dynamodb.readWrite(table("orders").arn));
      await expect(expectAccess(web, { branch: "develop" }).not.toAllow("dynamodb:PutItem", bucket)).rejects.toThrow(
        'AWS never authorizes "dynamodb:PutItem"',
      );
    }));
});

test("ARNs as text, and parts of resources, where the mocks know them", () =>
  mocked(true, async () => {
    const orders = table("orders");
    const web = appWith(dynamodb.readWrite(orders.arn), dynamodb.read({ name: "users" }));
    expect(await outcomeOf(web, pulumi.interpolate`${orders.arn}/index/by-date`, "dynamodb:Query")).toBe("allowed");
    expect(await outcomeOf(web, "arn:aws:dynamodb:eu-west-1:123456789012:table/users", "dynamodb:GetItem")).toBe(
      "allowed",
    );
    expect(await outcomeOf(web, "arn:aws:dynamodb:eu-west-1:210987654321:table/users", "dynamodb:GetItem")).toBe(
      "not allowed",
    );
    expect(await outcomeOf(web, Promise.resolve("arn:aws:dynamodb:eu-west-1:123456789012:table/users"))).toBe(
      "not allowed",
    );
  }));

test("what a preview does not know is undecided, and secrets stay out of messages", () =>
  mocked(true, async () => {
    const secret = pulumi.secret("arn:aws:dynamodb:eu-west-1:123456789012:table/hidden");
    const web = appWith(dynamodb.readWrite(secret), dynamodb.read(table("orders").arn));
    const message = expectAccess(web, { branch: "develop" })
      .not.toAllow("dynamodb:PutItem", "arn:aws:dynamodb:eu-west-1:123456789012:table/other")
      .then(
        () => "",
        (error: Error) => error.message,
      );
    expect(await message).toContain("It is not certain");
    expect(await message).not.toContain("hidden");
  }));

test("roles alone, roles of an identity pool, and shared roles", () =>
  mocked(false, async () => {
    const bucket = new aws.s3.Bucket(unique("images"));
    const compute = new AmplifyComputeRole(unique("compute"), { appId: "d123456789", grants: [s3.read(bucket.arn)] });
    await expectAccess(compute).toAllow("s3:GetObject", bucket);
    await expectAccess(compute).toAllowNothingElse([{ actions: "s3:*", resources: bucket }]);
    await expect(expectAccess(compute).toAllowNothingElse(["dynamodb:*"])).rejects.toThrow("more than the list says");
    const service = new AmplifyServiceRole(unique("service"), { appId: "d123456789", grants: [s3.write(bucket.arn)] });
    await expectAccess(service).toAllow("s3:PutObject", bucket);
    const users = new AmplifyIdentityPoolRole(unique("users"), {
      identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
      authenticated: { grants: [s3.write(bucket.arn)] },
    });
    await expectAccess(users, { role: "authenticated" }).not.toAllow("s3:GetObject", bucket);
    const web = new AmplifySsrApp(unique("web"), { name: unique("web"), computeRole: compute, branches: { main: {} } });
    await expectAccess(web, { branch: "main" }).toAllow("s3:GetObject", bucket);
    await expect(expectAccess(web, { branch: "main" }).toAllow("s3:PutObject", bucket)).rejects.toThrow("compute role");
  }));

test("every failure is a rejected promise, which runners report even without await", () =>
  mocked(false, async () => {
    const web = appWith(dynamodb.read(table("orders").arn));
    const failing = expectAccess(web, { branch: "mian" }).not.toAllow("dynamodb:PutItem");
    await expect(failing).rejects.toThrow('Did you mean "main"?');
  }));
