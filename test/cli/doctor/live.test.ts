import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DOCTOR_ACTIONS } from "../../../packages/cli/src/doctor/live/reads.js";
import { doctorCommand } from "../../../packages/cli/src/doctor.js";
import { readPage } from "../../repository/support/pages.js";
import { testFolder } from "../../support/test-folder.js";
import { captured } from "../support/captured.js";
import { elementsOf } from "../support/markup.js";
import { appId, healthy } from "./support/account.js";
import { awsError } from "./support/fake-aws.js";
import { accessKeyId, misconfigurations } from "./support/misconfigurations.js";
import { diagnosed, doctor } from "./support/run.js";

const { path: folder } = testFolder("doctor");

const broken = (...names: readonly string[]) => {
  const account = healthy();
  for (const name of names) misconfigurations.find((one) => one.name === name)?.apply(account);
  return account;
};

describe("bad input writes nothing, and ends with a documented exit code:", () => {
  test.each([
    ["an invalid app id", ["--app-id", "my-app"], 2, /"my-app" is not the id of an Amplify app/],
    [
      "the app's ARN",
      ["--app-id", "arn:aws:amplify:eu-west-1:123456789012:apps/d1a2b3c4"],
      2,
      /takes the id, not the ARN.*: d1a2b3c4\./,
    ],
    ["an id that would be a path", ["--app-id", "../x"], 2, /is not the id/],
    ["an invalid region", ["--region", "europe"], 2, /--region must be a region such as eu-west-1, got "europe"/],
    ["too many days", ["--days", "91"], 2, /--days must be a whole number from 1 to 90/],
    ["a role that is no ARN", ["--role", "web"], 2, /--role must be the ARN of a role/],
    ["an app and all apps", ["--app-id", appId, "--all"], 2, /not both/],
    ["a live app and an event", ["--event", "-"], 2, /work offline/],
    [
      "an app that does not exist",
      ["--app-id", "dnosuchapp"],
      4,
      /There is no app dnosuchapp in eu-west-1, nor in another region/,
    ],
  ] as const)("%s", async (_, args, expectedCode, message) => {
    const { code, out, error } = await doctor(healthy(), args);
    expect({ code, out }).toEqual({ code: expectedCode, out: "" });
    expect(error).toMatch(message);
  });

  test("an app in another region: it says where", async () => {
    const { code, error, calls } = await doctor(healthy(), [], { appRegion: "ap-northeast-1" });
    expect(code).toBe(4);
    expect(error).toBe(`The app ${appId} is in ap-northeast-1, not in eu-west-1. Pass --region ap-northeast-1.\n`);
    expect(calls.length).toBeLessThanOrEqual(25);
    expect((await diagnosed(healthy(), ["--region", "ap-northeast-1"], { appRegion: "ap-northeast-1" })).code).toBe(0);
  });

  test("no region", async () => {
    const { code, error } = await doctor(healthy(), [], { configured: undefined });
    expect(code).toBe(2);
    expect(error).toContain("No region is set. Pass --region");
  });

  test.each([
    [
      "no credentials",
      awsError("CredentialsProviderError", "Could not load credentials from any providers"),
      /There are no AWS credentials/,
    ],
    [
      "expired credentials",
      awsError("ExpiredTokenException", "The security token included in the request is expired", 403),
      /credentials have expired/,
    ],
    [
      "invalid credentials",
      awsError("UnrecognizedClientException", "The security token included in the request is invalid.", 403),
      /does not accept these credentials/,
    ],
    [
      "a profile that needs SSO",
      awsError(
        "CredentialsProviderError",
        "The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
      ),
      /Run `aws sso login --profile work`/,
    ],
    [
      "an SSO token",
      awsError(
        "TokenProviderError",
        "Token is expired. To refresh this SSO session run 'aws sso login --profile work'",
      ),
      /aws sso login --profile work/,
    ],
    [
      "no such profile",
      awsError(
        "CredentialsProviderError",
        "Could not resolve credentials using profile: [work] in configuration/credentials file(s).",
      ),
      /There is no profile "work"/,
    ],
  ])("%s", async (_, thrown, message) => {
    const { code, out, error } = await doctor(healthy(), ["--profile", "work"], { fail: () => thrown });
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(error).toMatch(message);
  });

  test.each([
    ["credentials that expire while it reads", awsError("ExpiredToken", "expired", 400), 3],
    [
      "a network that fails",
      Object.assign(new Error("getaddrinfo ENOTFOUND amplify.eu-west-1.amazonaws.com"), { code: "ENOTFOUND" }),
      5,
    ],
  ])("%s", async (_, thrown, expected) => {
    const { code } = await doctor(healthy(), [], { fail: (name) => (name === "getApp" ? thrown : undefined) });
    expect(code).toBe(expected);
  });

  test("an output that cannot be written", async () => {
    const { code, error } = await doctor(healthy(), ["-o", join(folder, "none", "x.html")]);
    expect(code).toBe(2);
    expect(error).toMatch(/^Cannot write .*ENOENT/);
  });
});

