import { AmplifySettings, AmplifySsrApp, dynamodb, policyFor } from "@amplify-roles/pulumi";
import { output, secret } from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { withMocks } from "../support/pulumi/mocks.js";

const variables = {
  DB_PASSWORD: { type: "secret", group: "db" },
  AUTH0_DOMAIN: { type: "parameter", value: output("papyrus.eu.auth0.com") },
} as const;

test("an app has its settings, and logs what they cost", async () => {
  const { result: web, logs } = await withMocks({}, () => {
    return new AmplifySsrApp("web", {
      name: "web",
      computeRole: {},
      branches: { main: {} },
      settings: { path: "/papyrus/prd", variables },
    });
  });
  expect(Object.keys(web.settings.parameters)).toEqual(["AUTH0_DOMAIN"]);
  expect(web.settings.buildCommand).toBe("env | grep -E '^(SETTINGS_PATH)=' >> .env.production || true");
  expect(() => web.branches.main.settings).toThrow('The branch "main" has no settings of its own');
  expect(JSON.stringify(logs)).toContain("They cost 0.40 USD per month");
});

test("a value that is too large is found once it is known", async () => {
  const large = { A: { type: "parameter", value: output("x".repeat(9_000)) } } as const;
  await expect(
    withMocks({ preview: true }, () => new AmplifySettings("settings", { path: "/papyrus/prd", variables: large })),
  ).rejects.toThrow(/variables\.A\.value: .* at most 4,096 bytes, this value has 9,000/);
});

test("the value of an Output is not plain text in the program", async () => {
  const password = { DB_PASSWORD: { type: "secret", group: "db", value: output("from-another-system") } } as const;
  const { resources, logs } = await withMocks({ preview: true }, () => {
    new AmplifySettings("settings", { path: "/papyrus/prd", variables: password });
    new AmplifySsrApp("web", { name: "web", accessToken: output("from-another-system") });
  });
  expect(resources.map(({ type }) => type)).toContain("aws:secretsmanager/secretVersion:SecretVersion");
  expect(JSON.stringify(logs)).not.toContain("LITERAL_SECRET");
});

test("the same setting in two components is an error", async () => {
  const program = withMocks({}, () => {
    new AmplifySettings("one", { path: "/papyrus/prd", variables });
    new AmplifySettings("two", { path: "/papyrus/prd", variables });
  });
  await expect(program).rejects.toThrow('"/papyrus/prd/AUTH0_DOMAIN" is already in AmplifySettings "one".');
});

test("policyFor gives the policy of a role that is not Amplify's", async () => {
  const { read, result } = await withMocks({}, () => {
    const settings = new AmplifySettings("settings", { path: "/papyrus/prd", variables });
    return policyFor([
      ...settings.grants,
      dynamodb.read(output("arn:aws:dynamodb:eu-west-1:123456789012:table/orders")),
    ]);
  });
  const policy = JSON.parse(String(await read(result)));
  expect(policy.Statement.map(({ Action }: { Action: unknown }) => [Action].flat()[0])).toEqual([
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
    "secretsmanager:BatchGetSecretValue",
    "secretsmanager:DescribeSecret",
    "ssm:GetParameter",
    "ssm:GetParametersByPath",
  ]);
  expect(JSON.stringify(policy)).toContain("arn:aws:ssm:eu-west-1:123456789012:parameter/papyrus/prd/*");
});

test("a secret value stays a secret, in the write-only arguments only", async () => {
  const { resources } = await withMocks({}, () => {
    return new AmplifySettings("settings", {
      path: "/papyrus/prd",
      variables: {
        DB_PASSWORD: { type: "secret", group: "db", value: secret("hunter2") },
        API_KEY: { type: "secureParameter", value: secret("hunter2") },
      },
    });
  });
  const holders = resources.flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, value]) => JSON.stringify(value)?.includes("hunter2")),
  );
  expect(holders.map(([name]) => name).sort()).toEqual(["secretStringWo", "valueWo"]);
  expect(holders.every(([, value]) => (value as object).constructor.name === "Secret")).toBe(true);
});
