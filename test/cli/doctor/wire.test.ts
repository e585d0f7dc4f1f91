import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../../../packages/cli/src/doctor/live/reads.js";
import { doctorCommand } from "../../../packages/cli/src/doctor.js";
import { captured } from "../support/captured.js";
import { type Account, appId, healthy, now, region } from "./support/account.js";
import { awsError, FakeAws, type FakeOptions } from "./support/fake-aws.js";
import { misconfigurations } from "./support/misconfigurations.js";
import { serve } from "./support/server.js";

/** The same as the other tests, with the AWS SDK and HTTP in between. */
let close = async () => {};
beforeEach(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  vi.stubEnv("AWS_REGION", region);
  vi.stubEnv("AWS_PROFILE", undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await close();
});

async function run(account: Account, options: FakeOptions = {}, timeoutMs?: number) {
  const server = await serve(new FakeAws(account, options));
  close = server.close;
  vi.stubEnv("AWS_ENDPOINT_URL", server.url);
  const { said, output } = captured();
  const code = await doctorCommand(["--app-id", appId, "--json"], output, {
    now,
    isTerminal: false,
    sleep: async () => undefined,
    ...(timeoutMs === undefined ? {} : { connect: (given) => connect({ ...given, timeoutMs }) }),
  });
  return { code, ...said, report: said.out === "" ? undefined : JSON.parse(said.out) };
}

describe("with the AWS SDK on the wire", () => {
  test("a healthy app is healthy", async () => {
    const { code, error, report } = await run(healthy());
    expect({ code, error, findings: report.findings, unseen: report.unseen }).toEqual({
      code: 0,
      error: "",
      findings: [],
      unseen: [],
    });
    expect(report.roles).toMatchObject([{ assumed: 1, age: 2_592_000 }, { assumed: 1 }]);
    expect(report.logs).toMatchObject({ retentionInDays: 30, lastEventAt: now - 300 });
  });

  test.each([
    "a call that was denied",
    "a deleted compute role",
    "an administrator policy on the service role",
    "CredentialsProviderError in the log",
    "a missing framework",
  ])("%s is found", async (name) => {
    const account = healthy();
    const wrong = misconfigurations.find((one) => one.name === name);
    wrong?.apply(account);
    const { report } = await run(account);
    expect(report.findings.map(({ code }: { code: string }) => code)).toEqual(wrong?.codes);
  });

  test("a denied read is reported with the action", async () => {
    const { code, report } = await run(healthy(), {
      fail: (name) =>
        name === "listRolePolicies"
          ? awsError("AccessDenied", "User is not authorized to perform: iam:ListRolePolicies", 403)
          : undefined,
    });
    expect(code).toBe(6);
    expect(report.unseen).toContainEqual(
      expect.objectContaining({ action: "iam:ListRolePolicies", reason: "AccessDenied" }),
    );
  });

  test("throttling is waited for", async () => {
    const { code } = await run(healthy(), {
      fail: (name, _, call) =>
        name === "lookupEvents" && call === 1 ? awsError("ThrottlingException", "Rate exceeded") : undefined,
    });
    expect(code).toBe(0);
  });

  test("a call that is not answered in time is made once more, and then reported", async () => {
    const hangs = (name: string) => name === "filterLogEvents";
    const { code, report } = await run(healthy(), { hangs }, 1_500);
    expect(code).toBe(6);
    expect(report.unseen).toContainEqual(
      expect.objectContaining({ action: "logs:FilterLogEvents", reason: "TimeoutError" }),
    );
    expect((await run(healthy(), { hangs: (name, call) => name === "getRole" && call === 1 }, 1_500)).code).toBe(0);
  });

  test("an app that is not answered for ends the command, which says so", async () => {
    const { code, error } = await run(healthy(), { hangs: (name) => name === "getApp" }, 1_500);
    expect({ code, error }).toEqual({
      code: 5,
      error: "AWS cannot be reached: TimeoutError. Check the region, the network and the proxy.\n",
    });
  });

  test.each([
    ["an app that is not there", awsError("NotFoundException", "no", 404), 4],
    ["the app denied", awsError("AccessDeniedException", "no", 403), 5],
    [
      "expired credentials",
      awsError("ExpiredTokenException", "The security token included in the request is expired", 403),
      3,
    ],
  ])("%s", async (_, thrown, expected) => {
    const { code, out } = await run(healthy(), { fail: (name) => (name === "getApp" ? thrown : undefined) });
    expect({ code, out }).toEqual({ code: expected, out: "" });
  });
});
