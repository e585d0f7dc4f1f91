import type { Report, Severity } from "../../findings/finding.js";
import { inPlace, quoted } from "../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../placeholders/placeholder.js";
import type { StatementRule } from "./rule.js";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const KINDS: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  Service: {
    pattern: /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$|^[a-z0-9.-]+\.aws\.internal$/,
    example: '"amplify.amazonaws.com"',
  },
  AWS: {
    pattern: /^(\*|\d{12}|A[A-Z0-9]{15,}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+)$/,
    example: '"123456789012", or a role\'s ARN',
  },
  Federated: {
    pattern: /^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|arn:aws[a-z-]*:iam::\d{12}:(oidc|saml)-provider\/.+)$/,
    example: '"cognito-identity.amazonaws.com"',
  },
  CanonicalUser: { pattern: /^[0-9a-f]{64}$/, example: "an account's canonical user id, 64 hexadecimal digits" },
};

/** Principals are of their kind, and nobody lets in everybody. */
export const principals: StatementRule = ({ effect, conditions, principals, notPrincipals }) => {
  for (const { kind, text, context } of [...principals, ...notPrincipals]) {
    const form = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    if (form !== undefined && !isUnresolved(text) && !form.pattern.test(text)) {
      context.report(badPrincipal(text, kind, form.example));
    }
  }
  if (effect !== "Allow") return;
  for (const { text, context } of principals) {
    if (text === "*") context.report(publicPrincipal(conditions.length === 0 ? "error" : "warning"));
  }
};

const badPrincipal = (text: string, kind: string, example: string): Report => ({
  code: "INVALID_PRINCIPAL",
  message: `${quoted(text)} is not a valid principal of the type "${kind}".`,
  fix: inPlace(example),
  parameters: { found: toDisplayString(text), type: kind, example },
});

const publicPrincipal = (severity: Severity): Report => ({
  code: "PUBLIC_PRINCIPAL",
  severity,
  message: `The principal "*" is everyone in every AWS account${severity === "error" ? "" : ", limited only by the condition"}.`,
  fix: 'Name the principal: { "Service": "amplify.amazonaws.com" }.',
});
