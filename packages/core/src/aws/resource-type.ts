import type { Report } from "../findings/finding.js";
import { messages } from "../findings/messages.js";
import { isUnresolved, MAX_LOOKUP_LENGTH } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import { anyString, isRecord, type Schema, string } from "../schema/schema.js";
import { formatArn, parseArn } from "./arn.js";
import type { Deployment } from "./deployment.js";

/** A kind of resource that a right can be granted on, and the ways to name one. */
export interface ResourceType {
  /** The ARN's service: `dynamodb`. */
  readonly service: string;
  /** What AWS calls it: `table`. */
  readonly name: string;
  /** What stands before the name in the ARN's last part: `table/`; empty for S3 buckets. */
  readonly prefix: string;
  /** The ARN's last part. */
  readonly resource: RegExp;
  /** An example of the ARN's last part, for messages: `table/orders`. */
  readonly example: string;
  /** Which of the deployment's parts its ARNs have. */
  readonly scope: keyof typeof SCOPE_PARTS;
  /** The ways to name the resource in place of its ARN; the first key of a form tells it from the others. */
  readonly named: readonly NamedForm[];
  /** The most characters that such an ARN can have, from AWS's limits on names. */
  readonly maxLength: number;
  /** What to write in place of an ARN whose kind is not known, where ARNs of another kind are made of its text. */
  readonly known?: string;
  /** True where some of its ARNs have an empty region. */
  readonly regionless?: boolean;
  /** How the last part begins of those that are AWS's own, whose ARNs have an empty account: `parameter/aws/service`. */
  readonly awsOwnedPrefix?: string;
  /** What to say of an ARN of another kind that is often taken for one of this. */
  readonly explainMismatch?: (resource: string, arn: string) => Report | undefined;
}

/** The parts, beside the partition, that ARNs have: both, neither, or one of them. */
const SCOPE_PARTS = { regional: ["region", "account"], global: [], account: ["account"], region: ["region"] } as const;

/** A kind of resource whose ARNs' last part has at most `characters` characters. */
export function resourceType({
  characters,
  ...name
}: Omit<ResourceType, "maxLength"> & { readonly characters: number }): ResourceType {
  const parts: readonly string[] = SCOPE_PARTS[name.scope];
  const longest = formatArn({
    partition: "aws-us-gov",
    service: name.service,
    region: parts.includes("region") ? "-".repeat(MAX_LOOKUP_LENGTH.region) : "",
    account: parts.includes("account") ? "123456789012" : "",
    resource: "-".repeat(characters),
  });
  return { ...name, maxLength: longest.length };
}

export interface NamedForm {
  /** The keys and what their values look like. A late value passes. */
  readonly keys: Readonly<Record<string, RegExp>>;
  /** The ARN's last part. */
  readonly resource: (values: Readonly<Record<string, string>>) => string;
  /** What is wrong with values that are known, beyond what they look like. */
  readonly check?: (values: Readonly<Record<string, string>>) => Report | undefined;
  /** The region that known values name themselves. Default: the deployment's. */
  readonly region?: (values: Readonly<Record<string, string>>) => string | undefined;
  /** Keys of this form whose value has to be known at synth, and what to write instead of a late one. */
  readonly known?: Readonly<Record<string, string>>;
}

/** One resource of a grant. */
export interface ResourceReference {
  readonly arn: string;
  /** What AWS calls it: `table`. */
  readonly type: string;
  /** The key that named it, or `arn`. */
  readonly form: string;
  /** Its region, where the text says one. */
  readonly region: string | undefined;
}

const PARTITION = /^aws(-[a-z]+)*$/;
const REGION = /^[a-z*?][a-z0-9*?-]*$/;
const ACCOUNT = /^(\d{12}|[\d*?]*[*?][\d*?]*)$/;
/** What the parts of an ARN that are the deployment's own look like. */
const SCOPE: Readonly<Record<string, RegExp>> = { partition: PARTITION, region: REGION, account: ACCOUNT };
/** A name made of wildcards only matches every resource of the kind. */
const ONLY_WILDCARDS = /^[*?/:]*$/;

