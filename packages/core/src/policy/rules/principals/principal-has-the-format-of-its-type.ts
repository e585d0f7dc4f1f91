import { servicePrefixes } from "@amplify-roles/service-reference";
import type { Report } from "../../../findings/finding.js";
import { quoted, writeInstead } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import { nearest } from "../../../util/similar.js";
import { arnText } from "../../parse/arn-text.js";
import { perText } from "../../parse/per-text.js";
import type { StatementRule } from "../rule.js";
import { hasPartialWildcard } from "./principal-has-no-partial-wildcard.js";

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html. An origin access identity is
 * CloudFront's own:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html. The
 * domains of services are those of the partitions in the AWS SDKs. Alexa is a service of Amazon's:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-alexa.html, and for smart homes
 * https://developer.amazon.com/docs/smarthome/steps-to-build-a-smart-home-skill.html
 */
const TYPES: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  Service: {
    pattern:
      /^[a-z0-9.-]+\.(amazonaws\.(com|com\.cn|eu)|aws\.internal|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$|^alexa-(appkit|connectedhome)\.amazon\.com$/,
    example: '"amplify.amazonaws.com"',
  },
  AWS: {
    pattern:
      /^(\*|\d{12}|A[A-Z0-9]{15,}|arn:aws[a-z-]*:iam::\d{12}:(root|(user|role)\/.+)|arn:aws[a-z-]*:sts::\d{12}:(self|federated-user\/.+|assumed-role\/[^/]+\/.+)|arn:aws[a-z-]*:iam::cloudfront:user\/CloudFront Origin Access Identity \w+)$/,
    example: '"123456789012", or a role\'s ARN',
  },
  Federated: {
    pattern: /^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|arn:aws[a-z-]*:iam::\d{12}:(oidc|saml)-provider\/.+)$/,
    example: '"cognito-identity.amazonaws.com"',
  },
  CanonicalUser: { pattern: /^[0-9a-f]{64}$/, example: "an account's canonical user id, 64 hexadecimal digits" },
};

/**
 * What IAM has that is no principal, by its ARN and by its ID:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
const NO_PRINCIPALS: readonly { readonly form: RegExp; readonly what: string }[] = [
  { form: /^(arn:[^:]*:iam::[^:]*:group\/|AGPA[A-Z0-9]{12,}$)/, what: "a user group" },
  { form: /^(arn:[^:]*:iam::[^:]*:policy\/|AN[PV]A[A-Z0-9]{12,}$)/, what: "a managed policy" },
  { form: /^(arn:[^:]*:iam::[^:]*:instance-profile\/|AIPA[A-Z0-9]{12,}$)/, what: "an instance profile" },
  { form: /^(arn:[^:]*:iam::[^:]*:server-certificate\/|ASCA[A-Z0-9]{12,}$)/, what: "a certificate" },
  { form: /^arn:[^:]*:iam::[^:]*:(mfa|u2f)\//, what: "an MFA device" },
  {
    form: /^arn:[^:]*:iam::[^:]*:(oidc|saml)-provider\//,
    what: 'an identity provider, which has the type "Federated"',
  },
];

const noPrincipal = perText((_, located) => NO_PRINCIPALS.find(({ form }) => form.test(arnText(located)))?.what);

export const principalHasTheFormatOfItsType: StatementRule = ({ principals, notPrincipals }) => {
  for (const principal of [...principals, ...notPrincipals]) {
    const { type, text, context } = principal;
    const what = type === "AWS" ? noPrincipal(principal) : undefined;
    if (what !== undefined) {
      context.report(notAPrincipal(text, what));
      continue;
    }
    const format = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
    if (format === undefined || isUnresolved(text) || text.includes("${") || hasPartialWildcard(principal)) continue;
    if (!format.pattern.test(text)) context.report(invalidPrincipal(text, type, format.example));
    else if (type === "Service") {
      const meant = serviceMeantBy(principal);
      if (meant !== undefined) context.report(misspelledService(text, meant));
    }
  }
};

/** Shorter names resemble others by chance. */
const LONG_ENOUGH = 5;

/**
 * The principal that a misspelled one most likely means. Most services have the name of their actions, and AWS lists no
 * others (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services), so
 * only a name that differs in one character from a service's counts.
 */
const serviceMeantBy = perText((text): string | undefined => {
  const [, name = ""] = /^([a-z0-9-]+)\.amazonaws\.com$/.exec(text) ?? [];
  const prefixes = servicePrefixes();
  if (name.length < LONG_ENOUGH || prefixes.includes(name)) return undefined;
  const meant = nearest(
    name,
    prefixes.filter((prefix) => Math.abs(prefix.length - name.length) <= 1),
  );
  return meant !== undefined && lettersOf(name) !== lettersOf(meant) && differInOneCharacter(name, meant)
    ? `${meant}.amazonaws.com`
    : undefined;
});

/** Services are written with and without hyphens, and with numbers of versions: `application-insights`, `macie`. */
const lettersOf = (name: string) => name.replace(/[-\d]|v(?=\d)/g, "");

/** Whether one character is missing, added, changed, or swapped with its neighbor. */
function differInOneCharacter(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [a, b] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  return (a.length <= 1 && b.length <= 1) || (a.length === 2 && a === [...b].reverse().join(""));
}

const misspelledService = (text: string, meant: string): Report => ({
  code: "INVALID_PRINCIPAL",
  severity: "warning",
  message: `No service of AWS that this version knows is called ${quoted(text)}.`,
  fix: `Did you mean "${meant}"?`,
  parameters: { found: text, type: "Service", meant },
});

const notAPrincipal = (text: string, what: string): Report => ({
  code: "INVALID_PRINCIPAL",
  message: `${quoted(text)} is ${what}. It cannot be a principal of the type "AWS".`,
  fix: "Write the ARN of a role, a user or an account.",
  parameters: { found: toDisplayString(text), type: "AWS", what },
});

const invalidPrincipal = (text: string, type: string, example: string): Report => ({
  code: "INVALID_PRINCIPAL",
  message: `${quoted(text)} is not a valid principal of the type "${type}".`,
  fix: writeInstead(example),
  parameters: { found: toDisplayString(text), type, example },
});
