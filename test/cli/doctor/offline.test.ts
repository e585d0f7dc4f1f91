import { createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { observationsInLog } from "../../../packages/cli/src/doctor/log-lines.js";
import { doctorCommand } from "../../../packages/cli/src/doctor.js";
import { testFolder } from "../../support/test-folder.js";
import { runCommand } from "../support/captured.js";

const { path: folder, write: file } = testFolder("doctor");

const run = (...args: readonly string[]) => runCommand(doctorCommand, ...args);

const account = "123456789012";
const table = `arn:aws:dynamodb:eu-west-1:${account}:table/orders`;
const compute = `arn:aws:sts::${account}:assumed-role/web-compute/AmplifyHostingCompute-app=d1a2b3`;
const message = `User: ${compute} is not authorized to perform: dynamodb:GetItem on resource: ${table} because no identity-based policy allows the dynamodb:GetItem action`;
const event = {
  eventVersion: "1.11",
  userIdentity: { type: "AssumedRole", arn: compute, accountId: account },
  eventTime: "2026-11-02T10:00:00Z",
  eventSource: "dynamodb.amazonaws.com",
  eventName: "GetItem",
  awsRegion: "eu-west-1",
  errorCode: "AccessDenied",
  errorMessage: message,
};
const assumed = {
  eventVersion: "1.11",
  userIdentity: { type: "AWSService", invokedBy: "amplify.amazonaws.com" },
  eventTime: "2026-11-02T09:00:00Z",
  eventSource: "sts.amazonaws.com",
  eventName: "AssumeRole",
  awsRegion: "eu-west-1",
  requestParameters: {
    roleArn: `arn:aws:iam::${account}:role/web-compute`,
    roleSessionName: "AmplifyHostingCompute-app=d1a2b3",
  },
};
const grant = `dynamodb.read("${table}")`;

describe("--event understands", () => {
  const text = JSON.stringify(event);
  test.each([
    ["a record of CloudTrail", event],
    ["one with white space", JSON.stringify(event, undefined, 4)],
    ["the file of a trail", { Records: [assumed, event] }],
    ["an array of records", [event]],
    ["lookup-events", { Events: [{ EventName: "GetItem", CloudTrailEvent: text, Resources: [] }], NextToken: "x" }],
    ["lookup-events --query 'Events[].CloudTrailEvent'", [text]],
    ["the same as text", `${text}\t${JSON.stringify(assumed)}\n`],
    ["JSON Lines", `${text}\n${text}\n`],
    ["an event of EventBridge", { "detail-type": "AWS API Call via CloudTrail", detail: event }],
    ["filter-log-events", { events: [{ timestamp: 1, message: `ERROR ${message}` }], searchedLogStreams: [] }],
    ["an error message", message],
    ["an error message in a log line", `[2026-11-02T10:00:00Z] ERROR AccessDeniedException: ${message}`],
    [
      "an error of the SDK",
      { name: "AccessDeniedException", $fault: "client", message, $metadata: { httpStatusCode: 400 } },
    ],
    [
      "a decoded message",
      {
        DecodedMessage: JSON.stringify({
          allowed: false,
          explicitDeny: false,
          matchedStatements: { items: [] },
          context: { principal: { id: "AROA", arn: compute }, action: "dynamodb:GetItem", resource: table },
        }),
      },
    ],
  ])("%s", async (name, content) => {
    const { code, out, error } = await run("--event", file(`${name.replace(/\W/g, "-")}.json`, content), "--json");
    expect({ code, error }).toEqual({ code: 1, error: "" });
    const report = JSON.parse(out);
    expect(report).toMatchObject({ assumed: "yes", roles: ["web-compute"] });
    expect(report.findings).toMatchObject([
      { code: "CALL_NOT_ALLOWED", severity: "error", path: 'roles["web-compute"]', grant },
    ]);
  });

  test("AppSync's answer", async () => {
    const answer = {
      data: { getPost: null },
      errors: [
        { path: ["getPost"], errorType: "Unauthorized", message: "Not Authorized to access getPost on type Query" },
      ],
    };
    const { out } = await run("--event", file("appsync.json", answer), "--json");
    expect(JSON.parse(out).findings).toMatchObject([
      { code: "GRAPHQL_FIELD_NOT_ALLOWED", grant: expect.stringContaining("appsync.query(") },
    ]);
  });

  test("a role that was assumed, and says so", async () => {
    const { code, out } = await run("--event", file("assumed.json", assumed));
    expect(code).toBe(0);
    expect(out).toMatch(/^Assumed: yes \("web-compute"\)\.\n/);
    expect(out).toContain("No call was denied here.");
  });

  test("text without a symptom, and does not call it healthy", async () => {
    const { code, out } = await run("--event", file("other.txt", "404 Not Found"));
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Assumed: unknown. The input does not show it\./),
    });
    expect(out).toContain("Nothing here is a denial");
  });
});

