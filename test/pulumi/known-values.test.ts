import { AmplifyComputeRole, AmplifySsrApp, dynamodb, s3 } from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { withMocks } from "../support/pulumi/mocks.js";

const arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";

/** The message that a program fails with; its warnings and its resources if it does not. */
async function run(program: () => unknown) {
  try {
    const { resources, logs } = await withMocks({ preview: true, project: "p" }, program);
    return { types: resources.map(({ type }) => type), logs: logs.map(({ message }) => message), error: "" };
  } catch (error) {
    return { types: [], logs: [], error: String((error as Error).message) };
  }
}

const granting = (...grants: unknown[]) =>
  run(() => new AmplifyComputeRole("reader", { grants: grants as never, appId: "d123456789" }));

describe("an Output is checked once its value is known:", () => {
  test.each<[string, () => unknown, RegExp]>([
    ["a name instead of an ARN", () => dynamodb.read(pulumi.output("orders")), /grants\[0\].*"orders" is not an ARN/s],
    [
      "an ARN of another service",
      () => dynamodb.read(pulumi.output("arn:aws:s3:::images")),
      /not a DynamoDB table ARN/,
    ],
    [
      "undefined, as of a missing stack output",
      () => dynamodb.read(pulumi.output(undefined as never)),
      /grants\[0\].*undefined/s,
    ],
    ["a Promise", () => dynamodb.read(Promise.resolve("orders")), /"orders" is not an ARN/],
    [
      "a part of a text",
      () => dynamodb.read(pulumi.interpolate`arn:aws:s3:::${pulumi.output("web/prod")}`),
      /not a DynamoDB table ARN/,
    ],
    ["an empty value", () => s3.read({ name: pulumi.output("*") }), /WILDCARD_GRANTS_EVERYTHING/],
    [
      "a resource in an Output",
      () => dynamodb.read(pulumi.output({ nested: true }) as never),
      /RESOURCE_NOT_NAMED|NOT_A_STRING|UNKNOWN_PROPERTY/,
    ],
  ])("%s", async (_, grant, message) => {
    expect((await run(() => new AmplifyComputeRole("reader", { grants: [grant() as never] }))).error).toMatch(message);
  });

  test("numbers and flags, with all findings at once", async () => {
    const { error } = await run(
      () =>
        new AmplifySsrApp("web", {
          name: "web",
          serviceRole: { logs: { retentionInDays: pulumi.output(15) } },
          computeRole: { grants: [dynamodb.read(pulumi.output("orders"))] },
        }),
    );
    expect(error).toMatch(/serviceRole\.logs\.retentionInDays.*15 days/s);
    expect(error).toMatch(/computeRole\.grants\[0\].*"orders" is not an ARN/s);
    expect(error).not.toMatch(/\bat .*node_modules/);
  });

  test("a value of a resource whose name is known in the preview", async () => {
    const { error } = await run(() => {
      const table = new aws.dynamodb.Table("orders", { name: "orders", hashKey: "pk" });
      return new AmplifyComputeRole("reader", { grants: [dynamodb.read(table.name.apply((name) => name))] });
    });
    expect(error).toMatch(/"orders" is not an ARN/);
  });

  test("what is right, unknown or secret passes, and no secret is repeated", async () => {
    const found = pulumi.output({ id: "orders", name: "orders", arn, hashKey: "pk" });
    const right = await granting(dynamodb.read(pulumi.output(arn)), dynamodb.read(found as never));
    expect(right.error).toBe("");
    expect(right.types).toContain("aws:iam/rolePolicy:RolePolicy");
    const secret = await granting(dynamodb.read(pulumi.secret("hunter2-not-an-arn")));
    expect(JSON.stringify(secret)).not.toContain("hunter2");
    expect(secret.error).toBe("");
  });

  test("the ARN of what a data source found is what is granted", async () => {
    const { resources } = await withMocks({ preview: true, project: "p" }, () => {
      const found = pulumi.output({ id: "orders", name: "orders", arn });
      new AmplifyComputeRole("reader", { grants: [dynamodb.read(found as never)] });
    });
    expect(JSON.stringify(resources)).toContain(arn);
    expect(JSON.stringify(resources)).not.toContain('"hashKey"');
  });

  test("warnings are logged once", async () => {
    const { logs } = await granting(s3.read({ name: "b" }, { prefix: pulumi.output("images") } as never));
    expect(logs.filter((message) => message.includes("PREFIX_WITHOUT_SLASH")).length).toBeLessThanOrEqual(1);
  });
});
