import { beforeAll, expect, it } from "vitest";
import { takeSnapshot } from "../../aws/snapshot.js";
import { describeFixture } from "../../project/each-tool.js";
import { attempt } from "../../project/processes.js";
import { type Console, consoleOf } from "./support/console.js";
import { expectNothingToDo } from "./support/expectations.js";

const SERVICE = "site-amplify-service";

/** One app, deployed by the first test. The other tests continue from there. */
describeFixture("names that exist already", "environment", (tool, context) => {
  let console: Console;

  beforeAll(() => {
    console = consoleOf(context().aws);
  });

  it("a role with the name exists: an import adopts it and changes it to what the program says", async () => {
    const { aws, project } = context();
    await console.createRole(SERVICE, "amplify.amazonaws.com");
    const result = await attempt(project.deploy());
    expect(result.succeeded).toBe(false);
    expect(result.oneLine).toContain(`creating IAM Role (${SERVICE})`);
    expect(result.oneLine).toContain(`EntityAlreadyExists: Role with name ${SERVICE} already exists.`);

    if (tool === "terraform") {
      await project.edit("new AmplifySsrApp(", "const site = new AmplifySsrApp(");
      await project.edit("app.synth();", `site.serviceRole.role.importFrom("${SERVICE}");\napp.synth();`);
      expect((await project.preview()).oneLine).toContain("Plan: 1 to import, 5 to add, 1 to change, 0 to destroy.");
    } else {
      await project.edit(
        'name: "site",',
        `name: "site",
        transform: { role: (_, opts, name) => { if (name === "site-service-role") opts.import = "${SERVICE}"; } },`,
      );
      expect((await project.preview()).oneLine).toContain("= aws:iam/role:Role: (import)");
    }
    await project.deploy();
    const { roles } = await takeSnapshot(aws);
    expect(roles[SERVICE]?.trust.Statement).toMatchObject([{ Condition: { StringEquals: expect.anything() } }]);
    expect(Object.keys(roles[SERVICE]?.inlinePolicies ?? {})).toEqual(["permissions"]);
    await expectNothingToDo(project);
  });

  it("a role with the name belongs to somebody else: the program gives its own another name", async () => {
    const { aws, project } = context();
    const theirs = "site-amplify-compute-develop";
    await console.createRole(theirs, "lambda.amazonaws.com");
    const before = (await takeSnapshot(aws)).roles[theirs];
    await project.edit("preview: {", "develop: {");
    expect((await attempt(project.deploy())).oneLine).toContain(`Role with name ${theirs} already exists.`);

    await project.edit("develop: { computeRole: {", 'develop: { computeRole: { name: "site-develop",');
    await project.deploy();
    const { roles, apps } = await takeSnapshot(aws);
    expect(roles[theirs]).toEqual(before);
    expect(apps.site?.branches.develop?.computeRoleArn).toMatch(/role\/site-develop$/);
    await expectNothingToDo(project);
  });

  it("Amplify created the log group first: importId and import adopt it", async () => {
    const { aws, project } = context();
    await project.edit("{ logs: { retentionInDays: 30 } }", "{}");
    await project.deploy();
    expect((await takeSnapshot(aws)).logGroups).toEqual({});

    const appId = console.appId();
    await console.createLogGroup(`/aws/amplify/${appId}`);
    await project.edit("serviceRole: {}", "serviceRole: { logs: { retentionInDays: 30 } }");
    const result = await attempt(project.deploy());
    expect(result.succeeded).toBe(false);
    expect(result.oneLine).toContain(`creating CloudWatch Logs Log Group (/aws/amplify/${appId})`);
    expect(result.oneLine).toContain("ResourceAlreadyExistsException: The specified log group already exists");

    // The app and its branches are in the state already, so that importId imports only the log group.
    await project.edit("retentionInDays: 30", "retentionInDays: 30, import: true");
    await project.edit('name: "site",', `name: "site", importId: "${appId}",`);
    await project.edit("develop: {", "develop: { import: false,");
    const { oneLine } = await project.preview();
    expect(oneLine).toContain(
      tool === "terraform"
        ? "Plan: 1 to import, 0 to add, 1 to change, 0 to destroy."
        : "= aws:cloudwatch/logGroup:LogGroup: (import)",
    );
    await project.deploy();
    expect(console.appId()).toBe(appId);
    expect(Object.values((await takeSnapshot(aws)).logGroups)).toMatchObject([{ retentionInDays: 30 }]);
    await expectNothingToDo(project);
  });
});