test("the answer is in the first line, and the grant can be copied", async () => {
  const { out } = await run("--event", file("first.json", event));
  expect(out.split("\n")[0]).toBe(
    `Assumed: yes ("web-compute"). The compute role "web-compute" was assumed: server code ran as it. No policy of it allows dynamodb:GetItem on "${table}".`,
  );
  expect(out.split("\n")).toContain(`    Grant: ${grant}`);
  expect(out).toContain("Evidence: event 1: GetItem at 2026-11-02T10:00:00Z".replace("event 1", "the event"));
});

describe("--policy", () => {
  const denied = `User: ${compute} is not authorized to perform: appsync:GraphQL on resource: arn:aws:appsync:eu-west-1:${account}:apis/abc/types/Query/fields/getPost`;
  const policy = (Resource: string) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "appsync:GraphQL", Resource }],
  });
  const api = `arn:aws:appsync:eu-west-1:${account}:apis/abc`;

  test("with the API alone: the resource is wrong", async () => {
    const { code, out } = await run("--event", file("e.txt", denied), "--policy", file("p.json", policy(api)));
    expect(code).toBe(1);
    expect(out).toContain("CALL_ON_OTHER_RESOURCE");
    expect(out).toContain("an API's ARN alone never matches");
    expect(out).toContain(`Grant: appsync.query("${api}", { fields: ["getPost"] })`);
  });

  test("that allows the call: it is not in effect", async () => {
    const { out } = await run("--event", file("e.txt", denied), "--policy", file("p2.json", policy(`${api}/*`)));
    expect(out).toContain("POLICY_NOT_IN_EFFECT");
  });

  test("alone: what never matches in it", async () => {
    const { code, out } = await run("--policy", file("p3.json", policy(api)), "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out).policy).toMatchObject([{ code: "APPSYNC_API_WITHOUT_FIELDS", severity: "error" }]);
  });
});

