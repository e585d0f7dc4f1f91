import { build, runTool } from "./steps.mjs";

/** The localhost AWS, and one example with each tool: what breaks first, in a few minutes. */
const SMOKE = [
  "test/e2e/aws/gateway.test.ts",
  "test/e2e/aws/amplify.test.ts",
  "test/e2e/aws/cloud-control.test.ts",
  "test/e2e/scenarios/hosting.test.ts",
  "test/e2e/scenarios/examples/private-bucket.test.ts",
];

const given = process.argv.slice(2);
const smoke = given.includes("--smoke");
const files = smoke ? [...SMOKE, ...given.filter((argument) => argument !== "--smoke")] : given;

build();
// The examples' tests read it.
if (smoke) process.env.E2E_SMOKE = "true";
runTool("vitest", "vitest", ["run", "--config", "vitest.e2e.config.ts", ...files]);
