import { expect, it } from "vitest";
import { takeSnapshot } from "../aws/snapshot.js";
import { describeFixture } from "../project/each-tool.js";
import { expectNothingToDo } from "./environment/support/expectations.js";

describeFixture("grants after the construction", "grants", (tool, context) => {
  it.runIf(tool === "pulumi")(
    "are in the first preview, action by action, with the warning of another region",
    async () => {
      const { project } = context();
      await project.set({ elsewhere: "true" });
      const { stdout, stderr } = await project.preview();
      const preview = `${stdout}${stderr}`;
      for (const action of ["dynamodb:GetItem", "amplify:StartJob", "dynamodb:PutItem"])
        expect(preview).toContain(action);
      expect(preview).toContain("RESOURCE_IN_OTHER_REGION");
      expect(preview).not.toContain("ROLE_WITHOUT_PERMISSIONS");
    },
  );

  it("are deployed at once, and nothing is left to do", async () => {
    const { aws, project } = context();
    if (tool === "pulumi") await project.set({ elsewhere: "false" });
    await project.deploy();
    const { roles } = await takeSnapshot(aws);
    const policyOf = (role: string) => JSON.stringify(roles[role]?.inlinePolicies.permissions);
    expect(policyOf("web-amplify-compute")).toMatch(/dynamodb:GetItem.*:eu-west-1:123456789012:table\/orders/s);
    expect(policyOf("web-amplify-compute-main")).toMatch(/amplify:StartJob.*:apps\/.*\/branches\/main\/jobs\/\*/s);
    expect(policyOf("reader")).toMatch(/dynamodb:PutItem.*:table\/archive/s);
    await expectNothingToDo(project);
  });
});