describe("the report", () => {
  test("states the worst problem in its first line", async () => {
    const { out } = await doctor(broken("a log group that never expires", "a deleted compute role"));
    expect(out.split("\n")[0]).toBe(
      'The role "arn:aws:iam::123456789012:role/web-compute" does not exist. The app still names it, so nothing can assume it.',
    );
  });

  test("of a healthy app says so, with what was read", async () => {
    const { out } = await doctor(healthy());
    expect(out).toMatch(
      /^Nothing is wrong with web \(d1a2b3c4\)\.\n\nweb \(d1a2b3c4\), eu-west-1: 0 findings, \d+ calls to AWS\.\n/,
    );
    expect(out).toMatch(/^main +web-compute +the branch has no role of its own, so the app's applies$/m);
    expect(out).toContain(
      "web-compute: compute role; can be assumed; created 30 days ago; assumed 1 time, last 10 min ago",
    );
    expect(out).toContain(`/aws/amplify/${appId}: can be written; kept for 30 days; last event 5 min ago`);
    // The same as `explain` shows.
    expect(out).toMatch(/dynamodb\s+table\/orders|dynamodb +orders/);
  });

  test("has a command and a grant that can be copied", async () => {
    const { report } = await diagnosed(broken("a call that was denied", "a log group that never expires"));
    expect(report.findings[0]).toMatchObject({
      code: "CALL_NOT_ALLOWED",
      grant: 'dynamodb.write("arn:aws:dynamodb:eu-west-1:123456789012:table/orders")',
      evidence: [expect.stringMatching(/^CloudTrail: PutItem at 2026-/)],
    });
    expect(report.findings[1].command).toBe(
      `aws logs put-retention-policy --region eu-west-1 --log-group-name /aws/amplify/${appId} --retention-in-days 30`,
    );
  });

  test("never repeats a secret, in any format", async () => {
    const account = broken("an access key in a variable", "an access key in the build spec");
    for (const args of [[], ["--json"]]) expect((await doctor(account, args)).out).not.toContain(accessKeyId);
    const page = join(folder, "secret.html");
    await doctor(account, ["-o", page]);
    expect(readFileSync(page, "utf8")).not.toContain(accessKeyId);
  });

  test("as a page is well-formed, self-contained and without a script", async () => {
    const page = join(folder, "app.html");
    const account = broken("a call that was denied");
    if (account.app !== undefined) account.app.name = '<img src=x onerror="alert(1)">';
    const { code, out } = await doctor(account, ["-o", page]);
    expect(code).toBe(1);
    expect(out).toMatch(/\nWrote .*app\.html\n$/);
    const html = readFileSync(page, "utf8");
    const elements = elementsOf(html);
    expect(elements.length).toBeGreaterThan(30);
    expect(html).not.toMatch(/<script|<img|<link|https?:\/\/[^"]*\.(js|css)/);
    expect(html).toContain("dynamodb.write(&quot;");
    expect(html).toContain("Who may do what");
  });

  test("of --all has every app", async () => {
    const { code, out } = await doctor(broken("a log group that never expires"), ["--all", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ appId, findings: [{ code: "LOG_GROUP_NEVER_EXPIRES" }] });
  });

  test("of --all without apps says so", async () => {
    const account = healthy();
    account.app = undefined;
    expect(await doctor(account, ["--all"])).toMatchObject({ code: 0, out: "There is no app in this region.\n" });
  });

  test("shows progress on a terminal, on standard error only", async () => {
    const { said, output } = captured();
    const { FakeAws } = await import("./support/fake-aws.js");
    const { now } = await import("./support/account.js");
    const aws = new FakeAws(healthy());
    await doctorCommand(["--app-id", appId, "--json"], output, { connect: aws.connect, now, isTerminal: true });
    expect(said.error).toContain("cloudtrail:LookupEvents");
    expect(said.error.endsWith("\r\u001b[K")).toBe(true);
    expect(JSON.parse(said.out)).toMatchObject({ appId });
  });
});

test("one more role is looked at", async () => {
  const account = healthy();
  account.roles.users = {
    createdAgo: 9_000,
    trust: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: "cognito-identity.amazonaws.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
        },
      ],
    },
    inline: {},
    attached: [],
  };
  const { report } = await diagnosed(account, ["--role", "arn:aws:iam::123456789012:role/users"]);
  expect(report.findings[0]).toMatchObject({
    code: "TRUST_CONDITION",
    severity: "error",
    path: "roles.users.trust.Statement[0]",
  });
});

describe("docs/doctor.md", () => {
  const page = () => readPage("docs/doctor.md");

  test("has a policy with exactly the calls that doctor can make", () => {
    const [, json = ""] = /```json\n([\s\S]*?)```/.exec(page()) ?? [];
    const { Statement } = JSON.parse(json) as { Statement: { Action: readonly string[] }[] };
    // AWS allows this one without a permission.
    const calls = Object.values(DOCTOR_ACTIONS).filter((action) => action !== "sts:GetCallerIdentity");
    expect(Statement.flatMap(({ Action }) => Action).sort()).toEqual([...calls].sort());
  });

  test("documents every exit code", async () => {
    const { EXIT } = await import("../../../packages/cli/src/doctor/exit-codes.js");
    for (const code of Object.values(EXIT)) expect(page()).toMatch(new RegExp(`^\\| ${code} \\|`, "m"));
  });
});
