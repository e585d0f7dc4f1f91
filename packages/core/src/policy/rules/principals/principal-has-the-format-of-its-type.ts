import type { Report } from "../../../findings/finding.js";
import { quoted, writeInstead } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
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
      /^(\*|\d{12}|A[A-Z0-9]{15,}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+|arn:aws[a-z-]*:iam::cloudfront:user\/CloudFront Origin Access Identity \w+)$/,
    example: '"123456789012", or a role\'s ARN',
  },
  Federated: {
    pattern: /^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|arn:aws[a-z-]*:iam::\d{12}:(oidc|saml)-provider\/.+)$/,
    example: '"cognito-identity.amazonaws.com"',
  },
  CanonicalUser: { pattern: /^[0-9a-f]{64}$/, example: "an account's canonical user id, 64 hexadecimal digits" },
};

export const principalHasTheFormatOfItsType: StatementRule = ({ principals, notPrincipals }) => {
  for (const principal of [...principals, ...notPrincipals]) {
    const { type, text, context } = principal;
    const format = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
    if (format === undefined || isUnresolved(text) || text.includes("${") || hasPartialWildcard(principal)) continue;
    if (!format.pattern.test(text)) context.report(invalidPrincipal(text, type, format.example));
  }
};

const invalidPrincipal = (text: string, type: string, example: string): Report => ({
  code: "INVALID_PRINCIPAL",
  message: `${quoted(text)} is not a valid principal of the type "${type}".`,
  fix: writeInstead(example),
  parameters: { found: toDisplayString(text), type, example },
});
