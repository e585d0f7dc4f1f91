import type { AwsMessage } from "../message.js";

/** The parameters of a request in the query protocol, be they in its body or behind its path. */
export const parameters = ({ query, body }: AwsMessage): URLSearchParams =>
  body.length > 0 ? new URLSearchParams(body.toString("utf8")) : query;

/**
 * A list of structures as the query protocol writes it: `Tags.member.1.Key`, `Tags.member.1.Value`, `Tags.member.2.Key`.
 * Of simple values, each is a structure with its value under the empty name.
 */
export function indexed(input: URLSearchParams, name: string): readonly Readonly<Record<string, string>>[] {
  const found = new Map<number, Record<string, string>>();
  for (const [key, value] of input) {
    if (!key.startsWith(`${name}.`)) continue;
    const [index = "", member = ""] = key.slice(name.length + 1).split(".");
    found.set(Number(index), { ...found.get(Number(index)), [member]: value });
  }
  return [...found].sort(([one], [other]) => one - other).map(([, structure]) => structure);
}
