import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { codeBlocksOf } from "../../repository/support/pages.js";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import { PulumiProject } from "../project/pulumi.js";
import { sharedAws } from "../project/shared-aws.js";
import { TerraformProject } from "../project/terraform.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../project/tools.js";

const blocks = codeBlocksOf("README.md");
const block = (language: string, text: string) =>
  blocks.find((one) => one.language === language && one.code.includes(text))?.code ?? "";

/** A folder with a program, as a reader would have it. */
async function programFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder("readme");
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describeWith([hasTerraform, hasPython], "the README's program for Terraform", () => {
  it("has the plan that the README shows", async () => {
    const { env } = await sharedAws();
    const program = await programFolder({ "main.ts": block("ts", '"@amplify-roles/cdktf"') });
    const values = { github_token: "the-github-token" };
    const terraform = await TerraformProject.create({ program, env, values, stack: "web" });
    const { stdout } = await terraform.preview();
    const plan = stdout.split("\n").filter((line) => /^ {2}# |^Plan: /.test(line));
    expect(`${plan.join("\n")}\n`).toBe(block("", "Plan: "));
    await terraform.remove();
    await removeFolder(program);
  });
});

describeWith([hasPulumi, hasPython], "the README's program for Pulumi", () => {
  it("previews the resources that the README shows", async () => {
    const { env } = await sharedAws();
    const program = await programFolder({
      "Pulumi.yaml": "name: web\nruntime: nodejs\n",
      "index.ts": block("ts", '"@amplify-roles/pulumi"'),
    });
    const pulumi = await PulumiProject.create({ program, env, values: { githubToken: "the-github-token" } });
    const { output } = await pulumi.preview();
    const created = [...output.matchAll(/\+ ([\w-]+:[\w/]+:\w+): \(create\)\n\s+\[urn=\S+::(\S+)\]/g)].map(
      ([, type = "", name]) => `${type.replace(/\/\w+:/, ":")} ${name}`,
    );
    const shown = [...block("", "pulumi:pulumi:Stack").matchAll(/^ \+[ └├─]+(\S+) +(\S+) +create$/gm)];
    const withoutStack = (rows: readonly string[]) => rows.filter((row) => !row.startsWith("pulumi:pulumi:")).sort();
    expect(withoutStack(created)).toEqual(withoutStack(shown.map(([, type, name]) => `${type} ${name}`)));
    await pulumi.remove();
    await removeFolder(program);
  });
});
