import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { AmplifySsrApp, dynamodb } from "@amplify-roles/cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { beforeAll, describe, expect, test } from "vitest";
import { explainCommand } from "../../packages/cli/src/explain.js";
import { root } from "../support/repository.js";
import { testFolder } from "../support/test-folder.js";
import { runCommand } from "./support/captured.js";
import { elementsOf } from "./support/markup.js";

const { path: folder, write: file } = testFolder("explain");

const run = (...args: readonly string[]) => runCommand(explainCommand, ...args);

const grant = '{ grant: "s3", access: "read", resources: ["arn:aws:s3:::web-images"], options: {} }';
const specification = `{ name: "web", computeRole: { grants: [${grant}] }, branches: { main: {} } }`;
const reader = `{ type: "AmplifyComputeRole", specification: { grants: [${grant}] } }`;

describe("a module with", () => {
  test.each([
    ["a named export", "a.mjs", `export const specification = ${specification};`],
    ["a default export", "b.mjs", `export default ${specification};`],
    ["module.exports", "a.cjs", `module.exports = ${specification};`],
    ["exports.specification", "b.cjs", `exports.specification = ${specification};`],
    ["a compiled default export", "c.cjs", `exports.__esModule = true; exports.default = ${specification};`],
    ["one that says its type", "d.mjs", `export default { type: "AmplifySsrApp", specification: ${specification} };`],
    ["several by name", "e.mjs", `export default { web: ${specification} };`],
  ])("%s", async (_, name, text) => {
    const { code, out, error } = await run(file(name, text), "--format", "json");
    expect({ code, error }).toEqual({ code: 0, error: "" });
    const { roles, permissions } = JSON.parse(out);
    expect(roles.map(({ id }: { id: string }) => id)).toEqual(["web: serviceRole", "web: computeRole"]);
    expect(permissions.at(-1)).toMatchObject({ by: "s3.read", path: "computeRole.grants[0]" });
  });

  test("several specifications of different kinds shows all of them", async () => {
    const path = file("f.mjs", `export default { web: ${specification}, reader: ${reader} };`);
    const { code, out } = await run(path);
    expect(code).toBe(0);
    expect(out).toMatch(/^\[3\] +reader: Server code +reader /m);
    expect(out).toContain("s3  web-images");
  });

  test("a standalone role, with --type", async () => {
    const grants = [{ grant: "s3", access: "read", resources: ["arn:aws:s3:::web-images"], options: {} }];
    const path = file("g.json", JSON.stringify({ name: "reader", grants }));
    const { code, out } = await run(path, "--type", "AmplifyComputeRole");
    expect(code).toBe(0);
    expect(out).toContain("Server code  reader");
  });
});

describe("the output of cdktf synth", () => {
  let outdir = "";
  beforeAll(() => {
    outdir = join(folder, "cdktf.out");
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "stack");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    new AmplifySsrApp(stack, "web", {
      name: "web",
      computeRole: { grants: [dynamodb.read({ name: "orders" })] },
      branches: { main: {} },
    });
    app.synth();
  });

  test.each(["", "stacks/stack", "stacks/stack/cdk.tf.json"])("in cdktf.out/%s", async (path) => {
    const { code, out, error } = await run(join(outdir, path));
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toMatch(/^dynamodb {2}table\/orders +· +R$/m);
    expect(out).toContain("the branch has no role of its own, so the app's applies");
  });

  test.each(["html", "svg"])("is written to a file, in the format of its extension: %s", async (format) => {
    const to = join(folder, `access.${format}`);
    expect(await run(outdir, "-o", to)).toEqual({ code: 0, out: `Wrote ${to}\n`, error: "" });
    const [root] = elementsOf(readFileSync(to, "utf8"));
    expect(root?.name).toBe(format);
  });
});

describe("what cannot be explained ends with exit code 2, and a message says what to write", () => {
  test.each([
    ["no file", () => [], /^Expected one file or folder\.[\s\S]*amplify-roles explain/],
    ["two files", () => ["a", "b"], /^Expected one file or folder\./],
    ["a file that does not exist", () => [join(folder, "cdktf.none")], /^Cannot find .*cdktf synth/],
    ["an unknown option", () => ["x", "--from", "y"], /--from/],
    ["an unknown format", () => ["x", "--format", "pdf"], /^--format must be text, html, svg or json, got "pdf"\./],
    ["an unknown type", () => ["x", "--type", "app"], /^--type must be AmplifySsrApp, .*, got "app"\./],
    ["another folder", () => [folder], /contains neither manifest\.json nor cdk\.tf\.json/],
    ["a manifest without stacks", () => [dirname(file("null/manifest.json", "null"))], /has no role/],
    ["invalid JSON", () => [file("bad.json", "{ name: 1 }")], /^Cannot read .*bad\.json as JSON/],
    ["no specification", () => [file("none.mjs", "export const other = 1;")], /does not export a specification/],
    [
      "a module that throws",
      () => [file("throws.mjs", 'throw new Error("no table");')],
      /^Cannot load .*throws\.mjs: no table/,
    ],
    ["a module that throws a string", () => [file("throws2.mjs", 'throw "no table";')], /^Cannot load .*: no table/],
    [
      "a stack without roles",
      () => [file("empty/cdk.tf.json", '{"terraform":{}}')],
      /has no role of an Amplify app or of an identity pool/,
    ],
    [
      "errors, all at once",
      () => [file("wrong.json", '{ "name": "web", "platfrom": "WEB", "branchs": {} }')],
      /^2 errors in AmplifySsrApp "web":[\s\S]*UNKNOWN_PROPERTY/,
    ],
    [
      "a file that cannot be written",
      () => [file("ok.json", '{ "name": "web" }'), "-o", join(folder, "none/access.html")],
      /^Cannot write .*access\.html/,
    ],
  ])("%s", async (_, args, message) => {
    const { code, out, error } = await run(...args());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toMatch(message);
  });

  test("--help ends with exit code 0", async () => {
    const { code, out } = await run("--help");
    expect(code).toBe(0);
    expect(out).toContain("--format text|html|svg|json");
  });
});

describe("a manifest that names", () => {
  test.each([
    ["a file outside of its folder", '{"stacks":{"x":{"synthesizedStackPath":"../../../../../../etc/passwd"}}}'],
    ["no file", '{"stacks":{"x":null}}'],
    ["a number in place of a path", '{"stacks":{"x":{"synthesizedStackPath":5}}}'],
  ])("%s", async (_, text) => {
    const { code, error } = await run(dirname(file("manifest/manifest.json", text)));
    expect(code).toBe(2);
    expect(error).toMatch(/^The stack "x" in .*manifest\.json has no "synthesizedStackPath" within the folder\./);
  });

  test("a file that is not JSON, which no message repeats", async () => {
    file("manifest/secret.txt", "root:x:0:0");
    const { error } = await run(
      dirname(file("manifest/manifest.json", '{"stacks":{"x":{"synthesizedStackPath":"secret.txt"}}}')),
    );
    expect(error).toMatch(/^Cannot read .*secret\.txt as JSON\.\n$/);
  });
});

test.skipIf(!existsSync("/dev/full"))("a full disk ends with a message and no stack trace", () => {
  const path = file("full.mjs", `export const specification = ${specification};`);
  const { status, stderr } = spawnSync(
    "sh",
    ["-c", `node ${root}packages/cli/dist/main.cjs explain ${path} > /dev/full`],
    { encoding: "utf8" },
  );
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "Cannot write the output: ENOSPC: no space left on device, write\n",
  });
});