describe("--log", () => {
  test("groups what is denied, with its lines", async () => {
    const lines = [
      "start",
      message,
      "GET / 200",
      message,
      "CredentialsProviderError: Could not load credentials from any providers",
    ];
    const { out } = await run("--log", file("a.log", lines.join("\n")), "--json");
    expect(JSON.parse(out)).toMatchObject({
      assumed: "mixed",
      read: ["5 lines"],
      findings: [
        { code: "CALL_NOT_ALLOWED", evidence: ["line 2", "line 4"] },
        { code: "NO_CREDENTIALS", evidence: ["line 5"] },
      ],
    });
  });

  test("reads what a terminal wrapped, gzip, and JSON Lines", async () => {
    const [before, after] = message.split(" because");
    const text = [before, `because${after}`, JSON.stringify(event), JSON.stringify({ Records: [event] })].join("\n");
    const { out } = await run("--log", file("b.log.gz", gzipSync(text)), "--json");
    expect(JSON.parse(out).findings).toMatchObject([
      {
        code: "CALL_NOT_ALLOWED",
        parameters: { policy: "identity" },
        evidence: ["line 1", expect.stringContaining("line 3"), expect.stringContaining("line 4")],
      },
    ]);
  });

  test("with one endless line is read in parts, and nothing at their edges is lost", async () => {
    const part = 256 * 1024;
    const line = Readable.from([
      ...("x".repeat(part - 40).match(/.{1,65536}/g) ?? []),
      message,
      "y".repeat(part * 2),
      message,
    ]);
    const { observations } = await observationsInLog(line);
    expect(observations.length).toBeGreaterThanOrEqual(2);
    expect(observations.every(({ symptom }) => symptom.type === "denied")).toBe(true);
  });

  test("of 200 MB is read without keeping it in memory", async () => {
    const path = join(folder, "large.log");
    const stream = createWriteStream(path);
    const chunk = `${"2026-11-02T10:00:00Z INFO GET /orders 200 in 12 ms, cache miss, user 1234567890\n".repeat(12_800)}`;
    for (let megabytes = 0; megabytes < 200; megabytes += 1) {
      if (!stream.write(chunk)) await new Promise((resolve) => stream.once("drain", resolve));
      if (megabytes === 100) stream.write(`${message}\n`);
    }
    await finished(stream.end());
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().heapUsed);
    }, 20);
    const before = process.memoryUsage().heapUsed;
    const { out } = await run("--log", path, "--json");
    clearInterval(timer);
    expect(JSON.parse(out)).toMatchObject({ findings: [{ code: "CALL_NOT_ALLOWED", evidence: ["line 1292801"] }] });
    expect(most - before).toBeLessThan(150 * 1024 * 1024);
    rmSync(path);
  });
});

describe("bad input ends with 2 and a clear message:", () => {
  test.each([
    [
      "truncated JSON",
      () => ["--event", file("cut.json", JSON.stringify(event).slice(0, 300))],
      /ends in the middle of its JSON/,
    ],
    ["damaged JSON", () => ["--event", file("bad.json", '{"a": 1,, "b": 2}')], /is not valid JSON/],
    [
      "a truncated policy",
      () => ["--policy", file("cutp.json", '{"Version":"2012-10-17","Statement":[')],
      /ends in the middle/,
    ],
    ["a policy that is no JSON", () => ["--policy", file("p.txt", "hello")], /is not JSON\. Pass a policy document/],
    ["an empty event", () => ["--event", file("empty.json", " \n")], /is empty/],
    ["a missing file", () => ["--event", join(folder, "none.json")], /Cannot read .*none\.json: ENOENT/],
    ["a missing log", () => ["--log", join(folder, "none.log")], /Cannot read .*none\.log: ENOENT/],
    ["a folder", () => ["--log", folder], /Cannot read .*EISDIR/],
    ["a log that is not gzip", () => ["--log", file("x.gz", "plain")], /Cannot read .*incorrect header check/],
    ["an argument too many", () => ["x"], /Unexpected argument "x"/],
    ["standard input twice", () => ["--event", "-", "--policy", "-"], /Only one of/],
    ["an unknown option", () => ["--nonsense"], /Unknown option '--nonsense'/],
  ] as const)("%s", async (_, args, expected) => {
    const { code, out, error } = await run(...args());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toMatch(expected);
  });

  test("and no message repeats what may be secret", async () => {
    const secret = ["AK", "IA", "ABCDEFGHIJKLMNOP"].join("");
    const { error } = await run("--event", file("secret.json", `{"key": "${secret}", broken}`));
    expect(error).not.toContain(secret);
  });
});

test("no secret of an event is printed", async () => {
  const secret = ["AS", "IA", "ABCDEFGHIJKLMNOP"].join("");
  const refused = { ...assumed, errorCode: "AccessDenied", errorMessage: `the key ${secret} is denied` };
  for (const format of [[], ["--json"]]) {
    const { out } = await run("--event", file("s.json", refused), ...format);
    expect(out).toContain("ASSUME_ROLE_REFUSED");
    expect(out).not.toContain(secret);
  }
});
