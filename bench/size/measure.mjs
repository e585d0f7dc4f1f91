import { installAwsCdk } from "../aws-cdk/install.mjs";
import { fileNextTo, sample } from "../measure.mjs";

/** Characters of a role's policy, against the one that aws-cdk's grants make for the same calls. */
export function policySize() {
  installAwsCdk();
  const { compared } = sample(fileNextTo(import.meta.url, "run.mjs"));
  const together = compared.at(-1);
  const figure = (name, { ours, theirs }, goal) => ({
    name,
    unit: "chars",
    ours,
    theirs,
    relation: ours / theirs,
    ...(goal && { goal }),
  });
  const equal = ["what we grant", "what aws-cdk grants"].flatMap((whose, index) =>
    compared.map(({ name, equal }) => figure(`${name}: ${whose}`, equal[index], 1.05)),
  );
  return {
    title: "Size of a role's policy in characters as IAM counts them: with equal permissions, and as both grant",
    equal: `both allow the same ${together.calls} calls; what else they allow differs`,
    tables: [
      { against: "the smallest with the same permissions", figures: equal },
      { against: "aws-cdk's grants", figures: compared.map((one) => figure(one.name, one)) },
    ],
    notes: [
      `Only aws-cdk grants: ${together.onlyTheirs.join(", ")}.`,
      `Only ours grants: ${together.onlyOurs.join(", ") || "no action"}.`,
      `Under conditions in ours only: ${together.conditionalInOurs.join(", ")}.`,
    ],
  };
}
