import { type Fault, faults } from "../errors/faults.js";
import type { Place } from "../read/place.js";
import { isRecord, type Reader, text, textThat } from "../read/readers.js";
import { isLate, LONGEST_LOOKUP } from "../text/late.js";
import { formatArn, parseArn } from "./arn.js";
import type { Deployment } from "./deployment.js";

/** A kind of resource that a right can be granted on, and the ways to name one. */
export interface Target {
  /** The ARN's service: `dynamodb`. */
  readonly service: string;
  /** What AWS calls it: `table`. */
  readonly kind: string;
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
  readonly longest: number;
  /** What to write in place of an ARN whose kind is not known, where ARNs of another kind are made of its text. */
  readonly known?: string;
  /** True where some of its ARNs have an empty region. */
  readonly regionless?: boolean;
  /** How the last part begins of those that are AWS's own, whose ARNs have an empty account: `parameter/aws/service`. */
  readonly ofAws?: string;
  /** What to say of an ARN of another kind that is often taken for one of this. */
  readonly mistaken?: (resource: string, arn: string) => Fault | undefined;
}

/** The parts, beside the partition, that ARNs have: both, neither, or one of them. */
const SCOPE_PARTS = { regional: ["region", "account"], global: [], account: ["account"], region: ["region"] } as const;

/** A kind of resource whose ARNs' last part has at most `characters` characters. */
export function target({ characters, ...kind }: Omit<Target, "longest"> & { readonly characters: number }): Target {
  const parts: readonly string[] = SCOPE_PARTS[kind.scope];
  const longest = formatArn({
    partition: "aws-us-gov",
    service: kind.service,
    region: parts.includes("region") ? "-".repeat(LONGEST_LOOKUP.region) : "",
    account: parts.includes("account") ? "123456789012" : "",
    resource: "-".repeat(characters),
  });
  return { ...kind, longest: longest.length };
}

export interface NamedForm {
  /** The keys and what their values look like. A late value passes. */
  readonly keys: Readonly<Record<string, RegExp>>;
  /** The ARN's last part. */
  readonly resource: (values: Readonly<Record<string, string>>) => string;
  /** What is wrong with values that are known, beyond what they look like. */
  readonly check?: (values: Readonly<Record<string, string>>) => Fault | undefined;
  /** The region that known values name themselves. Default: the deployment's. */
  readonly region?: (values: Readonly<Record<string, string>>) => string | undefined;
  /** Keys of this form whose value has to be known at synth, and what to write instead of a late one. */
  readonly known?: Readonly<Record<string, string>>;
}

