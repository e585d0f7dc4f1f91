import { alternate, beside, compareDifference, sample } from "../measure.mjs";

const PAIRS = 25;
const run = (variant) => sample(beside(import.meta.url, "run.cjs"), variant);

/** Loading the core, over a process that loads nothing. */
export function coreImport() {
  const pairs = (variant) =>
    alternate(
      PAIRS,
      () => run(variant),
      () => run("bare"),
    );
  const files = { core: filesOf("core"), lint: filesOf("lint") };
  const [core, lint] = [pairs("core"), pairs("lint")];
  return {
    title: "Importing @amplify-roles/core, over bare Node",
    equal: `one script loads the core's ${files.core} files, its lint's ${files.lint}, or nothing`,
    tables: [
      {
        against: "bare Node",
        relation: "difference",
        figures: [
          { name: "process with the core", unit: "ms", goal: 5, ...compareDifference(core, "lived") },
          { name: "  of it require", unit: "ms", ...compareDifference(core, "total") },
          { name: "process with its lint", unit: "ms", ...compareDifference(lint, "lived") },
          { name: "  of it require", unit: "ms", ...compareDifference(lint, "total") },
        ],
      },
    ],
  };
}

/** The number of files that are loaded, all of which have to be the core's own. */
function filesOf(variant) {
  const core = beside(import.meta.url, "../../packages/core/dist/");
  const { files } = run(variant);
  const foreign = files.find((file) => !file.startsWith(core));
  if (foreign !== undefined) throw new Error(`The core depends on nothing, and loads ${foreign}`);
  return files.length;
}
