import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { refreshSettings } from "@amplify-roles/runtime";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { settingsCommand } from "../../../packages/cli/src/settings.js";
import { captured } from "../../cli/support/captured.js";
import { takeSnapshot } from "../aws/snapshot.js";
import { describeFixture } from "../project/each-tool.js";

const DB = 'DB_HOST: { type: "secret", group: "db" },\n      DB_PASSWORD: { type: "secret", group: "db" },';
const NO_WRITE_ONLY = "this AWS plugin of Pulumi has no write-only arguments";

describeFixture("a deleted setting within its recovery window", "settings", (tool, context) => {
  let refused = false;
  beforeEach((test) => {
    for (const [name, value] of Object.entries(context().aws.env)) vi.stubEnv(name, value);
    vi.stubEnv("SETTINGS_PATH", "/papyrus/prd");
    vi.stubEnv("NODE_ENV", "production");
    if (refused) test.skip(NO_WRITE_ONLY);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const settings = async (...args: readonly string[]) => {
    const { said, output } = captured();
    const code = await settingsCommand(args, output);
    return { code, ...said };
  };

  it("is kept by Secrets Manager", async (test) => {
    const { aws, project } = context();
    await project.edit("recoveryWindowInDays: 0,", "recoveryWindowInDays: 7,");
    await project.set({ key: "hidden-key-1" });
    try {
      await project.deploy();
    } catch (error) {
      refused = tool === "pulumi" && String(error).includes("Write-only Attribute Not Allowed");
      if (!refused) throw error;
      return test.skip(NO_WRITE_ONLY);
    }
    const file = join(project.folder, ".env");
    writeFileSync(file, "DB_HOST=hidden-host\nDB_PASSWORD=hidden-pass\n");
    expect((await settings("push", file, "--yes")).code).toBe(0);
    await project.edit(DB, "");
    await project.deploy();
    const { secrets, scheduledForDeletion } = await takeSnapshot(aws);
    expect([Object.keys(secrets).sort(), scheduledForDeletion]).toEqual([
      ["papyrus/prd/flask", "papyrus/prd/given"],
      ["secret papyrus/prd/db"],
    ]);
    expect(Object.keys(await refreshSettings())).not.toContain("DB_PASSWORD");
  });

  it("cannot be created again, and `settings diff` says what to type", async () => {
    const { project } = context();
    await project.edit('FLASK_SECRET_KEY: { type: "generated"', `${DB}\n      FLASK_SECRET_KEY: { type: "generated"`);
    await expect(project.deploy()).rejects.toThrow(/CreateSecret.*Exception/s);
    const program = join(project.folder, tool === "terraform" ? "cdktf.out" : "stack.json");
    if (tool === "pulumi") writeFileSync(program, (await project.command("stack", "export")).stdout);
    const { code, out } = await settings("diff", "--program", program, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toContainEqual({
      name: "DB_PASSWORD",
      where: "secret db",
      difference: "deleted: run settings restore --group db",
    });
  });

  it("has its values again after `settings restore` and the command that it prints", async () => {
    const { project } = context();
    const program = join(project.folder, tool === "terraform" ? "cdktf.out" : "stack.json");
    const { code, out } = await settings("restore", "--group", "db", "--program", program);
    expect(code).toBe(0);
    const [, command = ""] = /^ {2}(?:terraform|pulumi) (import .*)$/m.exec(out) ?? [];
    const typed = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, inQuotes, plain]) => inQuotes ?? plain ?? "");
    await project.command(...typed, ...(tool === "pulumi" ? ["--yes"] : []));
    await project.deploy();
    expect(await refreshSettings()).toMatchObject({ DB_HOST: "hidden-host", DB_PASSWORD: "hidden-pass" });
    expect(await project.plan()).toEqual([]);
  });

  it("is deleted with the rest", async () => {
    const { aws, project } = context();
    await project.destroy();
    const { secrets, parameters, scheduledForDeletion } = await takeSnapshot(aws);
    expect({ secrets, parameters }).toEqual({ secrets: {}, parameters: {} });
    expect(scheduledForDeletion).toEqual(["db", "flask", "given"].map((group) => `secret papyrus/prd/${group}`));
  });
});
