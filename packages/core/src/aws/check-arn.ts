import type { Report } from "../findings/finding.js";
import { grantsEverything, notAnArn, wildcardCrossesSlashes } from "../findings/messages.js";
import { article, quoted, writeInstead } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import { type KnownArnParts, parseArn } from "./arn.js";
import { ARN_PART, type ArnPart } from "./arn-parts.js";
import { arnContradiction, contradicts, regionMismatch } from "./contradictions.js";
import { exampleOf } from "./resource-examples.js";
import {
  fullName,
  isAwsOwned,
  type NamedForm,
  type ResourceReference,
  type ResourceType,
  scopePartsOf,
} from "./resource-type.js";

/**
 * A name that consists of wildcards only matches every resource of its type. So does one with separators after the first
 * wildcard, which names have anyway: `*-*`, `*.*`.
 */
export const ONLY_WILDCARDS = /^([*?/:]*|[*?][*?/:._@+=,-]*)$/;

/** Whether the last part of an ARN matches every resource of its type. */
export function matchesEvery({ prefix, every }: ResourceType, resource: string): boolean {
  const name = resource.slice(prefix.length);
  return name !== "" && (ONLY_WILDCARDS.test(name) || every?.test(name) === true);
}

const wrongService = (arn: string, found: string, type: ResourceType, example: string): Report => ({
  code: "ARN_SERVICE_MISMATCH",
  message: `${quoted(arn)} is not ${article(fullName(type))} ARN: its service is ${quoted(found)}, not "${type.service}".`,
  fix: writeInstead(example),
  parameters: { arn: toDisplayString(arn), found, expected: type.service, example },
});

/** @param expected whether ARNs of this type have the part */
function wrongPart(arn: string, part: ArnPart, found: string, expected: boolean, type: ResourceType, example: string) {
  const ofType = `${article(fullName(type))} ARN`;
  const problem = !expected
    ? `has the ${part} ${quoted(found)}, but ${ofType} has no ${part}`
    : found === ""
      ? `has no ${part}, but ${ofType} has one`
      : `has the ${part} ${quoted(found)}, which is not a valid ${part}`;
  return {
    code: "INVALID_ARN",
    message: `${quoted(arn)} ${problem}.`,
    fix: writeInstead(example),
    parameters: { arn: toDisplayString(arn), part, found, example },
  } satisfies Report;
}

const wrongType = (arn: string, type: ResourceType, example: string): Report => ({
  code: "ARN_RESOURCE_TYPE_MISMATCH",
  message: `${quoted(arn)} is not ${article(fullName(type))} ARN.`,
  fix: writeInstead(example),
  parameters: { arn: toDisplayString(arn), expected: fullName(type), example },
});

/** Reports what is wrong with an ARN, as far as it is known before deploy. */
export function checkArn(
  type: ResourceType,
  arn: string,
  context: Context,
  example = exampleOf(type),
): ResourceReference | undefined {
  if (ONLY_WILDCARDS.test(arn) && arn !== "") return context.report(grantsEverything(arn, type.name, example));
  const parts = parseArn(arn);
  if (parts === undefined) return context.report(notAnArn(arn, example));
  const report = checkParts(type, arn, parts, example) ?? checkResource(type, arn, parts, example);
  if (report !== undefined) return context.report(report);
  const contradiction = arnContradiction(arn, context.deployment) ?? ownRegionContradiction(type, arn, parts);
  if (contradiction !== undefined) return context.report(contradiction);
  checkWildcards(type, parts.resourceStart ?? "", context);
  return { arn, type: type.name, form: "arn", region: parts.region || undefined };
}

function checkParts(type: ResourceType, arn: string, parts: KnownArnParts, example: string): Report | undefined {
  const { partition, service, region, account, resourceStart } = parts;
  if (partition !== undefined && !ARN_PART.partition.test(partition))
    return wrongPart(arn, "partition", partition, true, type, example);
  if (service !== undefined && service !== type.service)
    return type.explainMismatch?.(resourceStart ?? "", arn) ?? wrongService(arn, service, type, example);
  const scope = scopePartsOf(type);
  const noRegion = !scope.includes("region") || (type.regionless && region === "");
  if (region !== undefined && !(noRegion ? region === "" : ARN_PART.region.test(region)))
    return wrongPart(arn, "region", region, !noRegion, type, example);
  if (type.ofOneAccount && /^[*?]+$/.test(account ?? "")) return grantsEverything(arn, "account", example);
  const noAccount = !scope.includes("account") || (account === "" && isAwsOwned(type, resourceStart));
  if (account !== undefined && !(noAccount ? account === "" : ARN_PART.account.test(account)))
    return wrongPart(arn, "account", account, !noAccount, type, example);
  return undefined;
}

function checkResource(
  type: ResourceType,
  arn: string,
  { resourceStart, resource }: KnownArnParts,
  example: string,
): Report | undefined {
  if (resourceStart === undefined) return undefined;
  const start = resourceStart.slice(0, type.prefix.length);
  const hasPrefix = resource === undefined ? type.prefix.startsWith(start) : start === type.prefix;
  if (resource !== undefined && hasPrefix && matchesEvery(type, resourceStart))
    return grantsEverything(arn, type.name, example);
  if (hasPrefix && (resource === undefined || type.resource.test(resource))) return undefined;
  return type.explainMismatch?.(resourceStart, arn) ?? wrongType(arn, type, example);
}

/** What is wrong with the region of a resource whose name contains its region, such as a user pool. */
function ownRegionContradiction(
  { name, named, prefix }: ResourceType,
  arn: string,
  { region, resource }: KnownArnParts,
) {
  const own = named.map((form) => form.region?.(namedBy(form, resource?.slice(prefix.length) ?? ""))).find(Boolean);
  return contradicts(own, region)
    ? regionMismatch(`The ${name}`, own ?? "", `the ARN ${quoted(arn)}`, region ?? "")
    : undefined;
}

/** The values of a form with one key. */
const namedBy = ({ keys }: NamedForm, name: string) => Object.fromEntries(Object.keys(keys).map((key) => [key, name]));

/** Warns of a name whose wildcard also matches names under a path that the program does not show. */
export function checkWildcards({ prefix, slashes }: ResourceType, resource: string, context: Context): void {
  if (slashes === undefined || !resource.startsWith(prefix)) return;
  const name = resource.slice(prefix.length);
  const wildcard = name.search(slashes === "paths" ? /[*?](?!$)|(?<=[^/])[*?]$/ : /[*?](?=.*\/)/s);
  if (wildcard === -1) return;
  const end = slashes === "paths" ? "x/admin" : `x/y${name.slice(wildcard + 1)}`;
  context.report(wildcardCrossesSlashes(name, `${name.slice(0, wildcard)}${end}`));
}

/** The region of an ARN, if it contains exactly one. */
export function regionOf(arn: string): string | undefined {
  const region = parseArn(arn)?.region;
  return region === undefined || region === "" || /[*?]/.test(region) ? undefined : region;
}
