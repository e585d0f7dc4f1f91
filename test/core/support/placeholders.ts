import { type Extracted, extractUnresolved, type Part, resolvePlaceholders } from "@amplify-roles/core/adapter";

/** Stands for a tool's value that is known at deploy time only: a token, an Output. */
export class Late {
  constructor(readonly resolved: unknown) {}
}

/** Stands for text that a tool's values are part of: a template string with tokens, an interpolated Output. */
export class Joined {
  readonly pieces: readonly (string | Late)[];
  constructor(...pieces: readonly (string | Late)[]) {
    this.pieces = pieces;
  }
}

/** The pieces of a leaf that is, or holds, a `Late` value. */
function split(value: unknown): readonly Part[] | undefined {
  if (value instanceof Late) return [{ unresolved: value }];
  if (!(value instanceof Joined)) return undefined;
  return value.pieces.map((piece) => (typeof piece === "string" ? piece : { unresolved: piece }));
}

/** A specification that may hold `Late` values, as an adapter hands it to the core. */
export const bound = (specification: unknown): Extracted => extractUnresolved(specification, split);

const LOOKUPS = { account: "123456789012", partition: "aws", region: "eu-west-1" };

/** A plan once it is deployed: late values and lookups are known, references read `<attribute of resource>`. */
export const deployed = <T>(planned: T, { unresolved }: Pick<Extracted, "unresolved"> = { unresolved: [] }): T =>
  resolvePlaceholders(planned, {
    value(marker) {
      if (marker.kind === "lookup") return LOOKUPS[marker.lookup];
      if (marker.kind === "reference") return `<${marker.attribute} of ${marker.resource}>`;
      const value = (unresolved[marker.index] as Late).resolved;
      if (marker.kind === "unresolved") return value;
      const [, username, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(String(value), "base64").toString()) ?? [];
      return marker.part === "username" ? username : password;
    },
    join: (parts) => parts.join(""),
  }) as T;
