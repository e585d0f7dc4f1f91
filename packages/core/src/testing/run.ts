import { type Deployment, partitionOf } from "../aws/deployment.js";
import type { PlaceholderFacts } from "../evaluate/pattern.js";
import { describeValue, quoted } from "../findings/text.js";
import { extractUnresolved } from "../placeholders/extract.js";
import { type Lookup, toParts } from "../placeholders/placeholder.js";
import type { RoleAccess, RoleType } from "../plan/access.js";
import type { PolicyDocument } from "../policy/document.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { AccessError } from "./access-error.js";
import type { AttachedPolicy } from "./decide.js";
import { type DescribedValue, KnownValues } from "./known-values.js";
import { type SelectedRole, selectRole } from "./selected-role.js";
import { type AccessSubject, type KnownValue, TESTED_ACCESS, type TestedAccess } from "./subject.js";

export interface ExpectAccessOptions {
  /** The branch whose compute role is tested. Default: the compute role of branches without a role of their own. */
  readonly branch?: string;
  /** Default: `compute`, or the only role of a construct or component that has one. */
  readonly role?: RoleType;
  /**
   * The content of policies that are attached to the role by ARN or name, and of its permissions boundary. Without it, what
   * they allow is not known, and the test fails.
   */
  readonly policies?: readonly { readonly policy: string | object; readonly document: PolicyDocument }[];
}

/** A test of one role. */
export interface Run {
  /** `AmplifySsrApp "web", branch "develop": the compute role "web-develop".` */
  readonly subject: string;
  readonly role: RoleAccess | undefined;
  readonly facts: PlaceholderFacts;
  readonly attached: readonly AttachedPolicy[];
}

/** What a test gives, as plain data. */
export type Given = Readonly<Record<string, unknown>>;

/** Runs a test. What the tool knows at once is tested at once, so that a test without `await` cannot pass by mistake. */
export function check(
  subject: unknown,
  options: ExpectAccessOptions,
  values: Given,
  run: (run: Run, given: Given) => void,
): Promise<void> {
  const tested = testedAccessOf(subject);
  if (tested.isAsynchronous) {
    return (async () => {
      const prepared = prepare(tested, options, values);
      execute(prepared, await Promise.all(prepared.described), run);
    })();
  }
  const prepared = prepare(tested, options, values);
  execute(prepared, prepared.described as readonly KnownValue[], run);
  return Promise.resolve();
}

/** A test whose values are not described yet. */
interface Prepared {
  readonly selected: SelectedRole;
  readonly deployment: Deployment;
  /** What the test gives, with placeholders. */
  readonly given: unknown;
  /** The values of the role's placeholders. */
  readonly ofRole: readonly unknown[];
  /** The values of the placeholders in what the test gives. */
  readonly ofTest: readonly unknown[];
  /** The tool's values for what it looks up about the deployment. */
  readonly lookups: ReadonlyMap<Lookup, unknown>;
  readonly unescaped: TestedAccess["unescaped"];
  /** What is known about the role's values, then about the test's, and then about lookups. */
  readonly described: readonly (KnownValue | Promise<KnownValue>)[];
}

function prepare(tested: TestedAccess, options: ExpectAccessOptions, values: Given): Prepared {
  const selected = selectRole(tested, options);
  const shared = sharedRole(selected, tested);
  const { deployment, unresolved, lookups = new Map() } = shared?.tested ?? tested;
  const given = withArns({ ...values, policies: options.policies ?? [] }, tested);
  const extracted = extractUnresolved(given, tested.parts);
  return {
    selected: shared?.selected ?? selected,
    deployment,
    given: extracted.specification,
    ofRole: unresolved,
    ofTest: extracted.unresolved,
    lookups,
    unescaped: tested.unescaped,
    described: [...unresolved, ...extracted.unresolved, ...lookups.values()].map((value) => tested.describe(value)),
  };
}

/** A role that is a construct or component of its own, which knows what the role may do. */
function sharedRole({ subject, role }: SelectedRole, { unresolved }: TestedAccess) {
  const [content] = role?.exists === true ? toParts(role.role) : [];
  if (typeof content !== "object" || content.kind !== "unresolved") return undefined;
  const tested = accessMethodOf(unresolved[content.index])?.();
  const found = tested?.access.find(({ type }) => type === role?.type);
  return tested && found && { tested, selected: { subject, role: found } };
}

function execute(
  { selected: { subject, role: planned }, deployment, given, ofRole, ofTest, lookups, unescaped }: Prepared,
  described: readonly KnownValue[],
  run: (run: Run, given: Given) => void,
): void {
  const valuesOf = (values: readonly unknown[], from: number): readonly DescribedValue[] =>
    values.map((value, index) => ({ value, known: described[from + index] ?? {} }));
  const own = valuesOf(ofRole, 0);
  const ofLookups = valuesOf([...lookups.values()], ofRole.length + ofTest.length);
  const found = Object.fromEntries([...lookups.keys()].map((key, index) => [key, ofLookups[index]?.known.text]));
  const partition = found.partition ?? (found.region === undefined ? undefined : partitionOf(found.region));
  const known = new KnownValues(deployment, own, omitUndefined({ ...found, partition }), unescaped);
  const role = planned && known.in(planned, own);
  const { policies, ...rest } = known.in(given, valuesOf(ofTest, ofRole.length)) as Given;
  run(
    {
      subject: subjectText(subject, role),
      role,
      facts: known.facts,
      attached: policies as readonly AttachedPolicy[],
    },
    rest,
  );
}

function testedAccessOf(subject: unknown): TestedAccess {
  const method = accessMethodOf(subject);
  if (method !== undefined) return method();
  throw new AccessError(
    `Expected a construct or component of amplify-roles, such as an AmplifySsrApp, got ${describeValue(subject)}.`,
  );
}

function accessMethodOf(subject: unknown): (() => TestedAccess) | undefined {
  const method = (subject as Partial<AccessSubject> | null | undefined)?.[TESTED_ACCESS];
  return typeof method === "function" ? () => method.call(subject) : undefined;
}

/** Test data in which a resource is its ARN. What the tool's values are, the tool says. */
function withArns(value: unknown, tested: TestedAccess): unknown {
  if (typeof value !== "object" || value === null || tested.parts(value) !== undefined) return value;
  if (Array.isArray(value)) return value.map((item) => withArns(item, tested));
  if ("arn" in value) {
    if (value.arn !== undefined) return value.arn;
    throw new AccessError("Expected a resource with an `arn`, got one whose `arn` is undefined.");
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new AccessError(`Expected an ARN or a resource that has an \`arn\`, got ${describeInstance(value)}.`);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withArns(item, tested)]));
}

const describeInstance = (value: object) => `an instance of ${value.constructor?.name ?? "a class"}`;

function subjectText(subject: string, role: RoleAccess | undefined): string {
  if (role === undefined) return `${subject}: its server code has no role`;
  return `${subject}: the ${role.type} role ${quoted(role.role)}`;
}
