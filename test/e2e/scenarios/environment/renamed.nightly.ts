import { join } from "node:path";
import { expect, it } from "vitest";
import { movesCommand } from "../../../../packages/cli/src/moves.js";
import { describeFixture } from "../../project/each-tool.js";
import { expectNothingToDo } from "./support/expectations.js";
import { madeOrRemoved } from "./support/in-use.js";

/** What `amplify-roles moves` prints. */
function moves(...args: readonly string[]): string {
  let printed = "";
  const out = (text: string) => {
    printed += text;
  };
  expect(movesCommand(args, { out, error: out })).toBe(0);
  return printed;
}

describeFixture("a construct or component that gets another id", "environment", (tool, context) => {
  it("keeps the app with the lines that the command prints", async () => {
    const { aws, project } = context();
    await project.deploy();
    aws.gateway.calls.clear();
    if (tool === "terraform") {
      const lines = moves(join(project.folder, "cdktf.out"), "--from", "site");
      await project.edit('new AmplifySsrApp(stack, "site", {', 'const web = new AmplifySsrApp(stack, "shop", {');
      await project.edit("import { App, TerraformStack }", "import { App, type TerraformResource, TerraformStack }");
      await project.edit("app.synth();", `${lines}\napp.synth();`);
      const { oneLine } = await project.preview();
      expect(oneLine).toContain("Plan: 0 to add, 0 to change, 0 to destroy.");
    } else {
      const option = moves("--pulumi", "--from", "site").split("\n")[1];
      await project.edit('new AmplifySsrApp("site", {', 'new AmplifySsrApp("shop", {');
      await project.edit("\n});", `\n}, ${option});`);
    }
    await project.deploy();
    expect(madeOrRemoved(aws)).toEqual([]);
    await expectNothingToDo(project);
  });
});