/** One resource of a grant. */
export interface TargetRef {
  readonly arn: string;
  /** What AWS calls it: `table`. */
  readonly kind: string;
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
export function readTarget(
  kinds: readonly [Target, ...Target[]],
  value: unknown,
  deployment: Deployment,
  at: Place,
): TargetRef | undefined {
  if (isRecord(value)) return readNamed(kinds, value, deployment, at);
  const arn = text(value, at);
  if (arn === undefined) return undefined;
  const parts = parseArn(arn);
  const partition = parts?.partition;
  const known = partition !== undefined && PARTITION.test(partition) && !isLate(deployment.partition);
  if (known && partition !== deployment.partition) return at.report(faults.otherPartition(arn, deployment.partition));
  const alike = kinds.filter(({ prefix }) => prefix !== "" && parts?.resourceStart?.startsWith(prefix));
  const meant = alike.find((kind) => hasRegion(kind) === (parts?.region !== "")) ?? alike[0] ?? kinds[0];
  if (meant.known !== undefined && isLate(arn) && !arn.includes(`:${meant.prefix}`)) {
    return at.report(faults.mustBeKnown(`${meant.kind} ARN`, meant.known));
  }
  return checkArn(meant, arn, at, exampleOf(...kinds));
}

const hasRegion = ({ scope }: Target) => (SCOPE_PARTS[scope] as readonly string[]).includes("region");

/** Examples of what can be written, for messages. */
export const exampleOf = (...kinds: readonly Target[]): string => kinds.flatMap(examples).join(" or ");

function examples({ service, scope, example, named }: Target): readonly string[] {
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
export function checkArn(target: Target, arn: string, at: Place, example = exampleOf(target)): TargetRef | undefined {
  const parts = parseArn(arn);
  if (ONLY_WILDCARDS.test(arn) && arn !== "") return at.report(faults.grantsEverything(arn, target.kind, example));
  if (parts === undefined) return at.report(faults.notAnArn(arn, example));
  const { partition, service, region, account, resourceStart, resource } = parts;
  if (partition !== undefined && !PARTITION.test(partition))
    return at.report(faults.badArnPart(arn, "partition", example));
  if (service !== undefined && service !== target.service) {
    return at.report(faults.otherService(arn, service, target.service, example));
  }
  const has: readonly string[] = SCOPE_PARTS[target.scope];
  const noRegion = !has.includes("region") || (target.regionless && region === "");
  if (region !== undefined && !(noRegion ? region === "" : REGION.test(region))) {
    return at.report(faults.badArnPart(arn, "region", example));
  }
  const noAccount = !has.includes("account") || (account === "" && isOfAws(target, resourceStart));
  if (account !== undefined && !(noAccount ? account === "" : ACCOUNT.test(account))) {
    return at.report(faults.badArnPart(arn, "account", example));
  }
  if (resourceStart !== undefined) {
    const start = resourceStart.slice(0, target.prefix.length);
    const begins = resource === undefined ? target.prefix.startsWith(start) : start === target.prefix;
    const name = resourceStart.slice(target.prefix.length);
    if (resource !== undefined && begins && name !== "" && ONLY_WILDCARDS.test(name)) {
      return at.report(faults.grantsEverything(arn, target.kind, example));
    }
    if (!begins || (resource !== undefined && !target.resource.test(resource))) {
      const mistake = target.mistaken?.(resourceStart, arn);
      if (mistake !== undefined) return at.report(mistake);
      return at.report(faults.otherKind(arn, `${target.service} ${target.kind}`, example));
    }
  }
  return { arn, kind: target.kind, form: "arn", region: regionOf(arn) };
}

const isOfAws = ({ ofAws }: Target, resource: string | undefined) =>
  ofAws !== undefined && resource?.startsWith(ofAws) === true;

/** The region that an ARN names, where it names one and no other. */
export function regionOf(arn: string): string | undefined {
  const region = parseArn(arn)?.region;
  return region === undefined || region === "" || /[*?]/.test(region) ? undefined : region;
}

function readNamed(
  kinds: readonly [Target, ...Target[]],
  value: Record<string, unknown>,
  deployment: Deployment,
  at: Place,
): TargetRef | undefined {
  const given = Object.keys(value).filter((key) => value[key] !== undefined);
  const names = ({ keys }: NamedForm) => given.includes(Object.keys(keys)[0] ?? "");
  const target = kinds.find(({ named }) => named.some(names)) ?? kinds[0];
  const form = target.named.find(names);
  const scopeKeys = ["partition", ...SCOPE_PARTS[target.scope]];
  const forms = form ? [form] : kinds.flatMap(({ named }) => named);
  const allowed = [...new Set([...forms.flatMap(({ keys }) => Object.keys(keys)), ...scopeKeys])];
  const before = at.count;
  for (const key of given) if (!allowed.includes(key)) at.member(key).report(faults.unknownKey(key, allowed));
  if (form === undefined)
    return at.count > before ? undefined : at.report(faults.unnamed(target.kind, exampleOf(...kinds)));

  const values: Record<string, string> = {};
  for (const [key, pattern] of Object.entries(form.keys)) {
    if (value[key] === undefined) at.member(key).report(faults.missing(key));
    else values[key] = readName(target, form, key, pattern, value[key], at.member(key)) ?? "";
  }
  const fault = at.count > before ? undefined : form.check?.(values);
  if (fault !== undefined) at.member(Object.keys(form.keys)[0] ?? "").report(fault);
  const scope: Record<string, string> = { ...deployment, region: form.region?.(values) ?? deployment.region };
  for (const key of scopeKeys) {
    if (value[key] !== undefined) scope[key] = scopePart(key)(value[key], at.member(key)) ?? "";
  }
  if (at.count > before) return undefined;

  const resource = form.resource(values);
  if (isOfAws(target, resource) && value.account === undefined) scope.account = "";
  const part = (name: string) => (scopeKeys.includes(name) ? (scope[name] ?? "") : "");
  const arn = formatArn({
    partition: part("partition"),
    service: target.service,
    region: part("region"),
    account: part("account"),
    resource,
  });
  const region = part("region") === "" ? undefined : part("region");
  return { arn, kind: target.kind, form: Object.keys(form.keys)[0] ?? "", region };
}

/** Reads the name of a region. */
export const regionName: Reader<string> = (value, at) => scopePart("region")(value, at);

function scopePart(key: string) {
  const pattern = SCOPE[key] as RegExp;
  return textThat((value) => (pattern.test(value) ? undefined : faults.badName(value, key, pattern.source)));
}

function readName(
  target: Target,
  form: NamedForm,
  key: string,
  pattern: RegExp,
  value: unknown,
  at: Place,
): string | undefined {
  const name = text(value, at);
  if (name === undefined) return undefined;
  if (isLate(name)) {
    const instead = name.startsWith("\uE000") ? form.known?.[key] : undefined;
    return instead === undefined ? name : at.report(faults.mustBeKnown(`${target.kind} ${key}`, instead));
  }
  if (name.startsWith("arn:")) return at.report(faults.arnInsteadOfName(name, key));
  if (name !== "" && ONLY_WILDCARDS.test(name) && /[*?]/.test(name)) {
    return at.report(faults.grantsEverything(name, target.kind, exampleOf(target)));
  }
  return pattern.test(name) ? name : at.report(faults.badName(name, `${target.kind} ${key}`, pattern.source));
}