/** Reads the resource of a grant: an ARN of one of the kinds, or an object that names it. */
export function parseResource(
  kinds: readonly [ResourceType, ...ResourceType[]],
  value: unknown,
  deployment: Deployment,
  context: Context,
): ResourceReference | undefined {
  if (isRecord(value)) return parseNamed(kinds, value, deployment, context);
  const arn = anyString(value, context);
  if (arn === undefined) return undefined;
  const parts = parseArn(arn);
  const partition = parts?.partition;
  const known = partition !== undefined && PARTITION.test(partition) && !isUnresolved(deployment.partition);
  if (known && partition !== deployment.partition)
    return context.report(messages.otherPartition(arn, deployment.partition));
  const alike = kinds.filter(({ prefix }) => prefix !== "" && parts?.resourceStart?.startsWith(prefix));
  const meant = alike.find((kind) => hasRegion(kind) === (parts?.region !== "")) ?? alike[0] ?? kinds[0];
  if (meant.known !== undefined && isUnresolved(arn) && !arn.includes(`:${meant.prefix}`)) {
    return context.report(messages.mustBeKnown(`${meant.name} ARN`, meant.known));
  }
  return checkArn(meant, arn, context, exampleOf(...kinds));
}

const hasRegion = ({ scope }: ResourceType) => (SCOPE_PARTS[scope] as readonly string[]).includes("region");

/** Examples of what can be written, for messages. */
export const exampleOf = (...kinds: readonly ResourceType[]): string => kinds.flatMap(examples).join(" or ");

function examples({ service, scope, example, named }: ResourceType): readonly string[] {
  const parts: readonly string[] = SCOPE_PARTS[scope];
  const region = parts.includes("region") ? "eu-west-1" : "";
  const account = parts.includes("account") ? "123456789012" : "";
  const forms = named.map(
    ({ keys }) =>
      `{ ${Object.keys(keys)
        .map((key) => `${key}: "…"`)
        .join(", ")} }`,
  );
  return [`"${formatArn({ partition: "aws", service, region, account, resource: example })}"`, ...forms];
}

/** Reports what is wrong with an ARN, as far as it is known. */
export function checkArn(
  target: ResourceType,
  arn: string,
  context: Context,
  example = exampleOf(target),
): ResourceReference | undefined {
  const parts = parseArn(arn);
  if (ONLY_WILDCARDS.test(arn) && arn !== "")
    return context.report(messages.grantsEverything(arn, target.name, example));
  if (parts === undefined) return context.report(messages.notAnArn(arn, example));
  const { partition, service, region, account, resourceStart, resource } = parts;
  if (partition !== undefined && !PARTITION.test(partition))
    return context.report(messages.badArnPart(arn, "partition", example));
  if (service !== undefined && service !== target.service) {
    return context.report(messages.otherService(arn, service, target.service, example));
  }
  const has: readonly string[] = SCOPE_PARTS[target.scope];
  const noRegion = !has.includes("region") || (target.regionless && region === "");
  if (region !== undefined && !(noRegion ? region === "" : REGION.test(region))) {
    return context.report(messages.badArnPart(arn, "region", example));
  }
  const noAccount = !has.includes("account") || (account === "" && isAwsOwned(target, resourceStart));
  if (account !== undefined && !(noAccount ? account === "" : ACCOUNT.test(account))) {
    return context.report(messages.badArnPart(arn, "account", example));
  }
  if (resourceStart !== undefined) {
    const start = resourceStart.slice(0, target.prefix.length);
    const begins = resource === undefined ? target.prefix.startsWith(start) : start === target.prefix;
    const name = resourceStart.slice(target.prefix.length);
    if (resource !== undefined && begins && name !== "" && ONLY_WILDCARDS.test(name)) {
      return context.report(messages.grantsEverything(arn, target.name, example));
    }
    if (!begins || (resource !== undefined && !target.resource.test(resource))) {
      const mistake = target.explainMismatch?.(resourceStart, arn);
      if (mistake !== undefined) return context.report(mistake);
      return context.report(messages.otherKind(arn, `${target.service} ${target.name}`, example));
    }
  }
  return { arn, type: target.name, form: "arn", region: regionOf(arn) };
}

