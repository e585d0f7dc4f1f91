import { describe, expect, test } from "vitest";
import { ACTIONS, DOCTOR_ACTIONS, type ReadName } from "../../../packages/cli/src/doctor/live/reads.js";
import { branch, healthy, policy, roleArn } from "./support/account.js";
import { awsError } from "./support/fake-aws.js";
import { misconfigurations } from "./support/misconfigurations.js";
import { diagnosed, doctor } from "./support/run.js";

const denied = (name: ReadName) => () => (one: ReadName) =>
  one === name ? awsError("AccessDeniedException", `not authorized to perform: ${ACTIONS[name]}`, 403) : undefined;

/** With a managed policy, so that every call is made. */
const account = () => {
  const all = healthy();
  const arn = "arn:aws:iam::123456789012:policy/web";
  all.managed[arn] = policy({
    Effect: "Allow",
    Action: "sqs:SendMessage",
    Resource: "arn:aws:sqs:eu-west-1:123456789012:q",
  });
  all.roles["web-compute"]?.attached.push(arn);
  return all;
};
const readable = (Object.keys(DOCTOR_ACTIONS) as ReadName[]).filter((name) => !["listApps", "getApp"].includes(name));

describe("a read that is denied is reported, and the app is not called healthy:", () => {
  test.each(readable)("%s", async (name) => {
    const { code, report } = await diagnosed(account(), [], { fail: denied(name)() });
    expect(report.unseen.length).toBeGreaterThan(0);
    for (const unseen of report.unseen)
      expect(unseen).toMatchObject({ action: ACTIONS[name], reason: "AccessDeniedException" });
    expect({ code, status: report.status, findings: report.findings }).toEqual({
      code: 6,
      status: "incomplete",
      findings: [],
    });
    expect(report.summary).toMatch(/^Nothing is wrong in what could be seen of web \(d1a2b3c4\), but /);
  });

  test("and the text says it before anything else", async () => {
    const { out } = await doctor(account(), [], { fail: denied("listRolePolicies")() });
    const lines = out.split("\n");
    expect(lines[0]).toMatch(/but 2 parts could not be seen\.$/);
    expect(out).toContain("NOT READ. These parts could not be checked:");
    expect(out).toContain(
      'the inline policies of the role "web-service" (iam:ListRolePolicies: AccessDeniedException)',
    );
    expect(out).toContain("may or may not be writable, as the service role could not be read");
  });

  test("and every other finding is still made", async () => {
    const wrong = account();
    misconfigurations.find(({ name }) => name === "a log group that never expires")?.apply(wrong);
    const { report, code } = await diagnosed(wrong, [], { fail: denied("lookupEvents")() });
    expect(report.findings).toMatchObject([{ code: "LOG_GROUP_NEVER_EXPIRES" }]);
    expect(code).toBe(6);
  });

  test("and nothing is said about what a role lacks, if its policies are not all known", async () => {
    const wrong = account();
    misconfigurations.find(({ name }) => name === "a service role that cannot write logs")?.apply(wrong);
    const { report } = await diagnosed(wrong, [], { fail: denied("listAttachedRolePolicies")() });
    expect(report.findings).toEqual([]);
    expect(report.logs.writable).toBe("unknown");
  });

  test("all of them", async () => {
    const { report, code } = await diagnosed(account(), [], {
      fail: (name) => (name === "getApp" ? undefined : awsError("AccessDenied", "no", 403)),
    });
    expect(code).toBe(6);
    expect(new Set(report.unseen.map(({ action }: { action: string }) => action)).size).toBeGreaterThan(5);
  });

  test.each(["getApp"] as const)("%s itself: there is nothing to say", async (name) => {
    const { code, out, error } = await doctor(account(), [], { fail: denied(name)() });
    expect({ code, out }).toEqual({ code: 5, out: "" });
    expect(error).toContain("amplify:GetApp is denied");
  });
});

describe("throttling", () => {
  test("is waited for, longer each time, with a random part", async () => {
    const { code, waits, report } = await diagnosed(account(), [], {
      fail: (name, _, call) =>
        name === "lookupEvents" && call <= 2 ? awsError("ThrottlingException", "Rate exceeded") : undefined,
    });
    expect({ code, unseen: report.unseen }).toEqual({ code: 0, unseen: [] });
    expect(waits).toHaveLength(2);
    expect(waits.every((wait) => wait >= 0 && wait <= 800)).toBe(true);
  });

  test("that does not end is reported", async () => {
    const { code, report } = await diagnosed(account(), [], {
      fail: (name) => (name === "getRole" ? awsError("Throttling", "Rate exceeded") : undefined),
    });
    expect(code).toBe(6);
    expect(report.unseen).toContainEqual({
      what: 'the role "web-service"',
      action: "iam:GetRole",
      reason: "Throttling",
    });
  });

  test("of the app itself ends with 5", async () => {
    const { code, error } = await doctor(account(), [], {
      fail: (name) =>
        name === "getApp" ? awsError("BadRequestException", "Rate exceeded while calling GetApp") : undefined,
    });
    expect(code).toBe(5);
    expect(error).toContain("AWS throttles amplify:GetApp");
  });

  test("an internal failure of AWS is tried again", async () => {
    const { code } = await diagnosed(account(), [], {
      fail: (name, _, call) =>
        name === "listBranches" && call === 1 ? awsError("InternalFailureException", "", 500) : undefined,
    });
    expect(code).toBe(0);
  });
});

