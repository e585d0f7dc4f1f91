import { faults } from "../errors/faults.js";
import type { Place } from "../read/place.js";
import { isRecord, text, textThat } from "../read/readers.js";
import { isLate } from "../text/late.js";
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
  /** `global` for ARNs without region and account. */
  readonly scope: "regional" | "global";
  /** The ways to name the resource in place of its ARN; the first key of a form tells it from the others. */
  readonly named: readonly NamedForm[];
}

export interface NamedForm {
  /** The keys and what their values look like. A late value passes. */
  readonly keys: Readonly<Record<string, RegExp>>;
  /** The ARN's last part. */
  readonly resource: (values: Readonly<Record<string, string>>) => string;
  /** Keys of this form whose value has to be known at synth, and what to write instead of a late one. */
  readonly known?: Readonly<Record<string, string>>;
}

/** One resource of a grant. */
export interface TargetRef {
  readonly arn: string;
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

/** Reads the resource of a grant: an ARN of the target's kind, or an object that names it. */
export function readTarget(target: Target, value: unknown, deployment: Deployment, at: Place): TargetRef | undefined {
  if (isRecord(value)) return readNamed(target, value, deployment, at);
  const arn = text(value, at);
  if (arn === undefined) return undefined;
  const partition = parseArn(arn)?.partition;
  const known = partition !== undefined && PARTITION.test(partition) && !isLate(deployment.partition);
  if (known && partition !== deployment.partition) return at.report(faults.otherPartition(arn, deployment.partition));
  return checkArn(target, arn, at);
}

/** An example of what can be written, for messages. */
export function exampleOf(target: Target): string {
  const place = target.scope === "global" ? "::" : "eu-west-1:123456789012:";
  const arn = `"arn:aws:${target.service}:${place}${target.example}"`;
  const forms = target.named.map(
    (form) =>
      `{ ${Object.keys(form.keys)
        .map((key) => `${key}: "…"`)
        .join(", ")} }`,
  );
  return [arn, ...forms].join(" or ");
}

/** Reports what is wrong with an ARN, as far as it is known. */
export function checkArn(target: Target, arn: string, at: Place): TargetRef | undefined {
  const parts = parseArn(arn);
  const example = exampleOf(target);
  if (ONLY_WILDCARDS.test(arn) && arn !== "") return at.report(faults.grantsEverything(arn, target.kind, example));
  if (parts === undefined) return at.report(faults.notAnArn(arn, example));
  const { partition, service, region, account, resourceStart, resource } = parts;
  if (partition !== undefined && !PARTITION.test(partition))
    return at.report(faults.badArnPart(arn, "partition", example));
  if (service !== undefined && service !== target.service) {
    return at.report(faults.otherService(arn, service, target.service, example));
  }
  const regional = target.scope === "regional";
  if (region !== undefined && !(regional ? REGION.test(region) : region === "")) {
    return at.report(faults.badArnPart(arn, "region", example));
  }
  if (account !== undefined && !(regional ? ACCOUNT.test(account) : account === "")) {
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
      return at.report(faults.otherKind(arn, `${target.service} ${target.kind}`, example));
    }
  }
  return { arn, form: "arn", region: regionOf(arn) };
}

/** The region that an ARN names, where it names one and no other. */
export function regionOf(arn: string): string | undefined {
  const region = parseArn(arn)?.region;
  return region === undefined || region === "" || /[*?]/.test(region) ? undefined : region;
}

function readNamed(
  target: Target,
  value: Record<string, unknown>,
  deployment: Deployment,
  at: Place,
): TargetRef | undefined {
  const given = Object.keys(value).filter((key) => value[key] !== undefined);
  const form = target.named.find(({ keys }) => given.includes(Object.keys(keys)[0] ?? ""));
  const scopeKeys: readonly string[] = target.scope === "global" ? ["partition"] : Object.keys(SCOPE);
  const allowed = [
    ...new Set([...(form ? [form] : target.named).flatMap(({ keys }) => Object.keys(keys)), ...scopeKeys]),
  ];
  const before = at.count;
  for (const key of given) if (!allowed.includes(key)) at.member(key).report(faults.unknownKey(key, allowed));
  if (form === undefined)
    return at.count > before ? undefined : at.report(faults.unnamed(target.kind, exampleOf(target)));

  const values: Record<string, string> = {};
  for (const [key, pattern] of Object.entries(form.keys)) {
    if (value[key] === undefined) at.member(key).report(faults.missing(key));
    else values[key] = readName(target, form, key, pattern, value[key], at.member(key)) ?? "";
  }
  const scope: Record<string, string> = { ...deployment };
  for (const key of scopeKeys) {
    if (value[key] !== undefined) scope[key] = scopePart(key)(value[key], at.member(key)) ?? "";
  }
  if (at.count > before) return undefined;

  const regional = target.scope === "regional";
  const arn = formatArn({
    partition: scope.partition ?? "",
    service: target.service,
    region: regional ? (scope.region ?? "") : "",
    account: regional ? (scope.account ?? "") : "",
    resource: form.resource(values),
  });
  return { arn, form: Object.keys(form.keys)[0] ?? "", region: regional ? scope.region : undefined };
}

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