const isAwsOwned = ({ awsOwnedPrefix }: ResourceType, resource: string | undefined) =>
  awsOwnedPrefix !== undefined && resource?.startsWith(awsOwnedPrefix) === true;

/** The region that an ARN names, where it names one and no other. */
export function regionOf(arn: string): string | undefined {
  const region = parseArn(arn)?.region;
  return region === undefined || region === "" || /[*?]/.test(region) ? undefined : region;
}

function parseNamed(
  kinds: readonly [ResourceType, ...ResourceType[]],
  value: Record<string, unknown>,
  deployment: Deployment,
  context: Context,
): ResourceReference | undefined {
  const given = Object.keys(value).filter((key) => value[key] !== undefined);
  const names = ({ keys }: NamedForm) => given.includes(Object.keys(keys)[0] ?? "");
  const target = kinds.find(({ named }) => named.some(names)) ?? kinds[0];
  const form = target.named.find(names);
  const scopeKeys = ["partition", ...SCOPE_PARTS[target.scope]];
  const forms = form ? [form] : kinds.flatMap(({ named }) => named);
  const allowed = [...new Set([...forms.flatMap(({ keys }) => Object.keys(keys)), ...scopeKeys])];
  const before = context.errorCount;
  for (const key of given) if (!allowed.includes(key)) context.property(key).report(messages.unknownKey(key, allowed));
  if (form === undefined)
    return context.errorCount > before ? undefined : context.report(messages.unnamed(target.name, exampleOf(...kinds)));

  const values: Record<string, string> = {};
  for (const [key, pattern] of Object.entries(form.keys)) {
    if (value[key] === undefined) context.property(key).report(messages.missing(key));
    else values[key] = parseName(target, form, key, pattern, value[key], context.property(key)) ?? "";
  }
  const fault = context.errorCount > before ? undefined : form.check?.(values);
  if (fault !== undefined) context.property(Object.keys(form.keys)[0] ?? "").report(fault);
  const scope: Record<string, string> = { ...deployment, region: form.region?.(values) ?? deployment.region };
  for (const key of scopeKeys) {
    if (value[key] !== undefined) scope[key] = scopePart(key)(value[key], context.property(key)) ?? "";
  }
  if (context.errorCount > before) return undefined;

  const resource = form.resource(values);
  if (isAwsOwned(target, resource) && value.account === undefined) scope.account = "";
  const part = (name: string) => (scopeKeys.includes(name) ? (scope[name] ?? "") : "");
  const arn = formatArn({
    partition: part("partition"),
    service: target.service,
    region: part("region"),
    account: part("account"),
    resource,
  });
  const region = part("region") === "" ? undefined : part("region");
  return { arn, type: target.name, form: Object.keys(form.keys)[0] ?? "", region };
}

/** Reads the name of a region. */
export const regionName: Schema<string> = (value, context) => scopePart("region")(value, context);

function scopePart(key: string) {
  const pattern = SCOPE[key] as RegExp;
  return string((value) => (pattern.test(value) ? undefined : messages.badName(value, key, pattern.source)));
}

function parseName(
  target: ResourceType,
  form: NamedForm,
  key: string,
  pattern: RegExp,
  value: unknown,
  context: Context,
): string | undefined {
  const name = anyString(value, context);
  if (name === undefined) return undefined;
  if (isUnresolved(name)) {
    const instead = name.startsWith("\uE000") ? form.known?.[key] : undefined;
    return instead === undefined ? name : context.report(messages.mustBeKnown(`${target.name} ${key}`, instead));
  }
  if (name.startsWith("arn:")) return context.report(messages.arnInsteadOfName(name, key));
  if (name !== "" && ONLY_WILDCARDS.test(name) && /[*?]/.test(name)) {
    return context.report(messages.grantsEverything(name, target.name, exampleOf(target)));
  }
  return pattern.test(name) ? name : context.report(messages.badName(name, `${target.name} ${key}`, pattern.source));
}
