import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../support/repository.js";
import { removeFolder, temporaryFolder } from "./folders.js";
import { run } from "./processes.js";
import { answer } from "./questions.js";
import { TERRAFORM_BINARY, TERRAFORM_PROVIDER } from "./settings.js";
import { hasPython } from "./tools.js";

const require = createRequire(import.meta.url);
const vitest = join(dirname(require.resolve("vitest/package.json")), "vitest.mjs");
const pulumiAws: string = require("@pulumi/aws/package.json").version;

describe("the suite of e2e, with a part of the machine missing, ends well and says in one line each what it skipped", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder("missing");
    await mkdir(join(folder, "mirror"));
    await writeFile(
      join(folder, "tfrc"),
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(join(folder, "mirror"))}\n  }\n}\n`,
    );
  });
  afterAll(() => removeFolder(folder));

  /** What a small file of both tools prints last: what it skipped, and the totals. */
  async function printed(env: NodeJS.ProcessEnv): Promise<string[]> {
    const args = [vitest, "run", "--config", "vitest.e2e.config.ts", "test/e2e/scenarios/hosting.test.ts"];
    const { stdout, stderr } = await run(process.execPath, args, {
      cwd: root,
      env: { ...env, NO_COLOR: "1", FORCE_COLOR: undefined },
      timeoutMs: 300_000,
    });
    expect(`${stdout}\n${stderr}`).not.toMatch(/^\s+at |Error:/m);
    const lines = stdout.trimEnd().split("\n");
    return lines.slice(lines.findIndex((line) => line.startsWith("skipped ")));
  }

  const skipped = (terraform: string, pulumi: string) => [
    `skipped  hosting resources without constructs, with Terraform (${terraform})`,
    `skipped  hosting resources without components, with Pulumi (${pulumi})`,
    "0 passed, 0 failed, 2 skipped",
  ];

  const complete = [TERRAFORM_BINARY, "pulumi"].every((tool) => answer(tool, ["version"])) && hasPython() === undefined;
  it.skipIf(!complete)("the providers", async () => {
    const env = { TF_CLI_CONFIG_FILE: join(folder, "tfrc"), TF_PLUGIN_CACHE_DIR: undefined, PULUMI_HOME: folder };
    expect(await printed(env)).toEqual(
      skipped(
        `${TERRAFORM_BINARY} cannot get the provider hashicorp/aws ${TERRAFORM_PROVIDER}`,
        `pulumi has no plugin aws ${pulumiAws}: pulumi plugin install resource aws ${pulumiAws}`,
      ),
    );
  });

  it("the tools", async () => {
    expect(await printed({ PATH: folder })).toEqual(
      skipped(
        `${TERRAFORM_BINARY} is not on the PATH; python3 with venv is not on the PATH`,
        "pulumi is not on the PATH; python3 with venv is not on the PATH",
      ),
    );
  });
});
