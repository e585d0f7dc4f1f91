import { AmplifySsrApp } from "@amplify-roles/cdktf";
import { describe, expect, test } from "vitest";
import { movesCommand } from "../../packages/cli/src/moves.js";
import { synthesize, type TerraformJson } from "../support/cdktf/synthesize.js";
import { testFolder } from "../support/test-folder.js";
import { runCommand } from "./support/captured.js";

const { write } = testFolder("moves");

const run = (...args: readonly string[]) => runCommand(movesCommand, ...args);

/** A stack with an app, whose construct has the id; the printed lines run after it. */
const stackWith = (id: string, lines = "") =>
  synthesize((stack) => {
    const web = new AmplifySsrApp(stack, id, {
      name: "web",
      computeRole: {},
      branches: { main: {}, "feature/login": { computeRole: {} } },
    });
    // TypeScript's cast is all that JavaScript does not know in them.
    new Function("web", lines.replace(" as TerraformResource", ""))(web);
  });

const addresses = (json: TerraformJson) =>
  Object.entries(json.resource)
    .flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`))
    .sort();

describe("amplify-roles moves", () => {
  test("prints lines that move every resource of a renamed construct", async () => {
    const before = stackWith("web");
    const file = write("cdk.tf.json", before);
    const { code, out, error } = await run(file, "--from", "web");
    expect({ code, error }).toEqual({ code: 0, error: "" });

    const after = stackWith("site", out);
    const moved = (after as { moved?: readonly { from: string; to: string }[] }).moved ?? [];
    expect(moved.map(({ from }) => from).sort()).toEqual(addresses(before));
    expect(moved.map(({ to }) => to).sort()).toEqual(addresses(after));
    const types = ({ from, to }: { from: string; to: string }) => [from.split(".")[0], to.split(".")[0]];
    for (const move of moved) expect(new Set(types(move)).size).toBe(1);
  });

  test("prints the option of a component", async () => {
    expect((await run("--pulumi", "--from", "web")).out).toContain('{ aliases: [{ name: "web" }] }');
  });

  test.each([
    [["--from", "web"], "Expected one file or folder, or --pulumi."],
    [["nowhere.json", "--from", "web"], "Cannot find nowhere.json."],
    [[], "Expected --from."],
    [["--pulumi", "--from", "web", "--to", "a b"], '--to must be the name of a variable, got "a b".'],
  ])("%j: %s", async (args, expected) => {
    const { code, error } = await run(...args);
    expect(code).toBe(2);
    expect(error).toContain(expected);
  });

  test("names a construct that is not there", async () => {
    const file = write("other.tf.json", stackWith("web"));
    expect((await run(file, "--from", "we")).error).toContain('has no construct "we" with resources');
  });
});
