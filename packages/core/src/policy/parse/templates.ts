import { extractUnresolved, type Part } from "../../placeholders/extract.js";

/** Policy variables that represent one character. */
const ESCAPES = ["*", "?", "$"];

/**
 * Variables of the Serverless Framework (https://www.serverless.com/framework/docs/guides/variables): prefixes that no service
 * of AWS has, paths of parameters, and objects in buckets, whose names are in lower case.
 */
const SERVERLESS =
  /^((self|opt|env|param|sls|cf|file|strToBool|output|git|terraform|vault|doppler)(\(|:)|ssm:\/|s3:[a-z0-9.-]+\/)/;

/**
 * Whether `${…}` is a template's placeholder and not IAM's variable, which has a service, a colon and a name. Examples are
 * `${name}`, Terraform's `${aws_s3_bucket.web.arn}` and `${var.a ? "b" : "c"}`, and CloudFormation's `${AWS::Region}`. A
 * name with a host name of AWS is a misspelled variable.
 */
function isTemplate(inside: string): boolean {
  const text = inside.trim();
  if (text === "" || ESCAPES.includes(text)) return false;
  if (text.includes("::") || SERVERLESS.test(text)) return true;
  const colon = text.indexOf(":");
  if (colon >= 0) return /[^A-Za-z0-9._/\s-]/.test(text.slice(0, colon));
  return !/\.amazonaws\.com\./.test(text) && !/^aws\.[a-z]+$/i.test(text);
}

/** Whether a JSON text without escapes may have placeholders of templates: IAM's own variables do not count. */
export const mayHavePlaceholders = (text: string): boolean =>
  text.includes("${") &&
  (text.match(/\$+\{[^{}]*\}/g) ?? []).some((found) => !/^\$\{/.test(found) || isTemplate(found.slice(2, -1)));

const PLACEHOLDER = /(\$\$\{|\$\{[^{}]*\})/;

/** Placeholders of templates in the strings of a policy become values that are known only after deploy. */
export function withPlaceholders(policy: unknown, inHcl = false): unknown {
  return extractUnresolved(policy, (value) => {
    if (typeof value !== "string" || !value.includes("${")) return undefined;
    const parts = value
      .split(PLACEHOLDER)
      .filter((part) => part !== "")
      .map((part): Part => {
        // Terraform's escape for `${`.
        if (part === "$${") return inHcl ? "${" : part;
        return PLACEHOLDER.test(part) && isTemplate(part.slice(2, -1)) ? { unresolved: part } : part;
      });
    return parts.every((part) => typeof part === "string") && !inHcl ? undefined : parts;
  }).specification;
}
