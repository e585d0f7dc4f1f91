import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accessDiffCommand } from "../../../packages/cli/src/access-diff.js";
import { runCommand } from "../../cli/support/captured.js";
import { describeFixture } from "../project/each-tool.js";
import { removeFolder, temporaryFolder } from "../project/folders.js";

const READS = "dynamodb: BatchGetItem, ConditionCheckItem, DescribeTable, GetItem, Query, Scan";

describeFixture("what a change of the program lets server code do", "access", (tool, context) => {
  let folder = "";
  beforeAll(async () => {
    folder = await temporaryFolder("access-diff");
  });
  afterAll(() => removeFolder(folder));

  /** What the tool prints, in a file. */
  async function printed(name: string, ...args: readonly [string, ...string[]]): Promise<string> {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, (await context().project.command(...args)).stdout);
    return path;
  }
  async function plan(name: string): Promise<string> {
    if (tool === "pulumi") return printed(name, "preview", "--json", "--show-sames");
    await context().project.command("plan", `-out=${join(folder, "plan")}`);
    return printed(name, "show", "-json", join(folder, "plan"));
  }
  const state = () => (tool === "pulumi" ? printed("state", "stack", "export") : printed("state", "show", "-json"));

  async function diff(...args: readonly string[]) {
    const { code, out, error } = await runCommand(accessDiffCommand, ...args);
    return { code, said: out + error };
  }

  it("is in its plan, first and later, and in the state", async () => {
    const { project } = context();
    const first = await diff(await plan("first"), "--fail-on", "write:production");
    expect(first.said).toMatch(new RegExp(`^main: \\+ ${READS} on <(arn|value) of orders>`, "m"));

    await project.deploy();
    const before = await state();
    expect((await diff(before, await plan("same"))).said).toMatch(/^No changes/);

    await project.edit("dynamodb.read(orders)", "dynamodb.readWrite(orders)");
    const changed = await plan("changed");
    const expected = {
      code: 1,
      said: `1 change: more access for main.

main: + dynamodb: BatchWriteItem, DeleteItem, PutItem, UpdateItem on table/orders (production)

Not allowed by --fail-on write:production: 1 change of main.
`,
    };
    expect(await diff(changed, "--fail-on", "write:production")).toEqual(expected);
    expect(await diff(before, changed, "--fail-on", "write:production")).toEqual(expected);
  });
});
