import { parseArn } from "../../aws/arn.js";
import { isUnresolved, withUniformPlaceholders } from "../../placeholders/placeholder.js";
import { perText } from "./per-text.js";

/** Represents a value that is known only after deploy, or at request time. */
export const OPEN = "\uE000";

/** A value that is known only after deploy, or a policy variable. Both contain colons. */
const VALUE = /\uE000[^\uE001]*\uE001|\$\{[^{}*?$]+\}/g;

/**
 * The text with one character (`OPEN`) for each value that is known only after deploy, and for each policy variable. What
 * looks for something in a part of an ARN (`[^:]*`) has to look in this text: `arn:aws:sqs:${region}:${account}:orders`
 * has five colons, and each of the two values contains one more.
 */
export const arnText = perText((text) => withoutColonsInValues(text));

/** `arnText` of a string that is not in a policy. */
export const withoutColonsInValues = (text: string): string =>
  text.includes("${") ? text.replace(VALUE, OPEN) : withUniformPlaceholders(text);

/** The parts of an ARN, in each of which `OPEN` represents a value that is not known. */
export interface ArnFields {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the account. */
  readonly resource: string;
}

/** The parts of an ARN. Undefined for anything else. */
export const arnFields = perText((text, located): ArnFields | undefined => {
  const [arn, partition, service, region, account, ...resource] = arnText(located).split(":");
  if (arn === "arn" && resource.length > 0) {
    return {
      partition: partition as string,
      service: service as string,
      region: region as string,
      account: account as string,
      resource: resource.join(":"),
    };
  }
  const known = parseArn(text);
  return known && { partition: OPEN, service: OPEN, region: OPEN, account: OPEN, resource: OPEN, ...known };
});

/** Values that a part of an ARN can have, and a part that is empty. */
const PARTITION = "aws";
const REGIONS = ["eu-west-1", ""];
const ACCOUNTS = ["123456789012", ""];

/**
 * The ARN with a value for its partition, its region and its account, where these are not known. A value that may have any
 * characters could be the rest of the ARN, too. Several, as a region and an account may be empty.
 */
export const withKnownScope = perText((text, located): readonly string[] => {
  if (!isUnresolved(text) && !text.includes("${")) return [text];
  const fields = arnFields(located);
  if (fields === undefined) return [text];
  const { partition, service, region, account } = fields;
  // One value can be a region and an account.
  if (arnText(located).split(":").length < 6 || (region === OPEN && !/^(\uE000|[\d*?]*)$/.test(account))) return [text];
  if (![partition, region, account].includes(OPEN)) return [text];
  const rest = resourceIn(text);
  const head = `arn:${partition === OPEN ? PARTITION : partition}:${service}`;
  if (head.includes(OPEN)) return [text];
  return (region === OPEN ? REGIONS : [region]).flatMap((r) =>
    (account === OPEN ? ACCOUNTS : [account]).flatMap((a) =>
      (r + a).includes(OPEN) ? [] : [`${head}:${r}:${a}:${rest}`],
    ),
  );
});

/** What follows the account of an ARN, with its values. */
export function resourceIn(arn: string): string {
  const found = /^(?:(?:\uE000[^\uE001]*\uE001|\$\{[^{}]*\}|[^:\uE000])*:){5}/.exec(arn);
  return arn.slice(found?.[0].length ?? 0);
}
