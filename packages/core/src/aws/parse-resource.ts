import type { Report } from "../findings/finding.js";
import {
  grantsEverything,
  invalidName,
  requiredProperty,
  unknownProperty,
  valueRequiredAtSynth,
} from "../findings/messages.js";
import { article, quoted, writeInstead } from "../findings/text.js";
import { arnOfResource } from "../placeholders/origin.js";
import { isUnresolved, resolvedPrefix, toDisplayString } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import { isRecord, string } from "../schema/schema.js";
import { formatArn, parseArn } from "./arn.js";
import { arnParts } from "./arn-parts.js";
import { checkArn, checkWildcards, matchesEvery, ONLY_WILDCARDS } from "./check-arn.js";
import { arnContradiction, contradicts, regionMismatch } from "./contradictions.js";
import type { Deployment } from "./deployment.js";
import { expectedOf, originRegionReport, originReport, typeOfOrigin } from "./origins.js";
import { exampleOf, exampleOfKey } from "./resource-examples.js";
import {
  fullName,
  isAwsOwned,
  type NamedForm,
  type ResourceReference,
  type ResourceType,
  scopePartsOf,
} from "./resource-type.js";

const arnAsName = (arn: string, key: string): Report => ({
  code: "ARN_AS_NAME",
  message: `Expected ${article(key)}, got the ARN ${quoted(arn)}.`,
  fix: "Write the ARN itself instead of the object.",
  parameters: { arn: toDisplayString(arn), key },
});

const notNamed = (type: ResourceType, example: string): Report => ({
  code: "RESOURCE_NOT_NAMED",
  message: `This object does not name ${article(fullName(type))}.`,
  fix: writeInstead(example),
  parameters: { expected: fullName(type), example },
});

const withoutArn = (type: ResourceType, example: string): Report => ({
  code: "RESOURCE_NOT_NAMED",
  message: `This object has no "arn", so it does not identify ${article(fullName(type))}.`,
  fix: writeInstead(example),
  parameters: { expected: fullName(type), example },
});

type ResourceTypes = readonly [ResourceType, ...ResourceType[]];

/** The properties that only the result of a data source has: its id, next to what it found. */
const isDataSource = (value: Record<string, unknown>): boolean => typeof value.id === "string";

/**
 * Parses the resource of a grant: an ARN of one of the types, a resource of the program, the result of a data source, or
 * an object that names one.
 */
export function parseResource(
  types: ResourceTypes,
  given: unknown,
  deployment: Deployment,
  context: Context,
): ResourceReference | undefined {
  const value = arnOfResource(given);
  if (isRecord(value))
    return isDataSource(value)
      ? context.report(withoutArn(types[0], exampleOf(...types)))
      : parseNamed(types, value, deployment, context);
  const arn = string()(value, context);
  if (arn === undefined) return undefined;
  const report = originReport(arn, () => expectedOf(types));
  if (report !== undefined) return context.report(report);
  const ofOrigin = typeOfOrigin(types, arn);
  const otherRegion = originRegionReport(arn, ofOrigin ?? types[0]);
  if (otherRegion !== undefined) context.report(otherRegion);
  const parts = parseArn(arn);
  const contradiction = arnContradiction(arn, deployment);
  if (contradiction !== undefined) return context.report(contradiction);
  const candidates = types.filter(({ prefix }) => prefix !== "" && parts?.resourceStart?.startsWith(prefix));
  const hasRegion = (type: ResourceType) => scopePartsOf(type).includes("region");
  const meant =
    candidates.find((type) => hasRegion(type) === (parts?.region !== "")) ?? candidates[0] ?? ofOrigin ?? types[0];
  if (meant.known !== undefined && isUnresolved(arn) && !arn.includes(`:${meant.prefix}`))
    return context.report(valueRequiredAtSynth(`${meant.name} ARN`, meant.known));
  return checkArn(meant, arn, context, exampleOf(...types));
}

