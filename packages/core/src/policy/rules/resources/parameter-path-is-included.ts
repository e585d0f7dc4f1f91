import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import { arnFields, resourceIn } from "../../parse/arn-text.js";
import type { Located } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import type { PolicyRule } from "../rule.js";

const ACTION = "ssm:GetParametersByPath";
const BELOW = /^(parameter\/.+)\/\*$/;

/**
 * Amplify's build secrets: it asks for the path of a branch, which is below the app's.
 * https://docs.aws.amazon.com/amplify/latest/userguide/environment-secrets.html
 */
const BUILD_SECRETS = /^parameter\/amplify\/d[a-z0-9]+$/;

const namesAction = perText((text) => text.toLowerCase() === ACTION.toLowerCase());

/**
 * GetParametersByPath is authorized on the path of the request:
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export const parameterPathIsIncluded: PolicyRule = (statements) => {
  // A wildcard for actions may not mean this one.
  if (!statements.some(({ actions }) => actions.some(namesAction))) return;
  const resources = statements
    .filter(({ effect, actions }) => effect === "Allow" && actions.some(({ text }) => globMatches(text, ACTION)))
    .flatMap((statement) => statement.resources);
  for (const resource of resources) {
    const path = pathAbove(resource);
    if (path === undefined || BUILD_SECRETS.test(path)) continue;
    if (resources.some((other) => mayMatch(other, resource, path))) continue;
    resource.context.report(pathItself(resource.text));
  }
};

/** What is in front of the wildcard of a parameter's ARN: `parameter/app` for `…:parameter/app/*`. */
const pathAbove = (resource: Located) =>
  arnFields(resource)?.service === "ssm" ? BELOW.exec(resourceIn(resource.text))?.[1] : undefined;

/** Whether a resource may match the path above another one. */
function mayMatch(other: Located, resource: Located, path: string): boolean {
  const fields = arnFields(other);
  const pattern = resourceIn(other.text);
  if (isUnresolved(fields === undefined ? other.text : pattern)) return true;
  const isKnown = !isUnresolved(other.text) && !isUnresolved(resource.text);
  return fields === undefined || isKnown
    ? globMatches(other.text, aboveWildcard(resource.text))
    : globMatches(pattern, path);
}

const aboveWildcard = (arn: string) => arn.slice(0, -"/*".length);

const pathItself = (arn: string): Report => ({
  code: "PARAMETER_PATH_WITHOUT_ITSELF",
  severity: "warning",
  message: `AWS authorizes ssm:GetParametersByPath on the path of the request, and ${quoted(arn)} matches only what is below it.`,
  fix: `Add ${quoted(aboveWildcard(arn))}.`,
  parameters: { arn: toDisplayString(arn), path: toDisplayString(aboveWildcard(arn)) },
});
