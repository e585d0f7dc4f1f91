import { describe, expect, test } from "vitest";
import { allow, assumed, computeTrust, healthy, logPolicy, policy, roleArn, session } from "./support/account.js";
import { deployedGrant } from "./support/deployed-grant.js";
import { misconfigurations } from "./support/misconfigurations.js";
import { diagnosed } from "./support/run.js";

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly path: string;
  readonly evidence: readonly string[];
  readonly fix: string;
  readonly command?: string;
  readonly grant?: string;
}
const codesOf = (findings: readonly Found[]) => [...new Set(findings.map(({ code }) => code))].sort();

test("a healthy app has no finding, and the exit code is 0", async () => {
  const { code, report, error } = await diagnosed(healthy());
  expect({ code, error, findings: report.findings, unseen: report.unseen, status: report.status }).toEqual({
    code: 0,
    error: "",
    findings: [],
    unseen: [],
    status: "healthy",
  });
});

describe("one misconfiguration in a healthy app gives its own finding and no other:", () => {
  test.each(misconfigurations.map((one) => [one.name, one] as const))("%s", async (_, { codes, apply }) => {
    const account = healthy();
    apply(account);
    const { report, code } = await diagnosed(account);
    const findings: readonly Found[] = report.findings;
    expect(codesOf(findings)).toEqual([...codes].sort());
    expect(findings).toHaveLength(1);
    expect(report.unseen).toEqual([]);
    expect(report.summary).toBe(
      findings[0]?.severity === "suggestion" ? "Nothing is wrong with web (d1a2b3c4)." : report.findings[0].message,
    );
    expect(code).toBe(findings[0]?.severity === "error" ? 1 : 0);
    // Every finding says what to do.
    expect(findings[0]?.fix).toMatch(/\.$/);
  });
});

describe("a grant is code that allows something", () => {
  test.each(misconfigurations.map((one) => [one.name, one] as const))("%s", async (_, { apply }) => {
    const account = healthy();
    apply(account);
    const { report } = await diagnosed(account);
    for (const { grant } of report.findings as readonly Found[])
      if (grant !== undefined && !grant.includes("<"))
        expect(deployedGrant(grant)).toHaveProperty("Statement[0].Effect", "Allow");
  });
});

