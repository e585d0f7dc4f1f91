import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { type Run, type RunOptions, runProgram, transcript } from "../../support/pulumi/run-program.js";

const program = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));

const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/rolePolicy:RolePolicy";
const componentUrn = "urn:pulumi:test::project::harness:index:AppRole::site";
const roleArn = "arn:aws:iam::123456789012:role/apps/site-1a2b3c4";

function registered(run: Run, type: string) {
  const found = run.registrations.filter((registration) => registration.type === type);
  expect(found, transcript(run)).toHaveLength(1);
  return found[0] as Run["registrations"][number];
}

const site = (options: Partial<RunOptions> & { dryRun: boolean }) =>
  runProgram({ program: program("site"), config: { description: "internal" }, ...options });

describe("a preview", () => {
  let run: Run;
  beforeAll(async () => {
    run = await site({ dryRun: true });
  });

  it("runs a TypeScript program to its end", () => {
    expect(run.exitCode, transcript(run)).toBe(0);
    expect(run.refusals).toEqual([]);
  });

  it("shows an unknown leaf of a document as one, and the rest of the document", () => {
    expect(registered(run, policyType).inputs).toEqual({
      role: { unknown: true },
      policy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: { unknown: true } }],
      },
    });
  });

  it("keeps a secret secret", () => {
    expect(registered(run, roleType).inputs.description).toEqual({ secret: "internal" });
  });

  it("shows parents, dependencies and aliases", () => {
    const role = registered(run, roleType);
    expect(role).toMatchObject({
      urn: "urn:pulumi:test::project::harness:index:AppRole$aws:iam/role:Role::site",
      parent: componentUrn,
      custom: true,
      aliases: [{ name: "site-before", noParent: true }],
    });
    expect(role.id).toBeUndefined();
    expect(registered(run, policyType).propertyDependencies).toEqual({ policy: [role.urn], role: [role.urn] });
  });

  it("shows what the component and the program registered as outputs", () => {
    expect(run.outputs.get(componentUrn)).toEqual({ roleArn: { unknown: true }, kind: "app" });
    expect(run.stackOutputs).toEqual({
      roleArn: { unknown: true },
      regionName: "eu-west-1",
      policy: { unknown: true },
    });
  });

  it("shows invokes and messages", () => {
    expect(run.invokes).toEqual([{ token: "aws:index/getRegion:getRegion", args: {} }]);
    expect(run.logs).toEqual([{ severity: "warning", message: "the site has no domain", urn: componentUrn }]);
  });
});

describe("an update", () => {
  it("gives resources what the cloud would", async () => {
    const run = await site({ dryRun: false });
    expect(run.exitCode, transcript(run)).toBe(0);
    expect(run.outputs.get(componentUrn)).toEqual({ roleArn, kind: "app" });
    expect(registered(run, roleType).id).toBe("site-1a2b3c4");
    expect(registered(run, policyType).inputs.policy.Statement[0].Resource).toBe(`${roleArn}/*`);
    expect(JSON.parse(run.stackOutputs.policy).Statement[0].Resource).toBe(`${roleArn}/*`);
  });

  it("takes state and answers from the test", async () => {
    const run = await site({
      dryRun: false,
      resourceOutputs: ({ type }) => (type === roleType ? { arn: "arn:aws-cn:iam::1:role/r" } : undefined),
      invoke: () => ({ name: "cn-north-1" }),
    });
    expect(run.stackOutputs).toMatchObject({ roleArn: "arn:aws-cn:iam::1:role/r", regionName: "cn-north-1" });
  });
});

describe("transforms", () => {
  it("of the component and of the stack alter a child", async () => {
    const run = await runProgram({ program: program("transforms.ts"), dryRun: true });
    expect(run.exitCode, transcript(run)).toBe(0);
    const role = registered(run, roleType);
    expect(role.inputs).toMatchObject({ path: "/apps/", permissionsBoundary: "boundary", maxSessionDuration: 7200 });
    expect(role.protect).toBe(true);
    expect(role.aliases).toEqual([{ name: "site-before", noParent: true }]);
    expect(registered(run, policyType).inputs.policy.Statement[0].Resource).toEqual({ unknown: true });
  });
});

describe("a program", () => {
  it("may be JavaScript", async () => {
    const run = await runProgram({ program: program("plain.js"), dryRun: true, stack: "production" });
    expect(run.stackOutputs, transcript(run)).toEqual({ stack: "production", secret: { secret: "hidden" } });
  });

  it("finds the library where Node.js would", async () => {
    const run = await runProgram({ program: program("resolution"), dryRun: true });
    expect(run.stackOutputs, transcript(run)).toEqual({ library: "@amplify-roles/pulumi" });
  });

  it("that throws ends with its message and a code other than 0", async () => {
    const run = await runProgram({ program: program("throws.ts"), dryRun: true });
    expect(run.exitCode).toBe(32);
    expect(run.logs).toContainEqual({
      severity: "error",
      message: expect.stringContaining("the program has a fault"),
    });
  });

  it("that calls an unexpected function fails with the function's name", async () => {
    const run = await runProgram({ program: program("unexpected-invoke.ts"), dryRun: true });
    expect(run.exitCode).toBe(32);
    const refusal = 'Unexpected invoke of aws:route53/getZone:getZone with {"name":"example.com"}';
    expect(run.refusals).toEqual([refusal]);
    expect(transcript(run)).toContain(refusal);
  });

  it("that creates an unexpected resource fails with the resource's type", async () => {
    const run = await site({ dryRun: true, types: [roleType] });
    expect(run.exitCode).not.toBe(0);
    expect(transcript(run)).toContain(`Unexpected resource of type ${policyType}, named site`);
  });

  it("that registers a name twice fails as it would on an engine", async () => {
    const run = await runProgram({ program: program("duplicate.ts"), dryRun: true });
    expect(run.exitCode).toBe(32);
    expect(transcript(run)).toContain(`Duplicate resource URN '${componentUrn}'`);
  });

  it("that does not end is ended", async () => {
    const run = runProgram({ program: program("endless.ts"), dryRun: true, timeout: 1_500 });
    await expect(run).rejects.toThrow("did not end within 1500 ms");
  });
});
