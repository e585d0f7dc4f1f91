import { AmplifyComputeRole, AmplifyIdentityPoolRole, AmplifySsrApp, dynamodb } from "@amplify-roles/pulumi";
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { withMocks } from "../support/pulumi/mocks.js";

const table = "arn:aws:dynamodb:eu-west-1:210987654321:table/orders";
const grants = [dynamodb.read(table, { indexes: [] })];
const read = async (run: { read(value: unknown): Promise<unknown> }, value: unknown) => run.read(value);

test("an app's requirements are an Output, which has the role's ARN", async () => {
  const run = await withMocks({}, () => {
    const key = pulumi.output("arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    return new AmplifySsrApp("web", {
      name: "web",
      account: "123456789012",
      region: "eu-west-1",
      serviceRole: { logs: { retentionInDays: 30, kmsKeyId: key } },
      computeRole: { grants },
      branches: { main: {} },
    });
  });
  expect(await read(run, run.result.requirements)).toMatchObject([
    { role: "serviceRole", resource: expect.stringContaining(":key/") },
    {
      role: "computeRole",
      resource: table,
      statements: [{ Principal: { AWS: "arn:aws:iam::123456789012:role/web-amplify-compute" }, Resource: table }],
    },
  ]);
  expect(run.logs.map(({ message }) => /^[^:]*/.exec(message)?.[0])).toEqual([
    "serviceRole.logs.kmsKeyId",
    "computeRole.grants[0]",
  ]);
});

/** A program whose account is looked up. */
const lookedUp = (account: string) =>
  withMocks(
    { call: (token) => (token.includes("getCallerIdentity") ? { accountId: account } : undefined) },
    () => new AmplifySsrApp("web", { name: "web", region: "eu-west-1", computeRole: { grants } }),
  );

test("an account that is looked up decides whether its resources need anything", async () => {
  const outside = await lookedUp("123456789012");
  const [requirement] = (await read(outside, outside.result.requirements)) as readonly object[];
  expect(requirement).toMatchObject({ resource: table });
  expect(requirement).not.toHaveProperty("onlyFromOutside");
  expect(outside.logs.map(({ message }) => message)).toEqual([expect.stringContaining("[OTHER_SIDE_REQUIRED]")]);

  const inside = await lookedUp("210987654321");
  expect(await read(inside, inside.result.requirements)).toEqual([]);
  expect(inside.logs).toEqual([]);
});

test("roles without an app have them, too", async () => {
  const account = "123456789012";
  const run = await withMocks({}, () => [
    new AmplifyComputeRole("compute", { account, grants }),
    new AmplifyIdentityPoolRole("users", {
      account,
      region: "eu-west-1",
      identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
      authenticated: { grants },
    }),
  ]);
  const requirements = run.result.map((role) => role.requirements);
  expect(await read(run, requirements)).toMatchObject([
    [{ role: "", resource: table }],
    [{ role: "authenticated", resource: table }],
  ]);
});
