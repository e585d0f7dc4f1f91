import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import { perText } from "../../parse/per-text.js";
import type { PolicyRule } from "../rule.js";

const INVOKING = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
const PROFILE = /^arn:[^:]*:bedrock:[^:]*:[^:]*:inference-profile\//;
/** A model, or a pattern that matches one. */
const MAY_BE_MODEL =
  /^(\*+$|arn:[^:]*:bedrock:[^:]*:[^:]*:([*?]|foundation-model|application-inference-profile|custom-model|provisioned-model|imported-model))/;

const invokes = perText((pattern) => INVOKING.some((action) => globMatches(pattern, action)));

/**
 * A request to an inference profile is authorized on the profile and on the model in each of its regions:
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export const inferenceProfileHasItsModels: PolicyRule = (statements) => {
  const invoking = statements.filter(
    ({ effect, actions, notActions }) => effect === "Allow" && (notActions.length > 0 || actions.some(invokes)),
  );
  const resources = invoking.flatMap((statement) => statement.resources);
  if (!resources.some(({ text }) => PROFILE.test(text))) return;
  const models =
    invoking.some(({ notResources }) => notResources.length > 0) ||
    resources.some(({ text }) => isUnresolved(text) || MAY_BE_MODEL.test(text));
  if (models) return;
  for (const { text, context } of resources) if (PROFILE.test(text)) context.report(withoutModels(text));
};

const withoutModels = (profile: string): Report => ({
  code: "INFERENCE_PROFILE_WITHOUT_MODELS",
  severity: "warning",
  message: `A request to ${quoted(profile)} also needs the models to which the profile routes it.`,
  fix: 'Add the model in every region of the profile: "arn:aws:bedrock:*::foundation-model/<model id>".',
  parameters: { profile },
});
