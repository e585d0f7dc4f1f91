import {
  type Extracted,
  extractUnresolved,
  type Origin,
  type Part,
  resolvePlaceholders,
} from "@amplify-roles/core/adapter";

/** A tool's value that is known only after deploy: a token, an Output. `resolved` is what it is then. */
export class Unresolved {
  constructor(readonly resolved: unknown) {}
}

/** A string that contains a tool's values: a template string with tokens, an interpolated Output. */
export class Joined {
  readonly parts: readonly (string | Unresolved)[];
  constructor(...parts: readonly (string | Unresolved)[]) {
    this.parts = parts;
  }
}

/** A tool's construct or resource, or one of its attributes. */
export class OfResource extends Unresolved {
  constructor(
    readonly origin: Origin,
    resolved: unknown = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
  ) {
    super(resolved);
  }
}

/** A resource itself: `resourceOf("aws_dynamodb_table")`. */
export const resourceOf = (type: string, name = "orders", arn?: string, region?: string): OfResource =>
  new OfResource({ type, name, attribute: "arn", whole: true, region }, arn);

/** An attribute of a resource: `attributeOf("aws_dynamodb_table", "name")`. */
export const attributeOf = (type: string, attribute: string, name = "orders"): OfResource =>
  new OfResource({ type, name, attribute });

/** A tool's construct or component of a role. */
export class SharedRole extends Unresolved {
  constructor(
    readonly kind: "service" | "compute",
    arn = "arn:aws:iam::123456789012:role/shared",
  ) {
    super(arn);
  }
}

/** The parts of a leaf that is, or contains, an `Unresolved` value. */
export function toParts(value: unknown): readonly Part[] | undefined {
  if (value instanceof SharedRole) return [{ unresolved: value, role: value.kind }];
  if (value instanceof Unresolved) return [partOf(value)];
  if (!(value instanceof Joined)) return undefined;
  return value.parts.map((part) => (typeof part === "string" ? part : partOf(part)));
}

const partOf = (value: Unresolved): Part =>
  value instanceof OfResource ? { unresolved: value, origin: value.origin } : { unresolved: value };

/** A specification that may contain `Unresolved` values, as an adapter passes it to the core. */
export const extracted = (specification: unknown): Extracted => extractUnresolved(specification, toParts);

const LOOKUPS = { account: "123456789012", partition: "aws", region: "eu-west-1" };

/** A plan after deploy: unresolved values and lookups are known, references become `<attribute of resource>`. */
export const deployed = <T>(planned: T, { unresolved }: Pick<Extracted, "unresolved"> = { unresolved: [] }): T =>
  resolvePlaceholders(planned, {
    value(placeholder) {
      if (placeholder.kind === "lookup") return LOOKUPS[placeholder.lookup];
      if (placeholder.kind === "reference") return `<${placeholder.attribute} of ${placeholder.resource}>`;
      if (placeholder.kind === "arnOf") return `<arn of ${placeholder.origin?.name}>`;
      const value = (unresolved[placeholder.index] as Unresolved).resolved;
      if (placeholder.kind === "unresolved") return value;
      if (placeholder.kind === "shell") return String(value).replaceAll("'", "'\\''");
      const [, username, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(String(value), "base64").toString()) ?? [];
      return placeholder.part === "username" ? username : password;
    },
    join: (parts) => parts.join(""),
  }) as T;
