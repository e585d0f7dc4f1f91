import { SpecificationError } from "@amplify-roles/core";
import { planAmplifySettings, planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { checkEnvironmentFile } from "@amplify-roles/core/settings";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mutated, mutations } from "./support/mutations.js";
import { deployed, extracted, Unresolved } from "./support/placeholders.js";
import { argumentsOf, planners, planSettings, reportedBy } from "./support/plans.js";

const deployment = { region: "eu-west-1", account: "123456789012" };
const variables = {
  DB_HOST: { type: "secret", group: "db" },
  DB_PASSWORD: { type: "secret", group: "db" },
  FLASK_SECRET_KEY: { type: "generated", group: "flask", length: 64 },
  AUTH0_DOMAIN: { type: "parameter" },
  API_KEY: { type: "secureParameter", tier: "Advanced" },
};
const key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const settings = (more: object = {}) => planSettings({ ...deployment, path: "/papyrus/prd", variables, ...more });

describe("settings without values", () => {
  test("are parameters, one secret for each group, and the names of all", () => {
    const named = settings().resources.map(({ type, id, arguments: given }) => [
      type,
      id,
      (given as { name?: string }).name,
    ]);
    expect(named).toEqual([
      ["aws_ssm_parameter", "all", "/papyrus/prd/settings.json"],
      ["aws_ssm_parameter", "parameter-AUTH0_DOMAIN", "/papyrus/prd/AUTH0_DOMAIN"],
      ["aws_ssm_parameter", "parameter-API_KEY", "/papyrus/prd/API_KEY"],
      ["aws_secretsmanager_secret", "secret-db", "papyrus/prd/db"],
      ["aws_secretsmanager_secret", "secret-flask", "papyrus/prd/flask"],
    ]);
    expect(argumentsOf(settings(), "aws_ssm_parameter", "all").insecureValue).toEqual({
      format: 1,
      parameters: ["AUTH0_DOMAIN"],
      secureParameters: ["API_KEY"],
      secrets: { db: ["DB_HOST", "DB_PASSWORD"], flask: ["FLASK_SECRET_KEY"] },
      generated: {
        FLASK_SECRET_KEY: {
          length: 64,
          alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        },
      },
      advanced: ["API_KEY"],
    });
  });

  test("leave the values in AWS alone", () => {
    const parameter = settings().resources.find(({ id }) => id === "parameter-API_KEY");
    expect(parameter?.keeps).toEqual(["valueWoVersion"]);
    expect(parameter?.arguments).toMatchObject({ type: "SecureString", tier: "Advanced", valueWoVersion: 0 });
  });

  test("cost what AWS's pages say", () => {
    // https://aws.amazon.com/secrets-manager/pricing/, https://aws.amazon.com/systems-manager/pricing/
    expect(settings().monthlyCost).toBeCloseTo(0.85);
    expect(settings().notes).toEqual([
      "Settings in /papyrus/prd: 2 secrets, 2 standard parameters, 1 advanced parameter. They cost 0.85 USD per month, plus API calls (https://aws.amazon.com/secrets-manager/pricing/, 2026-11-27; https://aws.amazon.com/systems-manager/pricing/, 2026-11-27).",
    ]);
  });
});

describe("settings with values", () => {
  const { specification, unresolved } = extracted({
    path: "/papyrus/prd",
    variables: {
      DB_USER: { type: "secret", group: "db", value: new Unresolved("web-user"), version: 3 },
      DB_PASSWORD: { type: "secret", group: "db", value: new Unresolved("hunter2") },
      API_URL: { type: "parameter", value: "https://api.example.com" },
      API_KEY: { type: "secureParameter", value: new Unresolved("hunter3"), version: 2 },
    },
  });
  const plan = deployed(planAmplifySettings("settings", specification), { unresolved });

  test("go to write-only arguments", () => {
    expect(argumentsOf(plan, "aws_secretsmanager_secret_version")).toEqual({
      secretId: "<id of secret-db>",
      secretStringWo: { DB_USER: "web-user", DB_PASSWORD: "hunter2" },
      secretStringWoVersion: 4,
    });
    expect(argumentsOf(plan, "aws_ssm_parameter", "parameter-API_KEY")).toEqual({
      name: "/papyrus/prd/API_KEY",
      type: "SecureString",
      valueWo: "hunter3",
      valueWoVersion: 2,
    });
    const url = argumentsOf(plan, "aws_ssm_parameter", "parameter-API_URL");
    expect(url.valueWoVersion).toEqual({ digestOf: "https://api.example.com" });
  });

  test("are in no other argument", () => {
    const others = plan.resources.map(({ arguments: given }) => ({
      ...given,
      valueWo: "",
      valueWoVersion: 0,
      secretStringWo: {},
    }));
    const all = JSON.stringify([others, plan.notes, plan.grants, plan.warnings]);
    expect(all).not.toMatch(/hunter|web-user|api\.example/);
  });
});

