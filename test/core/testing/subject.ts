import {
  type AccessSubject,
  extractUnresolved,
  type KnownValue,
  type Part,
  planAmplifyComputeRole,
  planAmplifyIdentityPoolRole,
  planAmplifyServiceRole,
  planAmplifySsrApp,
  TESTED_ACCESS,
} from "@amplify-roles/core/adapter";

/** A tool's value that is known only after deploy. Each read is another object, as in CDKTF. */
export class Unresolved {
  constructor(readonly known: KnownValue) {}
}

/** A resource of a program that no tool made. */
export class FakeResource {
  constructor(
    readonly type: string,
    readonly name: string,
    readonly known: Readonly<Record<string, string>> = {},
    readonly more: { readonly isCreated?: boolean; readonly isHere?: boolean; readonly text?: string } = {},
  ) {}

  attribute(attribute: string): Unresolved {
    const { type, name, known } = this;
    const { text, ...more } = this.more;
    const resource = { type, id: `${type}.${name}`, attribute, known, isCreated: true, isHere: true, ...more };
    return new Unresolved({ text, resource });
  }

  get arn(): Unresolved {
    return this.attribute("arn");
  }
}

export const table = (name: string, known: Readonly<Record<string, string>> = {}, more: FakeResource["more"] = {}) =>
  new FakeResource("aws_dynamodb_table", name, known, more);

/** Text around a value: `${table.arn}/index/by-date`. */
export class Joined {
  constructor(readonly parts: readonly (string | Unresolved)[]) {}
}

const partsOf = (value: unknown): readonly Part[] | undefined => {
  if (value instanceof Joined)
    return value.parts.map((part) => (typeof part === "string" ? part : { unresolved: part }));
  return value instanceof Unresolved ? [{ unresolved: value }] : undefined;
};

const PLANNERS = {
  AmplifySsrApp: planAmplifySsrApp,
  AmplifyComputeRole: planAmplifyComputeRole,
  AmplifyServiceRole: planAmplifyServiceRole,
  AmplifyIdentityPoolRole: planAmplifyIdentityPoolRole,
};

/** What a construct of a specification would be, in a tool that knows its values at once or later. */
export function subjectOf(
  given: object,
  { type = "AmplifySsrApp", later = false }: { readonly type?: keyof typeof PLANNERS; readonly later?: boolean } = {},
): AccessSubject {
  const { specification, unresolved } = extractUnresolved(given, partsOf);
  const plan = PLANNERS[type]("web", specification);
  return {
    [TESTED_ACCESS]: () => ({
      label: `${type} "web"`,
      access: plan.access,
      deployment: plan.deployment,
      ...("branches" in plan ? { branches: Object.keys(plan.branches) } : {}),
      isAsynchronous: later,
      unresolved,
      parts: partsOf,
      describe: (value) => {
        const { known } = value as Unresolved;
        return later ? Promise.resolve(known) : known;
      },
    }),
  };
}
