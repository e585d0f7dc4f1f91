import { AmplifyComputeRole, AmplifySettings, AmplifySsrApp, dynamodb, policyFor } from "@amplify-roles/cdktf";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { TerraformOutput, TerraformVariable } from "cdktf";
import { expect, test } from "vitest";
import { deployedByTerraform } from "../support/cdktf/deployed.js";
import { synthesize } from "../support/cdktf/synthesize.js";

const variables = {
  DB_HOST: { type: "secret", group: "db" },
  DB_PASSWORD: { type: "secret", group: "db" },
  AUTH0_DOMAIN: { type: "parameter", value: "papyrus.eu.auth0.com" },
  GUNICORN_WORKERS: { type: "parameter" },
} as const;

test("an app has its settings, and says how to pass their path on", () => {
  const json = synthesize((stack) => {
    const web = new AmplifySsrApp(stack, "web", {
      name: "web",
      computeRole: {},
      branches: { main: { computeRole: {} }, dev: {} },
      settings: { path: "/papyrus/dev", variables, branches: { main: { path: "/papyrus/prd" } } },
    });
    expect(Object.keys(web.settings.parameters)).toEqual(["AUTH0_DOMAIN", "GUNICORN_WORKERS"]);
    expect(web.settings.secrets.db?.nameInput).toBe("papyrus/dev/db");
    expect(web.branches.main.settings.path).toBe("/papyrus/prd");
    expect(() => web.branches.dev.settings).toThrow('The branch "dev" has no settings of its own');
    new TerraformOutput(stack, "command", { value: web.settings.buildCommand });
  });
  expect(json.output?.command?.value).toBe("env | grep -E '^(SETTINGS_PATH)=' >> .env.production || true");
  const parameters = Object.values(json.resource.aws_ssm_parameter ?? {});
  expect(parameters.map(({ name }) => name).sort()).toEqual([
    "/papyrus/dev/AUTH0_DOMAIN",
    "/papyrus/dev/GUNICORN_WORKERS",
    "/papyrus/dev/settings.json",
    "/papyrus/prd/AUTH0_DOMAIN",
    "/papyrus/prd/GUNICORN_WORKERS",
    "/papyrus/prd/settings.json",
  ]);
  const pushed = parameters.find(({ name }) => name === "/papyrus/dev/GUNICORN_WORKERS");
  expect(pushed).toMatchObject({ value_wo_version: 0, lifecycle: { ignore_changes: ["value_wo_version"] } });
  expect(parameters.flatMap((one) => [one.value, one.insecure_value]).join()).not.toContain("auth0.com");
});

test("settings alone can be granted to any role, and to a policy of another service's role", () => {
  const json = synthesize((stack) => {
    const settings = new AmplifySettings(stack, "settings", {
      region: "eu-west-1",
      account: "123456789012",
      path: "/papyrus/prd",
      variables,
    });
    expect(settings.environmentVariables).toEqual({ SETTINGS_PATH: "/papyrus/prd" });
    expect(settings.monthlyCost).toBeCloseTo(0.4);
    new AmplifyComputeRole(stack, "compute", { grants: [...settings.grants] });
    const table = new TerraformVariable(stack, "table", { type: "string" }).stringValue;
    new IamRolePolicy(stack, "task", {
      role: "papyrus-task",
      policy: policyFor(stack, [...settings.grants, dynamodb.read(table)]),
    });
  });
  const variablesOf = { variables: { table: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" } };
  const policies = deployedByTerraform(json, "stack", variablesOf).filter(({ kind }) => kind === "aws_iam_role_policy");
  const ofTask = policies.find(({ id }) => id === "task")?.arguments.policy as { Statement: { Action: unknown }[] };
  const ofRole = policies.find(({ id }) => id === "compute/role-policy")?.arguments.policy as typeof ofTask;
  expect(ofRole.Statement).toHaveLength(4);
  expect(ofTask.Statement.filter((one) => !JSON.stringify(one).includes("dynamodb"))).toEqual(ofRole.Statement);
  expect(JSON.stringify(ofTask)).toContain("table/orders/index/*");
});

test("the same setting in two constructs is an error", () => {
  synthesize((stack) => {
    new AmplifySettings(stack, "one", { path: "/papyrus/prd", variables });
    expect(() => new AmplifySettings(stack, "two", { path: "/papyrus/prd", variables })).toThrow(
      '"/papyrus/prd/GUNICORN_WORKERS" is already in AmplifySettings "one".',
    );
  });
});

test("a value known only after deploy goes to Terraform's write-only arguments, and nowhere else", () => {
  const json = synthesize((stack) => {
    const password = new TerraformVariable(stack, "password", { type: "string", sensitive: true }).stringValue;
    new AmplifySettings(stack, "settings", {
      path: "/papyrus/prd",
      variables: {
        DB_PASSWORD: { type: "secret", group: "db", value: password },
        API_KEY: { type: "secureParameter", value: password, version: 2 },
      },
    });
  });
  const uses = JSON.stringify(json.resource).match(/"\w+":"[^"]*(?:\\.[^"]*)*var\.password/g) ?? [];
  expect(uses.map((use) => use.split('"')[1]).sort()).toEqual(["secret_string_wo", "value_wo"]);
});