describe("a command is complete", () => {
  /** What only the reader knows: which role, or what an own policy is meant to allow. */
  const TO_FILL_IN: Readonly<Record<string, string>> = {
    "a role of another account": "'<ARN of the role>'",
    "a role of another partition": "'<ARN of the role>'",
    "a deleted compute role": "'<ARN of the role>'",
    "a resource in an impossible partition": "file://policy.json",
    "a resource in an impossible region": "file://policy.json",
  };

  test.each(misconfigurations.map((one) => [one.name, one] as const))("%s", async (name, { apply }) => {
    const account = healthy();
    apply(account);
    const { report } = await diagnosed(account);
    for (const { command } of report.findings as readonly Found[]) {
      if (command === undefined) continue;
      const missing = /'<[^>]+>'|file:\/\/[\w.]+/.exec(command)?.[0];
      expect(missing).toBe(TO_FILL_IN[name]);
      // Each one is a command of the AWS CLI.
      for (const part of command.split(/ && (?=aws |sleep )/))
        expect(part).toMatch(/^(aws [a-z]+ [a-z-]+ |sleep \d+$)/);
    }
  });

  test.each([
    [
      "apis/<id> without fields",
      { PolicyName: "more", Resource: "arn:aws:appsync:eu-west-1:123456789012:apis/abcdefghijklmnopqrstuvwxyz/*" },
    ],
    ["the recipe's policy, whose DescribeLogGroups never matches", { PolicyName: "ssr-logs", Resource: "log-group:*" }],
    ["a call that was denied", { PolicyName: "allow-dynamodb-PutItem-", Resource: "table/orders" }],
  ])("%s: the policy is written as it should be", async (name, { PolicyName, Resource }) => {
    const account = healthy();
    misconfigurations.find((one) => one.name === name)?.apply(account);
    const { report } = await diagnosed(account);
    const [, policyName, document = ""] =
      /--policy-name (\S+) --policy-document '([^']+)'$/.exec(report.findings[0].command) ?? [];
    expect(policyName).toContain(PolicyName);
    const { Statement } = JSON.parse(document) as { Statement: { Resource: string }[] };
    expect(String(Statement.at(-1)?.Resource)).toContain(Resource);
  });

  test("the permissions of server code move to the compute role, and those for logs stay", async () => {
    const account = healthy();
    const service = account.roles["web-service"] as (typeof account.roles)[string];
    service.inline = {
      all: policy(
        ...(logPolicy.Statement as object[]),
        allow(["dynamodb:GetItem", "logs:DescribeLogStreams"], "*"),
        allow("s3:GetObject", "arn:aws:s3:::images/*"),
      ),
    };
    const { report } = await diagnosed(account);
    const { command } = (report.findings as readonly Found[]).find(
      ({ code }) => code === "PERMISSIONS_ON_SERVICE_ROLE",
    ) as Found;
    const documents = [...(command ?? "").matchAll(/--role-name (\S+) --policy-name all --policy-document '([^']+)'/g)];
    expect(documents.map(([, role]) => role)).toEqual(["web-compute", "web-service"]);
    const [moved, stays] = documents.map(([, , document = ""]) => JSON.parse(document).Statement);
    expect(moved).toEqual([allow("dynamodb:GetItem", "*"), allow("s3:GetObject", "arn:aws:s3:::images/*")]);
    expect(stays).toEqual([...(logPolicy.Statement as object[]), allow("logs:DescribeLogStreams", "*")]);
  });

  test("nothing moves that is not a plain list of actions", async () => {
    const account = healthy();
    const service = account.roles["web-service"] as (typeof account.roles)[string];
    service.inline.app = policy(allow("dynamodb:GetItem", "*"), {
      Effect: "Deny",
      Action: "dynamodb:*",
      Resource: "*",
    });
    const { report } = await diagnosed(account);
    expect(report.findings[0].command).toBe("aws iam list-role-policies --role-name web-service");
  });

  test.each(
    misconfigurations.filter(({ codes }) => codes[0]?.startsWith("TRUST_")).map((one) => [one.name, one] as const),
  )("%s: the role can be assumed with the trust policy of the command", async (_, { apply }) => {
    const account = healthy();
    apply(account);
    const corrected = async () => {
      const { report } = await diagnosed(account);
      const [, name = "", document = ""] =
        /--role-name (\S+) --policy-document '([^']+)'$/.exec(report.findings[0].command) ?? [];
      (account.roles[name] as (typeof account.roles)[string]).trust = JSON.parse(document);
      return (await diagnosed(account)).report.findings;
    };
    const left: readonly { readonly code: string }[] = await corrected();
    // Others keep the role, which is a finding of its own. Its command takes it from them.
    expect(left.map(({ code }) => code)).toEqual(left.length === 0 ? [] : ["TRUST_EXTRA_PRINCIPAL"]);
    if (left.length > 0) expect(await corrected()).toEqual([]);
  });

  test("a trust policy keeps the statements about others", async () => {
    const account = healthy();
    const people = {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:role/developers" },
      Action: "sts:AssumeRole",
    };
    const compute = account.roles["web-compute"] as (typeof account.roles)[string];
    compute.trust = policy(people, {
      Effect: "Deny",
      Principal: { Service: "amplify.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
    const { report } = await diagnosed(account);
    const [, document = ""] = /--policy-document '([^']+)'$/.exec(report.findings[0].command) ?? [];
    expect(JSON.parse(document).Statement).toEqual([people, ...(computeTrust.Statement as object[])]);
  });
});

/** A pair does not add up if one hides the other: without a role, nothing is said about its policies. */
const INCOMPATIBLE: readonly (readonly [RegExp, RegExp])[] = [
  // Both change the same argument, role or policy, or the first removes what the second is about.
  [
    /compute role|role of another|partition$/,
    /compute|call|denial|refused|apis|previews|administrator|resource in|trust|role of another|partition$|never assumed|Credentials|auto-created/,
  ],
  [
    /service role|trust policy with|no service role|recipe/,
    /service role|trust policy with|log group|recipe|never assumed/,
  ],
  [
    /apis|resource in|previews|auto-created/,
    /apis|resource in|previews|auto-created|call that was denied$|denial in the log|administrator|compute/,
  ],
  [/administrator policy$/, /call|denial|previews|auto-created|on another resource/],
  [/administrator policy on/, /cannot write|no log group/],
  [/variable|live updates/, /variable|live updates/],
  [/build spec/, /build spec/],
  [/trust policy/, /trust policy/],
  [/call that was denied$/, /denial in the log/],
  [/call that was denied|refused|never assumed/, /never assumed|refused/],
  [/framework|branch's|previews|one branch/, /framework|branch's|previews|one branch/],
  [/no log group/, /in the log$|by the organization/],
  [/log group/, /log group/],
];
const areIndependent = (one: string, other: string) =>
  !INCOMPATIBLE.some(([a, b]) => (a.test(one) && b.test(other)) || (a.test(other) && b.test(one)));

