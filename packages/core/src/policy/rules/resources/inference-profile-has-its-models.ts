import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { toDisplayString } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import { arnText } from "../../parse/arn-text.js";
import type { Located } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import type { PolicyRule } from "../rule.js";

const INVOKING = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
/** A profile of AWS's, with the geography in front of the model, or one of an application, whose model is not in its name. */
const PROFILE =
  /^arn:[^:]*:bedrock:[^:]*:[^:]*:(?:application-inference-profile\/|inference-profile\/(?:[a-z-]+\.)?([^*?\uE000]*))/;
/** A model, or a pattern that matches one. */
const MODEL = /^arn:[^:]*:bedrock:[^:]*:[^:]*:(?:[*?].*|foundation-model\/(.*)|foundation-model\*)$/;

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
  const profiles = resources.filter((resource) => PROFILE.test(arnText(resource)));
  if (profiles.length === 0 || invoking.some(({ notResources }) => notResources.length > 0)) return;
  if (resources.some(isOpenOrEverything)) return;
  for (const profile of profiles) {
    const id = PROFILE.exec(arnText(profile))?.[1];
    if (!resources.some((resource) => mayBeModelOf(arnText(resource), id)))
      profile.context.report(withoutModels(profile.text));
  }
};

const isOpenOrEverything = (resource: Located) => /^(\*+$|\uE000)/.test(arnText(resource));

/** Whether a resource may be a model to which a profile routes requests, by the start of the model's ID. */
function mayBeModelOf(arn: string, id: string | undefined): boolean {
  const found = MODEL.exec(arn);
  if (found === null) return false;
  const start = found[1]?.slice(0, found[1].search(/[*?\uE000]|$/));
  return id === undefined || start === undefined || id.startsWith(start) || start.startsWith(id);
}

const withoutModels = (profile: string): Report => ({
  code: "INFERENCE_PROFILE_WITHOUT_MODELS",
  severity: "warning",
  message: `A request to ${quoted(profile)} also needs the models to which the profile routes it.`,
  fix: 'Add the model in every region of the profile: "arn:aws:bedrock:*::foundation-model/<model id>".',
  parameters: { profile: toDisplayString(profile) },
});
