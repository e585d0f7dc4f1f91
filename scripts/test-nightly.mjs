import { build, runTool } from "./steps.mjs";

// Another sample each night and the same one all day. The output names the seed, so that a failure can be run again.
const today = new Date().toISOString().slice(0, 10).replaceAll("-", "");
for (const name of ["FAULTS_SEED", "DEPLOY_POLICY_SEED"]) process.env[name] ??= today;

build();
runTool("vitest", "vitest", ["run", "--config", "vitest.nightly.config.ts", ...process.argv.slice(2)]);
