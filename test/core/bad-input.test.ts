import { readFileSync } from "node:fs";
import { allow, dynamodb, type Finding, SpecificationError, s3 } from "@amplify-roles/core";
import { describe, expect, test } from "vitest";
import { codes } from "../../packages/core/src/findings/codes.js";
import { badInput } from "./bad-input/index.js";
import {
  allowing,
  app,
  arnOf,
  branch,
  computeRole,
  granting,
  many,
  named,
  queues,
  serviceRole,
  variables,
  wrong,
} from "./bad-input/rows.js";
import { api, key, queue, region, role, table } from "./fixtures/arns.js";
import { basicAuth } from "./fixtures/specifications.js";
import { lintRows } from "./lint/fixtures.js";
import { denials } from "./messages/denials.js";
import { liveApps } from "./messages/live.js";
import { Joined, Unresolved } from "./support/placeholders.js";
import { findingsOf, planners, reportedBy } from "./support/plans.js";

const rows = Object.values(badInput).flat();

describe.each(Object.entries(badInput))("%s", (_, group) => {
  test.each(group)("%s", (_what, plan, expected) => {
    const findings = reportedBy(plan);
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
    for (const { code, message, fix, page } of findings) {
      expect(message).toMatch(/^\S.*\.$/s);
      expect(fix).toMatch(/^\S.*[.?]$/s);
      expect(page).toMatch(new RegExp(`/docs/errors\\.md#${code.toLowerCase()}$`));
    }
  });
});

describe("every code", () => {
  const linted = Object.values(lintRows).flatMap((group) => group.flatMap(({ expected }) => expected));

  test("has a row", () => {
    const covered = new Set([
      ...rows.flatMap(([, , expected]) => expected.map((line) => line.split(" ")[0])),
      ...linted.map((line) => line.split(" ")[1]),
      // The command reports it: test/cli/lint-inputs.test.ts.
      "IGNORE_WITHOUT_FINDING",
      // What is wrong with a .env file: test/core/settings.test.ts.
      "PRIVATE_KEY_IN_ENV",
      "AMBIGUOUS_ENV_VALUE",
      // About denied calls and live apps, not about specifications. Each has rows with input that gives it.
      ...Object.keys(denials),
      ...Object.keys(liveApps),
    ]);
    expect(Object.keys(codes).filter((code) => !covered.has(code))).toEqual([]);
  });

  test("has its rows among more than 300, all with different titles", () => {
    const whats = Object.entries(badInput).flatMap(([group, of]) => of.map(([what]) => `${group}: ${what}`));
    expect(whats.filter((what, index) => whats.indexOf(what) !== index)).toEqual([]);
    expect(rows.length).toBeGreaterThan(300);
  });

  test("is explained on its page", () => {
    const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading.replaceAll("`", ""));
    expect(Object.keys(codes).filter((code) => !headings.includes(code))).toEqual([]);
  });

  test("is printed with the address of its page", () => {
    for (const [, plan] of rows) {
      try {
        plan();
      } catch (error) {
        const { message, findings } = error as SpecificationError;
        expect(findings.filter(({ page }) => !message.includes(`${page}\n`) && !message.endsWith(page))).toEqual([]);
      }
    }
  });
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html; 0 means that they never expire. */
const DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

describe("a valid specification passes:", () => {
  const fullTags = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`${index}`.padStart(128, "k"), "v".repeat(256)]),
  );
  const longest = {
    name: "x".repeat(255),
    description: "x".repeat(1_000),
    repository: "x".repeat(1_000),
    accessToken: "x".repeat(255),
    oauthToken: "x".repeat(1_000),
    buildSpec: "x".repeat(25_000),
    customHeaders: "x".repeat(25_000),
    customRules: [{ source: "x".repeat(2_048), target: "x".repeat(2_048), status: "404-200", condition: "" }],
    environmentVariables: { ["X".repeat(255)]: "x".repeat(5_500) },
    roles: { namePrefix: "x".repeat(255) },
    computeRole: {},
    branches: {
      [`${"b".repeat(255)}`]: {
        description: "x".repeat(1_000),
        framework: "x".repeat(255),
        displayName: "x".repeat(255),
        pullRequestEnvironmentName: "x".repeat(20),
        ttl: "1".repeat(32),
      },
    },
  };

  test.each<[string, () => unknown]>([
    ["a value of 5,500 characters", variables({ LONG: "x".repeat(5_500) })],
    [
      "a name that contains AWS but does not start with it",
      variables({ MY_AWS_REGION: "eu-west-1", aws_region: "eu-west-1" }),
    ],
    ["40 characters that are not a key", variables({ COMMIT: "0123456789abcdef0123456789abcdef01234567" })],
    ["a table by prefix", granting(dynamodb.read({ name: "my-app-*" }))],
    ["a bucket name from before 2018", granting(s3.read("arn:aws:s3:::My_Bucket"))],
    [
      "* for actions without resources",
      allowing({ actions: ["ses:GetSendQuota", "cloudwatch:PutMetricData"], resources: ["*"] }),
    ],
    [
      "fields of an API that are known only after deploy",
      allowing({
        actions: ["appsync:GraphQL"],
        resources: [new Joined(arnOf("appsync", "apis/"), new Unresolved("abc/*"))],
      }),
    ],
    ["fields of an API", allowing({ actions: ["appsync:GraphQL"], resources: [`${api}/types/Query/*`] })],
    [
      "the same Sid in two roles",
      app({
        serviceRole: { grants: [allow({ actions: ["sqs:SendMessage"], resources: [queue], sid: "A" })] },
        computeRole: { grants: [allow({ actions: ["sqs:SendMessage"], resources: [queue], sid: "A" })] },
      }),
    ],
    ["a path of 512 characters", computeRole({ path: `/${"x".repeat(510)}/` })],
    ["a role name of 64 characters", computeRole({ name: "x".repeat(64) })],
    [
      "branches that would get the same name but have an id",
      app({ branches: { "feature/login": {}, "feature-login": { id: "login" } } }),
    ],
    ["a branch name that is not Latin, with an id", app({ branches: { ветка: { id: "branch" } } })],
    ["an app name without Latin letters", app({ name: "сайт", computeRole: {}, branches: { main: {} } })],
    ["50 tags of 128 and 256 characters", computeRole({ tags: fullTags })],
    ["an app's tags with the characters between + and =", app({ tags: { "a-b.c_d/e:f=g,h;i<j": "web" } })],
    ["the longest values that Amplify accepts", app(longest)],
    [
      "a long name and path of a managed policy",
      computeRole({ managedPolicies: [`arn:aws:iam::123456789012:policy/${"x".repeat(60)}/${"x".repeat(128)}`] }),
    ],
    [
      "a path that managed policies accept",
      computeRole({ policyType: "managed", path: "/a.,+@=_-b/", grants: [queues(1)] }),
    ],
    [
      "actions of one service in different cases",
      computeRole({
        policyType: "managed",
        grants: [
          allow({ actions: ["sqs:SendMessage"], resources: [arnOf("sqs", "a")] }),
          allow({ actions: ["SQS:SendMessage"], resources: [arnOf("sqs", "b")] }),
        ],
      }),
    ],
    ["credentials with a colon in the password", app({ basicAuthCredentials: basicAuth })],
    [
      "10 managed policies",
      computeRole({ policyType: "managed", grants: many(10, (index) => queues(1, `service${index}`)) }),
    ],
    ...DAYS.map((days): [string, () => unknown] => [
      `${days} days of logs`,
      serviceRole({ appId: "d1", logs: { retentionInDays: days } }),
    ]),
  ])("%s", (_, plan) => expect(findingsOf(plan)).toEqual([]));
});

