import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { StatementRule } from "../rule.js";

const IPV4_RANGE = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d|[12]\d|3[012])$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress */
export const addressRangeHasNoExtraBits: StatementRule = ({ conditions }) => {
  for (const { operator, values } of conditions) {
    if (operator?.type !== "IPAddress") continue;
    for (const { text, context } of values) {
      const range = withoutExtraBits(text);
      if (range !== undefined && range !== text) context.report(extraBits(text, range));
    }
  }
};

/** The range with zeros after its mask. Undefined for anything but a range of IPv4 addresses. */
function withoutExtraBits(text: string): string | undefined {
  const [matched, ...parts] = IPV4_RANGE.exec(text) ?? [];
  const numbers = parts.map(Number);
  const bits = numbers.pop() ?? 32;
  if (matched === undefined || numbers.some((number) => number > 255)) return undefined;
  const masked = numbers.map((number, index) => {
    const kept = Math.min(8, Math.max(0, bits - 8 * index));
    return number & (256 - 2 ** (8 - kept));
  });
  return `${masked.join(".")}/${bits}`;
}

const extraBits = (found: string, range: string): Report => ({
  code: "IMPROVE_IP_RANGE",
  severity: "suggestion",
  message: `IAM ignores the bits of ${quoted(found)} after its mask.`,
  fix: `Write "${range}".`,
  parameters: { found, range },
});
