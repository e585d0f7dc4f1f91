import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import type { LocatedCondition } from "../../parse/located.js";
import type { StatementRule } from "../rule.js";
import { isAddress } from "./value-has-the-type-of-the-operator.js";

/** Ranges that are not routed on the internet: RFC 1918, 6598, 3927, 5735, 4193 and 4291. */
const PRIVATE =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|127\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::1(\/|$))/i;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip */
export const sourceAddressIsPublic: StatementRule = ({ conditions }) => {
  for (const condition of conditions) {
    if (condition.key.toLowerCase() !== "aws:sourceip" || condition.operator?.type !== "IPAddress") continue;
    check(condition, condition.operator.negated === true);
  }
};

function check({ values, context }: LocatedCondition, negated: boolean): void {
  const own = values.filter(({ text }) => isAddress(text) && PRIVATE.test(text));
  if (own.length === 0) return;
  if (own.length === values.length) context.report(onlyPrivate(negated));
  else for (const { text, context: at } of own) at.report(somePrivate(text, negated));
}

const INSTEAD = 'Write public addresses. For private ones, write "aws:VpcSourceIp" with "aws:SourceVpc".';

const onlyPrivate = (negated: boolean): Report => ({
  code: negated ? "PRIVATE_NOTIPADDRESS" : "PRIVATE_IP_ADDRESS",
  message: `aws:SourceIp is a public address, but all values are private ones: the condition is ${negated ? "always" : "never"} true.`,
  fix: INSTEAD,
  parameters: { negated },
});

const somePrivate = (address: string, negated: boolean): Report => ({
  code: negated ? "PRIVATE_NOTIPADDRESS_SUBSET" : "PRIVATE_IP_ADDRESS_SUBSET",
  severity: "suggestion",
  message: `aws:SourceIp is a public address, so the private address ${quoted(address)} has no effect.`,
  fix: INSTEAD,
  parameters: { found: address },
});