describe("the fix suggests", () => {
  test.each<[string, () => unknown, string]>([
    ["a property", app({ enviromentVariables: {} }), 'Did you mean "environmentVariables"?'],
    ["a property of a branch", branch({ computRole: role }), 'Did you mean "computeRole"?'],
    ["a short property", granting(dynamodb.read(wrong({ nmae: "a" }))), 'Did you mean "name"?'],
    ["an option", granting(dynamodb.read(table, wrong({ kmskey: key }))), 'Did you mean "kmsKey"?'],
    ["a value", app({ platform: "WEB_COMPUT" }), 'Did you mean "WEB_COMPUTE"?'],
    ["a function", granting({ ...dynamodb.read(table), access: "raed" }), "Did you mean dynamodb.read?"],
    ["this library's name of a provider's argument", app({ computeRoleArn: role }), 'computeRole: "<arn>"'],
    [
      "the function that composes the resource",
      allowing({ actions: ["kms:Decrypt"], resources: ["*"] }),
      "use kms.decrypt(…)",
    ],
    ["every property if none is similar", app({ zzzzzzzzzz: 1 }), "accessToken, account, autoBranchCreationConfig"],
  ])("%s", (_, plan, fix) => expect(findingsOf(plan)[0]?.fix).toContain(fix));
});