const pairs = misconfigurations.flatMap((one, index) =>
  misconfigurations
    .slice(index + 1)
    .flatMap((other) => (areIndependent(one.name, other.name) ? [[one, other] as const] : [])),
);

test("pairs of misconfigurations give both findings and no other", async () => {
  expect(pairs.length).toBeGreaterThan(300);
  const wrong: unknown[] = [];
  for (const [one, other] of pairs) {
    const account = healthy();
    one.apply(account);
    other.apply(account);
    const { report } = await diagnosed(account);
    const expected = [...new Set([...one.codes, ...other.codes])].sort();
    const found = codesOf(report.findings);
    if (JSON.stringify(found) !== JSON.stringify(expected))
      wrong.push({ pair: [one.name, other.name], expected, found });
  }
  expect(wrong).toEqual([]);
});

test("findings come from the most to the least severe", async () => {
  const account = healthy();
  for (const name of [
    "a log group that never expires",
    "a call that was denied",
    "an administrator policy on the service role",
  ])
    misconfigurations.find((one) => one.name === name)?.apply(account);
  const { report, code } = await diagnosed(account);
  expect(report.findings.map(({ severity }: Found) => severity)).toEqual(["error", "security-warning", "warning"]);
  expect({ code, status: report.status, summary: report.summary }).toEqual({
    code: 1,
    status: "errors",
    summary: report.findings[0].message,
  });
});

describe("what was fixed since is not reported:", () => {
  test.each([
    [
      "a call that the role allows by now",
      (account: ReturnType<typeof healthy>) => {
        misconfigurations.find(({ name }) => name === "a call that was denied")?.apply(account);
        const role = account.roles["web-compute"];
        if (role !== undefined)
          role.inline.more = {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: "dynamodb:PutItem",
                Resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
              },
            ],
          };
      },
    ],
    [
      "a refused attempt before a successful one",
      (account: ReturnType<typeof healthy>) => {
        account.events.push(assumed("web-compute", session, 9_000, { errorCode: "AccessDenied" }));
      },
    ],
    [
      "expired keys before the app was changed",
      (account: ReturnType<typeof healthy>) => {
        account.logEvents.push({ ago: 900, message: "ExpiredTokenException: The security token is expired" });
        if (account.app !== undefined) account.app.updateTime = new Date(Date.parse("2026-11-20T12:00:00Z") - 600_000);
      },
    ],
    [
      "missing credentials before the role was attached",
      (account: ReturnType<typeof healthy>) => {
        account.logEvents.push({
          ago: 900,
          message: "CredentialsProviderError: Could not load credentials from any providers",
        });
        if (account.app !== undefined) account.app.updateTime = new Date(Date.parse("2026-11-20T12:00:00Z") - 600_000);
      },
    ],
  ])("%s", async (_, change) => {
    const account = healthy();
    change(account);
    const { report } = await diagnosed(account);
    expect(report.findings).toEqual([]);
  });
});

test("of another app, nothing is reported", async () => {
  const account = healthy();
  account.events.unshift(assumed("other", "AmplifyHostingCompute-app=dother", 60, { errorCode: "AccessDenied" }));
  const { report } = await diagnosed(account);
  expect(report.findings).toEqual([]);
});

test("it says which role each branch runs as, whether roles can be and were assumed, and whether logs are written", async () => {
  const account = healthy();
  account.branches[0] = { ...account.branches[0], computeRoleArn: roleArn("main-compute") };
  account.roles["main-compute"] = {
    ...(account.roles["web-compute"] as (typeof account.roles)[string]),
    createdAgo: 7200,
  };
  account.events.unshift(assumed("main-compute", session, 120));
  const { report } = await diagnosed(account);
  expect(report.branches).toEqual([
    { branch: "main", source: "branch", role: roleArn("main-compute") },
    { branch: "develop", source: "app", role: roleArn("web-compute") },
  ]);
  expect(report.roles).toMatchObject([
    { name: "web-service", usedAs: ["service role"], assumable: "yes", assumed: 1, refused: 0 },
    { name: "web-compute", usedAs: ["compute role"], assumable: "yes" },
    {
      name: "main-compute",
      usedAs: ["compute role"],
      assumable: "yes",
      age: 7200,
      assumed: 1,
      lastAssumedAt: expect.any(Number),
    },
  ]);
  expect(report.logs).toMatchObject({
    writable: "yes",
    exists: true,
    retentionInDays: 30,
    lastEventAt: expect.any(Number),
  });
});
