import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { refreshSettings, withSettings } from "@amplify-roles/runtime";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { settingsCommand } from "../../../packages/cli/src/settings.js";
import { takeSnapshot } from "../aws/snapshot.js";
import { describeFixture } from "../project/each-tool.js";

const SECRETS = [
  "hidden-key-1",
  "hidden-key-2",
  "hidden-domain",
  "hidden-api",
  "hidden-host",
  "hidden-pass",
  "hidden-next",
];
const ENV = "AUTH0_DOMAIN=hidden-domain\nAPI_KEY=hidden-api\nDB_HOST=hidden-host\nDB_PASSWORD=hidden-pass\n";

/** The files under a folder that contain one of the secrets, or that a value was written to: `stack.json: hidden-pass`. */
function leaks(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => !path.includes("node_modules") && statSync(join(folder, path)).isFile())
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), "latin1");
      return SECRETS.filter((secret) => text.includes(secret)).map((secret) => `${basename(path)}: ${secret}`);
    });
}

describeFixture("settings", "settings", (tool, context) => {
  beforeEach(() => {
    for (const [name, value] of Object.entries(context().aws.env)) vi.stubEnv(name, value);
    vi.stubEnv("SETTINGS_PATH", "/papyrus/prd");
    vi.stubEnv("NODE_ENV", "production");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  /** A plugin of Pulumi may be one without write-only arguments. */
  let knowsWriteOnly = true;
  beforeEach((test) => {
    if (!knowsWriteOnly) test.skip("this AWS plugin of Pulumi has no write-only arguments");
  });
  const log: string[] = [];
  const push = async (text: string) => {
    const file = join(context().project.folder, "..", `${tool}.env`);
    writeFileSync(file, text);
    let said = "";
    const output = (line: string) => {
      said += line;
    };
    const code = await settingsCommand(["push", file, "--yes"], { out: output, error: output });
    log.push(said);
    expect([code, said.includes("hidden")]).toEqual([0, false]);
    return said;
  };

  it("are created without values, pushed, and read by the server, and no tool sees the values", async (test) => {
    const { project } = context();
    await project.set({ key: "hidden-key-1" });
    try {
      log.push((await project.preview()).stdout, (await project.deploy()).stdout);
    } catch (error) {
      knowsWriteOnly = tool === "terraform" || !String(error).includes("Write-only Attribute Not Allowed");
      if (knowsWriteOnly) throw error;
      test.skip("this AWS plugin of Pulumi has no write-only arguments");
    }
    await expect(refreshSettings()).resolves.toMatchObject({
      AUTH0_CALLBACK_URL: "https://papyrus.example.com/callback",
      SIGNING_KEY: "hidden-key-1",
      LICENSE_KEY: "hidden-key-1",
    });
    await push(ENV);
    const settings = await refreshSettings();
    expect({ ...settings }).toMatchObject({
      AUTH0_DOMAIN: "hidden-domain",
      API_KEY: "hidden-api",
      DB_HOST: "hidden-host",
      DB_PASSWORD: "hidden-pass",
      FLASK_SECRET_KEY: expect.stringMatching(/^\w{32}$/),
    });
    await project.refresh();
    expect(await project.plan()).toEqual([]);
  });

  it("keep their values when something else of them changes", async () => {
    const { project } = context();
    await project.set({ owner: "platform" });
    log.push((await project.deploy()).stdout);
    const settings = await refreshSettings();
    expect(settings.AUTH0_CALLBACK_URL).toBe("https://platform.example.com/callback");
    expect([settings.AUTH0_DOMAIN, settings.API_KEY, settings.DB_PASSWORD]).toEqual([
      "hidden-domain",
      "hidden-api",
      "hidden-pass",
    ]);
  });

  it("are read again when a rotated password is refused", async () => {
    await push("DB_PASSWORD=hidden-next\n");
    const connect = ({ DB_PASSWORD }: { DB_PASSWORD: string }) => {
      if (DB_PASSWORD !== "hidden-next") throw Object.assign(new Error("refused"), { code: "28P01" });
      return "connected";
    };
    expect(await withSettings(connect)).toBe("connected");
  });

  it("are in no file, state, plan or log", async () => {
    const { project } = context();
    // The value of the variable itself, which the user gives.
    const found = leaks(project.folder).filter(
      (leak) => !/^(Pulumi\.\w+\.yaml|terraform\.tfvars(\.json)?): /.test(leak),
    );
    expect(found).toEqual([]);
    const all = [await project.state(), JSON.stringify(await project.plan()), ...log].join("\n");
    expect(SECRETS.filter((secret) => all.includes(secret))).toEqual([]);
  });

  it("are gone after the destroy", async () => {
    const { aws, project } = context();
    await project.destroy();
    const { parameters, secrets, scheduledForDeletion, roles } = await takeSnapshot(aws);
    expect({ parameters, secrets, scheduledForDeletion, roles }).toEqual({
      parameters: {},
      secrets: {},
      scheduledForDeletion: [],
      roles: {},
    });
  });
});
