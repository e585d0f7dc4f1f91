import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import { perText } from "../../parse/per-text.js";
import type { PolicyRule } from "../rule.js";

const ACTION = "ssm:GetParametersByPath";
const BELOW = /^(arn:[^:]*:ssm:[^:]*:[^:]*:parameter\/.+)\/\*$/;

/**
 * Amplify's build secrets: it asks for the path of a branch, which is below the app's.
 * https://docs.aws.amazon.com/amplify/latest/userguide/environment-secrets.html
 */
const BUILD_SECRETS = /:parameter\/amplify\/d[a-z0-9]+$/;

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
  for (const { text, context } of resources) {
    const path = isUnresolved(text) ? undefined : BELOW.exec(text)?.[1];
    if (path === undefined || BUILD_SECRETS.test(path)) continue;
    if (resources.some((other) => isUnresolved(other.text) || globMatches(other.text, path))) continue;
    context.report(pathItself(text, path));
  }
};

const pathItself = (arn: string, path: string): Report => ({
  code: "PARAMETER_PATH_WITHOUT_ITSELF",
  severity: "warning",
  message: `AWS authorizes ssm:GetParametersByPath on the path of the request, and ${quoted(arn)} matches only what is below it.`,
  fix: `Add "${path}".`,
  parameters: { arn, path },
});
