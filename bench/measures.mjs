import { readFileSync } from "node:fs";
import { join } from "node:path";
import { coreImport } from "./core-import/measure.mjs";
import { demoSynthesis } from "./demo/measure.mjs";
import { deployment } from "./deploy/measure.mjs";
import { same } from "./equal.mjs";
import { inFolder } from "./folder.mjs";
import { linting } from "./lint/measure.mjs";
import { alternate, compare, fileNextTo, sample } from "./measure.mjs";
import { policies } from "./policies/measure.mjs";
import { coldStart } from "./runtime/measure.mjs";
import { policySize } from "./size/measure.mjs";
import { APPS, BRANCHES } from "./workload.mjs";

const script = (path) => fileNextTo(import.meta.url, path);

/** Loading the CDKTF adapter, against loading what it is made of. */
function importing() {
  const run = (variant) => sample(script("import/run.cjs"), variant);
  const [ours, theirs] = [run("adapter"), run("bindings")];
  same("the files loaded from node_modules", ours.dependencies.join("\n"), theirs.dependencies.join("\n"));
  const pairs = alternate(
    12,
    () => run("adapter"),
    () => run("bindings"),
  );
  return {
    title: "Importing @amplify-roles/cdktf, against cdktf and the same bindings",
    equal: `${ours.dependencies.length} files from node_modules are loaded by both`,
    tables: [
      {
        against: "manual code",
        figures: [
          { name: "time", unit: "ms", ...compare(pairs, "total") },
          { name: "memory (largest resident set)", unit: "MB", ...compare(pairs, "megabytes") },
        ],
      },
    ],
  };
}

/** Synthesis with the constructs, against the same resources written manually. */
function synthesis(folder) {
  const run = (variant) => sample(script("cdktf/run.mjs"), variant, join(folder, variant));
  const synthesized = (variant) => readFileSync(join(folder, variant, "stacks/stack/cdk.tf.json"), "utf8");
  run("constructs");
  run("manual");
  // The constructs have Terraform encode what is in JSON; manually, quotes are put around it. Of ids and ARNs it is the same.
  const ours = synthesized("constructs")
    .replace(/\$\{jsonencode\((?:tostring\()?([\w.-]+)\)?\)\}/g, '\\"$${$1}\\"')
    .replace(/\$\{jsonencode\((\\"(?:[^"\\]|\\[^"])*\\")\)\}/g, "$1");
  same("the synthesized configuration", ours, synthesized("manual"));
  const pairs = alternate(
    15,
    () => run("constructs"),
    () => run("manual"),
  );
  return {
    title: `CDKTF: App.synth of ${APPS} apps with ${BRANCHES} branches each, against the same resources written manually`,
    equal: `both synthesize the same ${(ours.match(/"uniqueId":/g) ?? []).length} resources, byte for byte`,
    tables: [
      {
        against: "manual code",
        figures: [
          { name: "time", unit: "ms", goal: 1.1, ...compare(pairs, "total") },
          { name: "  of it the constructors", unit: "ms", ...compare(pairs, "construct") },
          { name: "  of it App.synth", unit: "ms", ...compare(pairs, "synth") },
          { name: "memory (largest resident set)", unit: "MB", ...compare(pairs, "megabytes") },
        ],
      },
    ],
  };
}

/** A Pulumi program with the components, against the same registrations manually. */
function registration(folder) {
  const run = (variant, ...file) => sample(script("pulumi/run.mjs"), variant, ...file);
  const recorded = (variant) => {
    const file = join(folder, `${variant}.requests`);
    run(variant, file);
    return readFileSync(file, "utf8");
  };
  const ours = recorded("components");
  same("the requests to the engine", ours, recorded("manual"));
  const pairs = alternate(
    5,
    () => run("components"),
    () => run("manual"),
  );
  return {
    title: `Pulumi: ${APPS} apps with ${BRANCHES} branches each registered, against the same resources written manually`,
    equal: `both make the same ${ours.split("\n").length} requests to the engine, dependencies included`,
    tables: [
      {
        against: "manual code",
        figures: [
          { name: "time", unit: "ms", goal: 1.1, ...compare(pairs, "total") },
          { name: "memory (largest resident set)", unit: "MB", ...compare(pairs, "megabytes") },
        ],
      },
    ],
  };
}

/** By name, in the order in which they are made. */
export const measures = {
  import: importing,
  cdktf: inFolder(synthesis),
  pulumi: inFolder(registration),
  policies: inFolder(policies),
  "core-import": coreImport,
  size: policySize,
  lint: inFolder(linting),
  demo: inFolder(demoSynthesis),
  runtime: inFolder(coldStart),
  deploy: inFolder(deployment),
};

/** Those that take long, and need Terraform, Pulumi and Python: made where they are asked for. */
export const onlyByName = ["deploy"];
