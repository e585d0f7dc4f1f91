import { alternate, compareDifference, fileNextTo, sample } from "../measure.mjs";

const PAIRS = 25;
const run = (variant) => sample(fileNextTo(import.meta.url, "run.cjs"), variant);

/** Loading the core, compared with a process that loads nothing. */
export function coreImport() {
  const variants = [
    { variant: "core", name: "process with the core", goal: 8 },
    { variant: "adapter", name: "process with the core as an adapter loads it", goal: 8 },
    { variant: "lint", name: "process with its lint" },
  ];
  const counts = variants.map(({ variant }) => filesOf(variant));
  return {
    title: "Importing @amplify-roles/core, over bare Node",
    equal: `one script loads ${counts[0]} files of the core, ${counts[1]} as an adapter does, ${counts[2]} for its lint, or nothing`,
    tables: [
      {
        against: "bare Node",
        relation: "difference",
        figures: variants.flatMap(({ variant, name, ...goal }) => {
          const pairs = alternate(
            PAIRS,
            () => run(variant),
            () => run("bare"),
          );
          return [
            { name, unit: "ms", ...goal, ...compareDifference(pairs, "lived") },
            { name: "  of it require", unit: "ms", ...compareDifference(pairs, "total") },
          ];
        }),
      },
    ],
  };
}

/** The number of files that are loaded, all of which have to be the core's own, or the service reference's. */
function filesOf(variant) {
  const own = ["core", "service-reference"].map((name) => fileNextTo(import.meta.url, `../../packages/${name}/dist/`));
  const { files } = run(variant);
  const foreign = files.find((file) => !own.some((folder) => file.startsWith(folder)));
  if (foreign !== undefined) throw new Error(`The core depends on the service reference only, and loads ${foreign}`);
  return files.length;
}