function parseNamed(
  types: ResourceTypes,
  value: Record<string, unknown>,
  deployment: Deployment,
  context: Context,
): ResourceReference | undefined {
  const given = Object.keys(value).filter((key) => value[key] !== undefined);
  const isGiven = (form: NamedForm) => given.includes(firstKey(form));
  const type = types.find(({ named }) => named.some(isGiven)) ?? types[0];
  const form = type.named.find(isGiven);
  const scope = ["partition", ...scopePartsOf(type)];
  const forms = form ? [form] : types.flatMap(({ named }) => named);
  const known = [...new Set([...forms.flatMap(({ keys }) => Object.keys(keys)), ...scope])];
  const errorsBefore = context.errorCount;
  for (const key of given) if (!known.includes(key)) context.property(key).report(unknownProperty(key, known));
  const missing = Object.keys(value).find((key) => !given.includes(key) && forms.some(({ keys }) => key in keys));
  if (form === undefined && missing !== undefined) return string()(undefined, context.property(missing)) as undefined;
  if (form === undefined)
    return context.errorCount > errorsBefore ? undefined : context.report(notNamed(type, exampleOf(...types)));

  const values = parseValues(type, form, value, context);
  const report = context.errorCount > errorsBefore ? undefined : form.check?.(values);
  if (report !== undefined) context.property(firstKey(form)).report(report);
  const ownRegion = form.region?.(values);
  const parts: Record<string, string> = { ...deployment, region: ownRegion ?? deployment.region };
  for (const key of scope) {
    if (value[key] !== undefined) parts[key] = arnParts[key]?.(value[key], context.property(key)) ?? "";
  }
  if (contradicts(ownRegion, parts.region))
    context.property("region").report(regionMismatch(`The ${type.name}`, ownRegion ?? "", "this", parts.region ?? ""));
  if (context.errorCount > errorsBefore) return undefined;

  const part = (name: string) => (scope.includes(name) ? (parts[name] ?? "") : "");
  const resource = form.resource(values);
  if (matchesEvery(type, resource))
    return context
      .property(firstKey(form))
      .report(grantsEverything(values[firstKey(form)] ?? "", type.name, exampleOf(type)));
  if (type.ofOneAccount && /^[*?]+$/.test(part("account")))
    return context.property("account").report(grantsEverything(part("account"), "account", exampleOf(type)));
  checkWildcards(type, resource, context.property(firstKey(form)));
  if (isAwsOwned(type, resource) && value.account === undefined) parts.account = "";
  const arn = formatArn({
    partition: part("partition"),
    service: type.service,
    region: part("region"),
    account: part("account"),
    resource,
  });
  const contradiction = arnContradiction(arn, deployment);
  if (contradiction !== undefined) return context.report(contradiction);
  return { arn, type: type.name, form: firstKey(form), region: part("region") || undefined };
}

/** The key that identifies a form. */
const firstKey = ({ keys }: NamedForm) => Object.keys(keys)[0] ?? "";

function parseValues(type: ResourceType, form: NamedForm, given: Record<string, unknown>, context: Context) {
  const values: Record<string, string> = {};
  for (const [key, pattern] of Object.entries(form.keys)) {
    if (given[key] === undefined) context.property(key).report(requiredProperty(key, key in given));
    else values[key] = parseName(type, form, key, pattern, given[key], context.property(key)) ?? "";
  }
  return values;
}

function parseName(
  type: ResourceType,
  form: NamedForm,
  key: string,
  pattern: RegExp,
  value: unknown,
  context: Context,
): string | undefined {
  const name = string()(value, context);
  if (name === undefined) return undefined;
  if (isUnresolved(name)) {
    const instead = resolvedPrefix(name) === "" ? form.known?.[key] : undefined;
    return instead === undefined ? name : context.report(valueRequiredAtSynth(`${type.name} ${key}`, instead));
  }
  if (name.startsWith("arn:")) return context.report(arnAsName(name, key));
  if (ONLY_WILDCARDS.test(name) && /[*?]/.test(name))
    return context.report(grantsEverything(name, type.name, exampleOf(type)));
  return pattern.test(name)
    ? name
    : context.report(invalidName(name, `${type.name} ${key}`, pattern, exampleOfKey(type, form, key)));
}