describe("what reads them", () => {
  const statements = (more: object = {}) => {
    const app = planners.app({
      ...deployment,
      name: "web",
      computeRole: {},
      settings: { path: "/papyrus/prd", variables, ...more },
    });
    return argumentsOf(deployed(app), "aws_iam_role_policy", "compute-role-policy").policy.Statement;
  };
  const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;

  test("may read exactly the path and the secrets, with one call for each store", () => {
    expect(statements()).toEqual([
      { Effect: "Allow", Action: "secretsmanager:BatchGetSecretValue", Resource: "*" },
      {
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: [
          arn("secretsmanager", "secret:papyrus/prd/db-??????"),
          arn("secretsmanager", "secret:papyrus/prd/flask-??????"),
        ],
      },
      {
        Effect: "Allow",
        Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
        Resource: arn("ssm", "parameter/papyrus/prd/*"),
      },
      { Effect: "Allow", Action: "ssm:GetParametersByPath", Resource: arn("ssm", "parameter/papyrus/prd") },
    ]);
  });

  test("may use the customer managed key through the two stores only", () => {
    const decrypting = statements({ kmsKey: key }).filter(({ Action }) => Action === "kms:Decrypt");
    expect(decrypting.map(({ Resource, Condition }) => [Resource, Condition?.StringEquals])).toEqual([
      [key, { "kms:ViaService": "ssm.eu-west-1.amazonaws.com" }],
      [key, { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" }],
    ]);
  });

  test("is each branch's own role, for its own path", () => {
    const app = planners.app({
      ...deployment,
      name: "web",
      computeRole: {},
      branches: { main: { computeRole: {} }, dev: { computeRole: {} }, next: {} },
      settings: {
        path: "/papyrus/dev",
        variables: { DB_PASSWORD: { type: "secret", group: "db" } },
        branches: { main: { path: "/papyrus/prd" } },
      },
    });
    const secretsOf = (id: string) =>
      JSON.stringify(argumentsOf(app, "aws_iam_role_policy", id)).match(/secret:[^?]*/g);
    expect(secretsOf("compute-role-policy")).toEqual(["secret:papyrus/dev/db-"]);
    expect(secretsOf("branch-main-compute-role-policy")).toEqual(["secret:papyrus/prd/db-"]);
    expect(secretsOf("branch-dev-compute-role-policy")).toEqual(["secret:papyrus/dev/db-"]);
    expect(argumentsOf(app, "aws_amplify_app").environmentVariables).toEqual({ SETTINGS_PATH: "/papyrus/dev" });
    expect(argumentsOf(app, "aws_cloudcontrolapi_resource", "branch-main").desiredState.EnvironmentVariables).toEqual([
      { Name: "SETTINGS_PATH", Value: "/papyrus/prd" },
    ]);
    expect(argumentsOf(app, "aws_amplify_branch").environmentVariables).toBeUndefined();
  });

  test("is not the role of previews", () => {
    const app = planners.app({
      ...deployment,
      name: "web",
      previews: { computeRole: {} },
      branches: { main: { computeRole: {} } },
      settings: { path: "/papyrus/prd", variables },
    });
    const policies = app.resources.filter(({ type }) => type === "aws_iam_role_policy").map(({ id }) => id);
    expect(policies).toEqual(["service-role-policy", "branch-main-compute-role-policy"]);
  });

  test("is shown by explain", () => {
    const { access } = planners.app({
      ...deployment,
      name: "web",
      computeRole: {},
      settings: { path: "/papyrus/prd", variables },
    });
    expect(access.find(({ type }) => type === "compute")?.grants.map(({ path, by }) => [path, by])).toEqual([
      ["settings", "settings"],
    ]);
  });

  test("is an existing role, by its name", () => {
    const plan = settings({ roles: ["papyrus-task"] });
    expect(argumentsOf(plan, "aws_iam_role_policy")).toMatchObject({
      name: "settings-papyrus-prd",
      role: "papyrus-task",
    });
  });
});

test("other variables of the app stay, and a build specification that passes the path on is fine", () => {
  const plan = planAmplifySsrApp("web", {
    name: "web",
    computeRole: {},
    environmentVariables: { NODE_ENV: "production" },
    buildSpec: "- env | grep -E '^(SETTINGS_PATH)=' >> .env.production || true",
    settings: { path: "/papyrus/prd", variables },
  });
  expect(plan.warnings).toEqual([]);
  expect(argumentsOf(plan, "aws_amplify_app").environmentVariables).toEqual({
    NODE_ENV: "production",
    SETTINGS_PATH: "/papyrus/prd",
  });
});

test("an older provider, which has no write-only arguments, is reported", () => {
  const tool = { supportsArgument: (_: string, argument: string) => argument !== "valueWo" };
  const specification = { path: "/papyrus/prd", variables: { A: { type: "parameter" } } };
  expect(reportedBy(() => planAmplifySettings("settings", specification, tool))).toMatchObject([
    { code: "UNSUPPORTED_BY_PROVIDER", path: "variables.A.valueWo" },
  ]);
});

test("a .env file: twice the same variable, names, private keys, ambiguous values", () => {
  const pem = ["-----BEGIN PRIVATE", "KEY-----\nsecret-part"].join(" ");
  const findings = checkEnvironmentFile([
    { name: "DB_PASSWORD", value: "a", line: 1 },
    { name: "AWS_REGION", value: "eu-west-1", line: 2 },
    { name: "api.url", value: "b", line: 3 },
    { name: "DB_PASSWORD", value: "c", line: 4 },
    { name: "KEY", value: pem, line: 5 },
    { name: "PIN", value: "12", line: 6, isAmbiguous: true },
  ]);
  expect(findings.map(({ line, finding: { code, path } }) => [line, code, path])).toEqual([
    [3, "INVALID_SETTING_NAME", '["api.url"]'],
    [4, "SETTING_IN_TWO_PLACES", "DB_PASSWORD"],
    [5, "PRIVATE_KEY_IN_ENV", "KEY"],
    [6, "AMBIGUOUS_ENV_VALUE", "PIN"],
  ]);
  expect(JSON.stringify(findings)).not.toContain("secret-part");
});

test("settings of any shape give one SpecificationError, or a plan", () => {
  const valid = {
    path: "/papyrus/prd",
    kmsKey: key,
    recoveryWindowInDays: 7,
    tags: { owner: "platform" },
    roles: ["task"],
    variables: { ...variables, API_URL: { type: "parameter", value: "https://example.com", tier: "Standard" } },
  };
  const outcome = (plan: () => unknown) => {
    try {
      plan();
      return "planned";
    } catch (error) {
      expect(error).toBeInstanceOf(SpecificationError);
      return "rejected";
    }
  };
  const seen = new Set<string>();
  fc.assert(
    fc.property(mutations, (changes) => {
      seen.add(outcome(() => planSettings(mutated(valid, changes))));
      const { path, variables: some } = valid;
      const app = { name: "web", computeRole: {}, branches: { main: { computeRole: {} } } };
      const settingsOfApp = { path, variables: some, branches: { main: { path: "/papyrus/main" } } };
      seen.add(outcome(() => planners.app(mutated({ ...app, settings: settingsOfApp }, changes))));
    }),
    { numRuns: 500 },
  );
  expect(seen.size).toBe(2);
});
