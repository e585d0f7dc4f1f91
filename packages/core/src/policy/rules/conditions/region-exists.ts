import { knownRegions, partitionOfRegion, REGION_FORMAT } from "../../../aws/regions.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { nearest } from "../../../util/similar.js";
import type { StatementRule } from "../rule.js";

/** Global services of each partition are requested in a region of this form, too. */
const GLOBAL = /^aws(-[a-z]+)*-global$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion */
export const regionExists: StatementRule = ({ conditions }) => {
  for (const { key, operator, values } of conditions) {
    if (key.toLowerCase() !== "aws:requestedregion" || operator?.type !== "String") continue;
    for (const { text, context } of values) {
      if (isUnresolved(text) || /[*?$]/.test(text) || GLOBAL.test(text)) continue;
      if (partitionOfRegion(text) === undefined) context.report(unknownRegion(text, REGION_FORMAT.test(text)));
    }
  }
};

/** @param mayBeNew whether AWS may have added a region of that name */
function unknownRegion(region: string, mayBeNew: boolean): Report {
  const meant = nearest(region, knownRegions());
  return {
    code: "INVALID_REGION",
    severity: mayBeNew ? "warning" : "error",
    message: `AWS has no region ${quoted(region)}${mayBeNew ? " that this version knows" : ""}.`,
    fix: meant === undefined ? 'Write a region: "eu-west-1".' : `Did you mean "${meant}"?`,
    parameters: { found: region, ...(meant === undefined ? {} : { meant }) },
  };
}
