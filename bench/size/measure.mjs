import { installAwsCdk } from "../aws-cdk/install.mjs";
import { fileNextTo, sample } from "../measure.mjs";

/** Characters of a role's policy, against the one that aws-cdk's grants make for the same calls. */
export function policySize() {
  installAwsCdk();
  const { compared } = sample(fileNextTo(import.meta.url, "run.mjs"));
  const together = compared.at(-1);
  const figures = compared.map(({ name, ours, theirs }) => ({
    name,
    unit: "chars",
    ours,
    theirs,
    relation: ours / theirs,
    ...(name === together.name && { goal: 0.8 }),
  }));
  return {
    title: "Size of a role's policy in characters as IAM counts them, against aws-cdk's grants",
    equal: `both allow the same ${together.calls} calls; what else they allow differs`,
    tables: [{ against: "aws-cdk-lib", figures }],
    notes: [
      `Only aws-cdk grants: ${together.onlyTheirs.join(", ")}.`,
      `Only ours grants: ${together.onlyOurs.join(", ") || "no action"}.`,
      `Under conditions in ours only: ${together.conditionalInOurs.join(", ")}.`,
    ],
  };
}
