import { beforeAll, expect, it } from "vitest";
import { holdings } from "../../aws/snapshot.js";
import { type Console, consoleOf } from "./support/console.js";
import { expectNothingToDo, expectWell } from "./support/expectations.js";
import { withEachTool } from "./support/with-each-tool.js";

const SERVICE = "site-amplify-service";

/** One site, deployed by the first test; the others go on from there. */
withEachTool("names that are taken", (tool, surroundings) => {
  let console: Console;

  beforeAll(() => {
    console = consoleOf(surroundings().aws);
  });

  it("a role of the name is there: an import takes it over, and makes it what the program says", async () => {
    const { aws, site } = surroundings();
    await console.createRole(SERVICE, "amplify.amazonaws.com");
    const said = await site.deploy();
    expect(said.endedWell).toBe(false);
    expect(said.words).toContain(`creating IAM Role (${SERVICE})`);
    expect(said.words).toContain(`EntityAlreadyExists: Role with name ${SERVICE} already exists.`);

    if (tool === "terraform") {
      await site.edit("new AmplifySsrApp(", "const site = new AmplifySsrApp(");
      await site.edit("app.synth();", `site.serviceRole.role.importFrom("${SERVICE}");\napp.synth();`);
      expect((await site.plan()).words).toContain("Plan: 1 to import, 5 to add, 1 to change, 0 to destroy.");
    } else {
      await site.edit(
        'name: "site",',
        `name: "site",
        transform: { role: (_, opts, name) => { if (name === "site-service-role") opts.import = "${SERVICE}"; } },`,
      );
      expect((await site.plan()).words).toContain("= aws:iam/role:Role: (import)");
    }
    await expectWell(site.deploy());
    const { roles } = await holdings(aws);
    expect(roles[SERVICE]?.trust.Statement).toMatchObject([{ Condition: { StringEquals: expect.anything() } }]);
    expect(Object.keys(roles[SERVICE]?.inlinePolicies ?? {})).toEqual(["permissions"]);
    await expectNothingToDo(site);
  });

  it("a role of the name is there, and is somebody else's: the program gives its own another name", async () => {
    const { aws, site } = surroundings();
    const theirs = "site-amplify-compute-develop";
    await console.createRole(theirs, "lambda.amazonaws.com");
    const before = (await holdings(aws)).roles[theirs];
    await site.edit("preview: {", "develop: {");
    expect((await site.deploy()).words).toContain(`Role with name ${theirs} already exists.`);

    await site.edit("develop: { computeRole: {", 'develop: { computeRole: { name: "site-develop",');
    await expectWell(site.deploy());
    const { roles, apps } = await holdings(aws);
    expect(roles[theirs]).toEqual(before);
    expect(apps.site?.branches.develop?.computeRoleArn).toMatch(/role\/site-develop$/);
    await expectNothingToDo(site);
  });

  it("Amplify made the log group before the program asks for one: it is taken over by the app's id", async () => {
    const { aws, site } = surroundings();
    await site.edit("{ logs: { retentionInDays: 30 } }", "{}");
    await expectWell(site.deploy());
    expect((await holdings(aws)).logGroups).toEqual({});

    const appId = console.appId();
    await console.createLogGroup(`/aws/amplify/${appId}`);
    await site.edit("serviceRole: {}", "serviceRole: { logs: { retentionInDays: 30 } }");
    const said = await site.deploy();
    expect(said.endedWell).toBe(false);
    expect(said.words).toContain(`creating CloudWatch Logs Log Group (/aws/amplify/${appId})`);
    expect(said.words).toContain("ResourceAlreadyExistsException: The specified log group already exists");

    // The app and its branches are in the state already, so that naming the app imports nothing but the log group.
    await site.edit("retentionInDays: 30", "retentionInDays: 30, import: true");
    await site.edit('name: "site",', `name: "site", importId: "${appId}",`);
    await site.edit("develop: {", "develop: { import: false,");
    const { words } = await site.plan();
    expect(words).toContain(
      tool === "terraform"
        ? "Plan: 1 to import, 0 to add, 1 to change, 0 to destroy."
        : "= aws:cloudwatch/logGroup:LogGroup: (import)",
    );
    await expectWell(site.deploy());
    expect(console.appId()).toBe(appId);
    expect(Object.values((await holdings(aws)).logGroups)).toMatchObject([{ retentionInDays: 30 }]);
    await expectNothingToDo(site);
  });
});