describe("the number of calls", () => {
  /** Five branches, each with a role of its own that has an inline policy. */
  const large = (branches: number, attached = 0) => {
    const all = healthy();
    all.branches = Array.from({ length: branches }, (_, index) =>
      branch(`b${index}`, { computeRoleArn: roleArn(`b${index}`) }),
    );
    for (let index = 0; index < branches; index += 1) {
      const arns = Array.from(
        { length: attached },
        (_unused, one) => `arn:aws:iam::123456789012:policy/p${index}-${one}`,
      );
      all.roles[`b${index}`] = { ...(healthy().roles["web-compute"] as (typeof all.roles)[string]), attached: arns };
      for (const arn of arns)
        all.managed[arn] = policy({
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: "arn:aws:sqs:eu-west-1:123456789012:q",
        });
    }
    return all;
  };

  test("of an app with five branches and seven roles is at most 60, and nothing is missing", async () => {
    const { calls, report } = await diagnosed(large(5, 1));
    expect(report.unseen).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(60);
    expect(calls.length).toBeGreaterThan(40);
    expect(report.calls).toBe(calls.length);
  });

  test("never exceeds 60, and says what it left out", async () => {
    const { calls, report, code } = await diagnosed(large(5, 8));
    expect(calls.length).toBeLessThanOrEqual(61);
    expect(report.unseen).toContainEqual(expect.objectContaining({ reason: "the limit of 60 calls" }));
    expect(code).toBe(6);
  });

  test("repeated ones count", async () => {
    const { calls } = await diagnosed(large(5, 8), [], {
      fail: (name) => (name === "getPolicy" ? awsError("Throttling") : undefined),
    });
    expect(calls.length).toBeLessThanOrEqual(61);
  });

  test("of an app with twenty branches is higher", async () => {
    const { calls, report } = await diagnosed(large(20));
    expect(report.unseen).toEqual([]);
    expect(calls.length).toBeGreaterThan(60);
  });

  test("reads a managed policy of several roles once", async () => {
    const all = healthy();
    const arn = "arn:aws:iam::123456789012:policy/shared";
    all.managed[arn] = policy({
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: "arn:aws:sqs:eu-west-1:123456789012:q",
    });
    for (const role of Object.values(all.roles)) role.attached.push(arn);
    const { calls } = await diagnosed(all);
    expect(calls.filter(({ name }) => name === "getPolicyVersion")).toHaveLength(1);
  });

  test("only ever reads", async () => {
    const { calls } = await diagnosed(large(5, 1));
    expect(calls.map(({ name }) => name).filter((name) => !/^(get|list|describe|filter|lookup)/.test(name))).toEqual(
      [],
    );
  });
});

describe("a half-deleted app:", () => {
  test("without branches", async () => {
    const all = healthy();
    all.branches = [];
    const { code, report } = await diagnosed(all);
    expect({ code, findings: report.findings }).toEqual({ code: 0, findings: [] });
  });

  test("without roles, log group and events", async () => {
    const all = { ...healthy(), roles: {}, logGroup: undefined, events: [], logEvents: [] };
    const { code, report } = await diagnosed(all);
    expect(code).toBe(1);
    expect(report.findings.map(({ code: found }: { code: string }) => found)).toEqual([
      "ROLE_NOT_FOUND",
      "ROLE_NOT_FOUND",
    ]);
    expect(report.roles).toMatchObject([{ assumable: "no" }, { assumable: "no" }]);
  });

  test("whose role is deleted while it is read", async () => {
    const { code, report } = await diagnosed(healthy(), [], {
      fail: (name) => (name === "listRolePolicies" ? awsError("NoSuchEntityException", "gone", 404) : undefined),
    });
    expect(code).toBe(6);
    expect(report.unseen[0]).toMatchObject({ reason: "NoSuchEntityException" });
  });

  test("with everything left out that AWS may leave out", async () => {
    const all = healthy();
    all.app = { appId: "d1a2b3c4", appArn: "arn:aws:amplify:eu-west-1:123456789012:apps/d1a2b3c4", name: "web" };
    all.branches = [{ branchName: "main" }];
    const { code } = await diagnosed(all);
    expect(code).toBe(0);
  });
});

test("a static app needs no roles and no logs", async () => {
  const all = healthy();
  all.app = { ...all.app, platform: "WEB", iamServiceRoleArn: "", computeRoleArn: "" };
  all.logGroup = undefined;
  const { code, report } = await diagnosed(all);
  expect({ code, findings: report.findings }).toEqual({ code: 0, findings: [] });
  expect(report.branches[0]).toEqual({ branch: "main", source: "static" });
});
