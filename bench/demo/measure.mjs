import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { same } from "../equal.mjs";
import { alternate, compare, fileNextTo, sample } from "../measure.mjs";

/** Planning the demo in the core, as a share of synthesizing it with CDKTF. */
export function demoSynthesis(folder) {
  const run = (variant) => sample(fileNextTo(import.meta.url, "run.mjs"), variant, join(folder, variant));
  const [measured, example] = [join(folder, "cdktf"), join(folder, "example")];
  run("cdktf");
  synthesizeExample(example);
  const blocks = blocksOfApp(measured);
  same("the demo's resources", blocks.join("\n"), blocksOfApp(example).join("\n"));
  const pairs = alternate(
    15,
    () => run("core"),
    () => run("cdktf"),
  );
  return {
    title: "The demo: planned by the core, as a share of its synthesis with CDKTF (without starting and loading)",
    equal: `its ${blocks.length} resources are those of examples/cdktf/new-app, byte for byte`,
    tables: [{ against: "CDKTF", figures: [{ name: "time", unit: "ms", ...compare(pairs, "total") }] }],
  };
}

function synthesizeExample(outdir) {
  const cli = createRequire(import.meta.url).resolve("tsx/cli");
  const env = { ...process.env, CDKTF_OUTDIR: outdir, AWS_REGION: "eu-west-1" };
  execFileSync(process.execPath, [cli, fileNextTo(import.meta.url, "../../examples/cdktf/new-app/main.ts")], {
    env,
    stdio: ["ignore", 2, 2],
  });
}

/** The resources of the construct `web` in the stack `web`, one a line. */
function blocksOfApp(outdir) {
  const { resource } = JSON.parse(readFileSync(join(outdir, "stacks/web/cdk.tf.json"), "utf8"));
  return Object.entries(resource)
    .flatMap(([type, named]) => Object.entries(named).map(([name, block]) => ({ type, name, block })))
    .filter(({ block }) => block["//"].metadata.path.startsWith("web/web/"))
    .map((found) => JSON.stringify(found))
    .sort();
}
