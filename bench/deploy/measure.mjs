import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { alternate, compare, fileNextTo, sample } from "../measure.mjs";

/** Each tool, what its command is called, and what the variant with our constructs is. */
const TOOLS = {
  terraform: { ours: "constructs", title: "CDKTF and Terraform" },
  pulumi: { ours: "components", title: "Pulumi" },
};

/** The life of many apps in one stack, against the same resources written manually: AWS's APIs are on this machine. */
export function deployment(folder) {
  const missing = Object.keys(TOOLS).filter((tool) => spawnSync(tool, ["version"]).status !== 0);
  const tables = Object.entries(TOOLS)
    .filter(([tool]) => !missing.includes(tool))
    .map(([tool, { ours, title }]) => life(tool, ours, title, folder));
  const [table] = tables;
  if (table === undefined) throw new Error("Neither terraform nor pulumi is on the PATH");
  return {
    title: `${table.apps} apps with ${table.branches / table.apps} branches each, deployed and destroyed by the tools at their defaults`,
    equal: "both variants leave as many apps and branches, a second plan without changes, and nothing once destroyed",
    tables,
    notes: [
      ...tables.map(({ against, calls }) => `${against}: ${calls.join(" and ")} calls to AWS until it is deployed`),
      ...missing.map((tool) => `Skipped: ${tool} is not on the PATH`),
    ],
  };
}

function life(tool, variant, title, folder) {
  const run = (which) => {
    const work = join(folder, `${tool}-${which}`);
    mkdirSync(work, { recursive: true });
    return sample(fileNextTo(import.meta.url, "run.mjs"), tool, which, work);
  };
  const pairs = alternate(
    1,
    () => run(variant),
    () => run("manual"),
  );
  const [{ ours, theirs }] = pairs;
  for (const count of ["apps", "branches"]) {
    if (ours[count] !== theirs[count])
      throw new Error(`${tool}: ${ours[count]} ${count}, manual code ${theirs[count]}`);
  }
  const figure = (name, unit, key) => ({ name, unit, ...compare(pairs, key) });
  return {
    against: `${title}, manual code`,
    apps: ours.apps,
    branches: ours.branches,
    calls: [ours.calls, theirs.calls],
    figures: [
      figure("deploy", "s", "deploy"),
      figure("second plan", "s", "plan"),
      figure("destroy", "s", "destroy"),
      figure("memory (all processes, at most)", "MB", "megabytes"),
    ],
  };
}
