import { expect, it } from "vitest";
import { madeInTheConsole } from "../../aws/console-app.js";
import { REGION } from "../../aws/environment.js";
import { takeSnapshot } from "../../aws/snapshot.js";
import { describeFixture } from "../../project/each-tool.js";
import { attempt } from "../../project/processes.js";
import { expectNothingToDo } from "./support/expectations.js";

const ELSEWHERE = "us-east-1";

describeFixture("an app to import, and a program for another region", "environment", (tool, context) => {
  it("is not found there before anything is created, and is imported in its own region", async () => {
    const { aws, project } = context();
    const importId = await madeInTheConsole(aws.gateway);
    const before = await takeSnapshot(aws);
    // The rules are given, because the Pulumi plugin of these tests reads an empty condition that it then refuses.
    await project.edit(
      'name: "site",',
      `name: "site", importId: "${importId}",
      repository: "https://github.com/example/site", accessToken: "token", environmentVariables: { TABLE: "orders" },
      customRules: [{ source: "/<*>", target: "/index.html", status: "404-200" }],`,
    );
    // A branch with its own role cannot be imported, and this app has none.
    await project.edit("preview: {", "preview: { import: false,");
    await project.configureProvider({ region: ELSEWHERE });

    const result = await attempt(tool === "terraform" ? project.deploy() : project.command("up", "--yes"));
    expect(result.succeeded).toBe(false);
    if (tool === "terraform") {
      expect(result.oneLine).toContain("Error: Cannot import non-existent remote object");
      expect(result.oneLine).toContain("Only pre-existing objects can be imported; check that the id is correct");
      expect(result.oneLine).toContain("and that it is associated with the provider's configured region or endpoint");
    } else expect(result.oneLine).toMatch(/Preview failed: resource '.*' does not exist/);
    expect(await takeSnapshot(aws)).toEqual(before);

    await project.configureProvider({ region: REGION });
    await project.deploy();
    expect(aws.gateway.hosting.getApp(REGION, importId)).toMatchObject({
      computeRoleArn: "arn:aws:iam::123456789012:role/site-amplify-compute",
    });
    await expectNothingToDo(project);
  });
});