describe("a policy over its quota", () => {
  const [small, big] = [dynamodb.read(table), named(400)];
  const over = (policyType: string) => findingsOf(computeRole({ policyType, grants: [small, big] }))[0] as Finding;

  test.each([
    ["inline", 10_240, 'policyType: "managed"'],
    ["managed", 6_144, "prefix"],
  ])("%s: the message has the excess and the largest grants, the fix what to do", (policyType, quota, fix) => {
    const { message, fix: said } = over(policyType);
    expect(message).toMatch(/at least [\d,]+ characters, [\d,]+ more than IAM's quota of [\d,]+/);
    const [, size, more] =
      /at least (\d+) characters, (\d+) more than/.exec(message.replace(/(?<=\d),(?=\d)/g, "")) ?? [];
    expect(Number(size)).toBe(quota + Number(more));
    expect(message).toMatch(
      /Largest grants: grants\[1\] \(allow\), [\d,]+ characters; grants\[0\] \(dynamodb\.read\), \d+ characters/,
    );
    expect(said).toContain(fix);
  });

  test("is a warning if only unresolved values can put it over", () => {
    const grants = many(40, (index) => dynamodb.read(wrong(new Unresolved(`${table}-${index}`))));
    const [warning] = reportedBy(granting(...grants));
    expect(warning).toMatchObject({ code: "POLICY_OVER_QUOTA", severity: "warning" });
    expect(warning?.message).toMatch(
      /can have up to [\d,]+ characters when all values are known, but IAM's quota is 10,240/,
    );
  });

  test("counts as IAM does: neither white space nor unresolved values", () => {
    const resources = (text: string) => many(150, (index) => `${arnOf("sqs", "orders")}-${index}-${text}`) as string[];
    const spaced = allow({ actions: ["sqs:SendMessage"], resources: resources(" ".repeat(100)) });
    expect(findingsOf(granting(spaced))).toEqual([]);
    const unresolved = allow({
      actions: ["sqs:SendMessage"],
      resources: wrong(many(400, (index) => new Unresolved(`${index}`))),
    });
    expect(findingsOf(granting(unresolved))).toEqual([]);
    const long = allow({ actions: ["sqs:SendMessage"], resources: resources("x".repeat(100)) });
    expect(findingsOf(granting(long))).toHaveLength(1);
  });
});

describe("all at once", () => {
  const ten = {
    name: 5,
    platform: "WEBCOMPUTE",
    repositry: "https://github.com/acme/web",
    environmentVariables: { AWS_REGION: "eu-west-1" },
    serviceRole: { path: "amplify", logs: { retentionInDays: 10 } },
    computeRole: { grants: [dynamodb.read("orders"), s3.read({ name: "Web" })] },
    branches: { "feature/login": { ttl: 5 }, "feature-login": {} },
  };

  test("ten problems are ten findings", () => {
    expect(findingsOf(() => planners.app(ten)).map(({ path }) => path)).toEqual([
      "name",
      "platform",
      "repositry",
      "environmentVariables.AWS_REGION",
      "serviceRole.path",
      "serviceRole.logs.retentionInDays",
      "computeRole.grants[0].resources[0]",
      "computeRole.grants[1].resources[0].name",
      'branches["feature/login"].ttl',
      'branches["feature-login"]',
    ]);
  });

  test("in one readable error", () => {
    expect(() => planners.app(ten)).toThrow(SpecificationError);
    expect(() => planners.app({ ...ten, branches: {}, serviceRole: {} })).toThrowErrorMatchingInlineSnapshot(`
      [SpecificationError: 6 errors in AmplifySsrApp "web":
        name: Expected a string, got the number 5.
          Write it in quotes: "5". [NOT_A_STRING]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#not_a_string
        platform: "WEBCOMPUTE" is not a valid platform.
          Did you mean "WEB_COMPUTE"? The valid values are WEB_COMPUTE, WEB_DYNAMIC and WEB. [INVALID_VALUE]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#invalid_value
        repositry: Unknown property "repositry".
          Did you mean "repository"? [UNKNOWN_PROPERTY]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#unknown_property
        environmentVariables.AWS_REGION: Amplify does not accept "AWS_REGION", because the name starts with "AWS".
          Use another name. At run time, AWS_REGION already contains the region. [RESERVED_VARIABLE]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#reserved_variable
        computeRole.grants[0].resources[0]: "orders" is not an ARN.
          Write "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" or { name: "…" }. [NOT_AN_ARN]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#not_an_arn
        computeRole.grants[1].resources[0].name: "Web" is not a valid bucket name.
          Did you mean "web"? Use lowercase letters, digits, "-" and "." (at most 63 characters). "*" and "?" are wildcards. [INVALID_NAME]
          https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#invalid_name]
    `);
  });
});

test("an invalid entry hides no finding in its neighbors", () => {
  const broken = { name: "web", region, computeRole: { grants: [5, dynamodb.read(["a", table, "b"])] } };
  expect(findingsOf(() => planners.app(broken)).map(({ path }) => path)).toEqual([
    "computeRole.grants[0]",
    "computeRole.grants[1].resources[0]",
    "computeRole.grants[1].resources[2]",
  ]);
});
