import { allow, dynamodb, rdsData, secretsManager, sqs, ssm } from "@amplify-roles/core";
import { planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { lint } from "../../packages/core/src/policy/lint.js";
import { accessKeyId, arnOf, secretKey } from "./bad-input/rows.js";
import { key } from "./fixtures/arns.js";
import { extracted, Unresolved } from "./support/placeholders.js";
import { planners, reportedBy, statementsOf } from "./support/plans.js";

const here = { partition: "aws", region: "eu-west-1", account: "123456789012" };

describe("the key of a resource in several regions", () => {
  const viaService = (grant: unknown) =>
    statementsOf([grant], here).find(({ Resource }) => Resource === key)?.Condition ?? {};

  test.each([
    ["sqs", sqs.send({ name: "q", region: "eu-*" }, { kmsKey: key })],
    ["sqs", sqs.send({ name: "q", region: "*" }, { kmsKey: key })],
    ["sqs", sqs.send("arn:aws:sqs:eu-*:123456789012:q", { kmsKey: key })],
    ["dynamodb", dynamodb.read({ name: "t", region: "*" }, { kmsKey: key })],
    ["secretsmanager", secretsManager.read({ name: "s", region: "eu-*" }, { kmsKey: key })],
    ["ssm", ssm.read({ name: "/p", region: "*" }, { kmsKey: key })],
  ])("is used through %s in the key's region", (service, grant) => {
    expect(viaService(grant).StringEquals).toEqual({ "kms:ViaService": `${service}.eu-west-1.amazonaws.com` });
  });

  test("whose region is known only after deploy is used through a pattern", () => {
    const unresolved = new Unresolved(key) as unknown as string;
    expect(viaService(sqs.send({ name: "q", region: "eu-*" }, { kmsKey: unresolved }))).toEqual({
      StringLike: { "kms:ViaService": "sqs.eu-*.amazonaws.com" },
    });
    expect(viaService(ssm.read({ name: "/p", region: "eu-*" }, { kmsKey: unresolved })).StringLike).toEqual({
      "kms:EncryptionContext:PARAMETER_ARN": "arn:aws:ssm:eu-*:123456789012:parameter/p",
      "kms:ViaService": "ssm.eu-*.amazonaws.com",
    });
  });
});

describe("no finding repeats a secret", () => {
  const token = `gh${"p_"}${"a1B2".repeat(9)}`;
  const basicAuth = btoa("admin:hunter2!");
  const app = (specification: object) => () => planners.app({ name: "web", ...specification });
  const granting = (grant: unknown) => () => planners.computeRole({ grants: [grant] });

  test.each<[string, string, () => unknown]>([
    ["variables as text", "hunter2", app({ environmentVariables: "DB_PASSWORD=hunter2" })],
    ["a variable that is a number", "987654321", app({ environmentVariables: { PIN: 987654321 } })],
    ["the same of a branch", "987654321", app({ branches: { main: { environmentVariables: { PIN: 987654321 } } } })],
    ["a token that is a number", "987654321", app({ accessToken: 987654321 })],
    ["a password that is a number", "987654321", app({ basicAuthCredentials: 987654321 })],
    ["credentials where true is expected", basicAuth, app({ enableBasicAuth: basicAuth })],
    ["a token as the platform", token, app({ platform: token })],
    ["a token as a stage", token, app({ branches: { main: { stage: token } } })],
    ["a token as the app's id", token, app({ importId: token })],
    ["a token as a role", token, app({ computeRole: token })],
    ["a token as a tag", token, app({ tags: { "a b": token, c: `${token} é!` } })],
    ["a token as a key", token, app({ [token]: 1 })],
    ["a password in text", "hunter2", app({ stage: "DB_PASSWORD=hunter2" })],
    [
      "a password as a secret's ARN",
      "hunter2",
      granting(rdsData.execute("arn:aws:rds:eu-west-1:123456789012:cluster:a", { secret: "hunter2" })),
    ],
    ["a token as a resource", token, granting(allow({ actions: ["sqs:SendMessage"], resources: [token] }))],
    [
      "an access key as a Sid",
      accessKeyId,
      granting(allow({ actions: ["sqs:SendMessage"], resources: ["*"], sid: `${accessKeyId}-` })),
    ],
  ])("%s", (_, secret, plan) => {
    const findings = reportedBy(plan);
    expect(findings).not.toEqual([]);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });

  /** A specification with a value in one property, by its path. */
  const at = (path: string, value: unknown) =>
    path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;
  const OF_OTHER_TYPE = [
    ...["enableBasicAuth", "branches.main.enableAutoBuild", "previews.publicRepository", "preventDestroy"],
    ...["serviceRole.logs.retentionInDays", "roles.maxSessionDuration", "roles.propagationSeconds"],
    ...["customRules", "computeRole.grants", "computeRole.policyDocuments", "autoBranchCreationPatterns"],
    ...["tags", "roles", "previews", "identityPool", "settings", "cacheConfig", "branches.main"],
    ...["platform", "branches.main.stage", "branches.main.managedBy", "roles.policyType"],
  ];
  const NAMES = [
    ...["importId", "computeRole", "serviceRole", "region", "account", "partition", "branches.main.ttl", "branches"],
    ...["roles.path", "roles.permissionsBoundary", "computeRole.name", "serviceRole.logs.kmsKeyId"],
  ];

  test.each(OF_OTHER_TYPE)("a password in %s, where it cannot be meant", (path) => {
    for (const password of ["hunter2", "correct horse", "P@ssw0rd", 'hunter2-Corr"ect!']) {
      const findings = reportedBy(app(at(path, password)));
      expect(findings).not.toEqual([]);
      expect(JSON.stringify(findings)).not.toContain(JSON.stringify(password).slice(1, -1));
    }
  });

  test.each(NAMES)("a password with a symbol in %s, where a name is expected", (path) => {
    for (const password of ["hunter2-Correct!", "P@ssw0rd", "S3cr3t#1$x"]) {
      const findings = reportedBy(app(at(path, password)));
      expect(findings).not.toEqual([]);
      expect(JSON.stringify(findings)).not.toContain(password);
    }
  });

  test.each<[string, (password: string) => () => unknown]>([
    ["a grant", (password) => granting(password)],
    ["a resource", (password) => granting(dynamodb.read(password))],
    ["a name", (password) => granting(sqs.send({ name: password }))],
    ["a key", (password) => granting(sqs.send({ name: "q" }, { kmsKey: password }))],
    ["an action", (password) => granting(allow({ actions: [password], resources: ["*"] }))],
    ["a Sid", (password) => granting(allow({ actions: ["sqs:SendMessage"], resources: ["*"], sid: password }))],
    ["a managed policy", (password) => () => planners.computeRole({ managedPolicies: [password] })],
    ["the name of a property", (password) => app({ [password]: 1 })],
    ["a policy", (password) => () => planners.computeRole({ policyDocuments: [{ Version: password, Statement: [] }] })],
  ])("a password with a symbol as %s", (_, plan) => {
    for (const password of ["hunter2-Correct!", "P@ssw0rd", "S3cr3t#1$x"]) {
      const findings = reportedBy(plan(password));
      expect(findings).not.toEqual([]);
      expect(JSON.stringify(findings)).not.toContain(password);
    }
  });

  test("but names, ARNs and addresses are repeated", () => {
    const secret = "rds!cluster-12345678-1234-1234-1234-123456789012";
    for (const name of [
      "orders",
      "team/Orders-1",
      arnOf("secretsmanager", `secret:${secret}`),
      secret,
      "a.b+1@c-d.com",
      "user#42",
    ])
      expect(JSON.stringify(reportedBy(granting(dynamodb.read(name))))).toContain(name);
    expect(reportedBy(app({ enableBasicAuth: "true" }))[0]?.message).toBe(
      'Expected true or false, got the string "true".',
    );
  });

  test("of a policy", () => {
    const Condition = { NumericEquals: { "s3:max-keys": secretKey } };
    const findings = lint({
      Version: "2012-10-17",
      Statement: [{ Sid: accessKeyId, Effect: "Allow", Action: "s3:ListBucket", Resource: token, Condition }],
    });
    expect(findings.map(({ code }) => code)).toContain("SECRET_IN_POLICY");
    expect(findings.length).toBeGreaterThan(2);
    for (const secret of [token, secretKey, accessKeyId]) expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

test("what the provider marks as a secret on a branch is one through Cloud Control", () => {
  const branchOf = (branch: object) =>
    planners
      .app({ name: "web", branches: { main: { managedBy: "cloudControl", ...branch } } })
      .resources.find(({ id }) => id === "branch-main");
  expect(branchOf({})).not.toHaveProperty("secretProperties");
  expect(branchOf({})).not.toHaveProperty("secretOutputs");
  expect(branchOf({ environmentVariables: { A: "b" } })).toMatchObject({ secretOutputs: ["properties"] });
  expect(branchOf({ enableBasicAuth: true, basicAuthCredentials: "dTpw" })).toMatchObject({
    secretProperties: ["Password"],
    secretOutputs: ["properties"],
  });
});

test("no finding has characters that a terminal obeys", () => {
  const hostile = "\u001b[2J\n::error::injected\u009b1m\u202e";
  const findings = reportedBy(() =>
    planners.app({ name: "web", [hostile]: 1, platform: hostile, branches: { [hostile]: { stage: hostile } } }),
  );
  expect(findings).toHaveLength(3);
  for (const { path, message, fix } of findings) expect(path + message + fix).not.toMatch(/[\p{Cc}\u202e]/u);
});

test("duplicate keys are found at their lines, however many there are", () => {
  const text = `{\r\n${'"a":1,\n'.repeat(20_000)}"b":1}`;
  const findings = lint(text).filter(({ code }) => code === "JSON_SYNTAX_ERROR");
  expect(findings).toHaveLength(19_999);
  expect(findings.at(-1)?.parameters).toEqual({ key: "a", line: 20_001, column: 1 });
});

test("the delimiters of placeholders in a construct's id are plain text", () => {
  const plan = planAmplifySsrApp(
    "\uE000lookup:account\uE001",
    extracted({ name: new Unresolved("web") }).specification,
  );
  const names = plan.resources.map(({ arguments: given }) => ("name" in given ? given.name : ""));
  expect(names[0]).toBe("lookup-account-amplify-service");
});
