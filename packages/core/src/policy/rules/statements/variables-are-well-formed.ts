import { globalConditionKeys, serviceOf } from "@amplify-roles/service-reference";
import { servicePrefixIn } from "../../../aws/service-name.js";
import { conditionKeyOf } from "../../../aws/service-reference.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isTypo, nearest } from "../../../util/similar.js";
import type { Located } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import { OF_PROVIDER } from "../conditions/condition-key-exists.js";
import type { StatementRule } from "../rule.js";
import { COGNITO } from "../trust/trusted-role.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export const variablesAreWellFormed: StatementRule = (statement) => {
  const { resources, notResources, conditions, sid, principals, notPrincipals } = statement;
  for (const list of [resources, notResources]) for (const located of list) checkVariables(located);
  for (const { values } of conditions) for (const located of values) checkVariables(located);
  for (const { operator, values } of statement.conditions) {
    if (operator === undefined || operator.type === "String" || operator.type === "ARN") continue;
    for (const located of values) {
      if (variableIn(located) !== undefined) located.context.report(variableForOperator(located.text, operator.base));
    }
  }
  for (const list of [sid === undefined ? [] : [sid], principals, notPrincipals]) {
    for (const located of list) {
      const found = variableIn(located);
      if (found !== undefined) located.context.report(variableInElement(found));
    }
  }
};

const VARIABLE = /\$\{[^{}]*\}/;
const variableIn = perText((text) => VARIABLE.exec(text)?.[0]);
const OPENING = /\$\{([^{}]*)(\}?)/g;
const ESCAPES = ["*", "?", "$"];
/**
 * Variables that are no condition keys: https://docs.aws.amazon.com/iot/latest/developerguide/iot-policy-variables.html,
 * https://docs.aws.amazon.com/transfer/latest/userguide/users-policies-session.html
 */
const OF_SERVICE = /^(iot|transfer):/i;

function checkVariables(located: Located): void {
  const report = wrongVariable(located);
  if (report !== undefined) located.context.report(report);
}

const wrongVariable = perText((text): Report | undefined => {
  if (!text.includes("${")) return undefined;
  for (const [found, inside = "", end] of text.matchAll(OPENING)) {
    if (end === "") return missingBrace(found);
    if (inside.trim() === "") return emptyVariable();
    if (ESCAPES.includes(inside)) continue;
    const comma = inside.indexOf(",");
    const name = comma < 0 ? inside : inside.slice(0, comma);
    const fallback = comma < 0 ? undefined : inside.slice(comma + 1);
    if (/\s/.test(name)) return spaceInVariable(found);
    if (fallback !== undefined && !/^\s*'[^']*'\s*$/.test(fallback)) return missingQuote(found);
    const meant = nameMeantBy(name);
    if (meant !== undefined) return unknownVariable(found, meant === "" ? undefined : meant, name);
  }
  return undefined;
});

/** The variable that a misspelled one most likely means. Undefined for one that exists, empty for one that resembles none. */
function nameMeantBy(name: string): string | undefined {
  // A claim is separated by a colon: `cognito-identity.amazonaws.com:sub`.
  if (!name.includes(":")) return name.includes(".") ? name.replace(/\.(?=[^.]*$)/, ":") : "";
  if (OF_SERVICE.test(name)) return undefined;
  if (OF_PROVIDER.test(name)) return claimMeantBy(name);
  const service = serviceOf(servicePrefixIn(name));
  const services = service === undefined ? [] : [service];
  if (conditionKeyOf(name, services) !== undefined) return undefined;
  const known = [...globalConditionKeys(), ...services.flatMap(({ conditionKeys }) => conditionKeys)];
  return (
    nearest(
      name,
      known.map((key) => key.name),
    ) ?? ""
  );
}

/**
 * Cognito is the only provider whose claims are listed
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif). What
 * resembles neither its host nor its claims is the claim of another provider.
 */
function claimMeantBy(name: string): string | undefined {
  const colon = name.indexOf(":");
  const host = name.slice(0, colon).toLowerCase();
  const claim = name.slice(colon + 1).toLowerCase();
  const meant = COGNITO.find((issuer) => issuer === host) ?? COGNITO.find((issuer) => isTypo(host, issuer));
  if (meant === undefined) return undefined;
  if (!CLAIMS.includes(claim)) return `${meant}:${nearest(claim, CLAIMS) ?? "sub"}`;
  return meant === host ? undefined : `${meant}:${claim}`;
}
const CLAIMS = ["sub", "aud", "amr"];

const missingBrace = (found: string): Report => ({
  code: "MISSING_BRACE_IN_VARIABLE",
  message: `The policy variable ${quoted(found)} has no closing brace.`,
  fix: 'Write "}" after its name.',
  parameters: { found },
});

const emptyVariable = (): Report => ({
  code: "EMPTY_VARIABLE",
  message: 'The policy variable "${}" has no name.',
  fix: 'Write a name ("${aws:username}"), or remove the variable.',
});

const spaceInVariable = (found: string): Report => ({
  code: "UNSUPPORTED_SPACE_IN_VARIABLE",
  message: `The name of the policy variable ${quoted(found)} contains a space.`,
  fix: "Remove the space.",
  parameters: { found },
});

const missingQuote = (found: string): Report => ({
  code: "MISSING_QUOTE_IN_VARIABLE",
  message: `The default of the policy variable ${quoted(found)} is not in single quotes.`,
  fix: "Write the default in single quotes: \"${aws:PrincipalTag/team, 'company'}\".",
  parameters: { found },
});

const unknownVariable = (found: string, meant: string | undefined, name: string): Report => ({
  code: "UNKNOWN_VARIABLE",
  severity: isTypo(name, meant) ? "error" : "warning",
  message: `AWS does not list the policy variable ${quoted(found)}. IAM treats an unknown one as plain text, which matches nothing.`,
  fix:
    meant === undefined
      ? "Write a condition key of the request, or remove the variable."
      : `Did you mean "\${${meant}}"?`,
  parameters: { found, ...(meant === undefined ? {} : { meant }) },
});

const variableForOperator = (found: string, operator: string): Report => ({
  code: "INVALID_VARIABLE_FOR_OPERATOR",
  message: `${operator} does not replace the policy variable in ${quoted(found)}.`,
  fix: "Write the value itself. Only string and ARN operators accept variables.",
  parameters: { found, operator },
});

const variableInElement = (found: string): Report => ({
  code: "VARIABLE_UNSUPPORTED_IN_ELEMENT",
  message: `IAM replaces policy variables in resources and conditions only, so ${quoted(found)} is plain text here.`,
  fix: "Write the value itself.",
  parameters: { found },
});
