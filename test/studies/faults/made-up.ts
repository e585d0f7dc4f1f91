/** Of a state, what has no order: the resources that another one depends on, and the names of what is sensitive. */
const isUnordered = (name: string, values: readonly unknown[]) =>
  ["dependencies", "sensitive_attributes"].includes(name) || values.every((value) => String(value).startsWith("urn:"));

/** What AWS and the tools make up, and what replaces it. */
const MADE_UP: readonly (readonly [RegExp, string])[] = [
  [/\bd[0-9a-z]{13}\b/g, "<app>"],
  [/\bA[0-9A-Z]{20}\b/g, "<role or policy>"],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<uuid>"],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, "<time>"],
  // A policy's attachment: the time and a counter.
  [/-20\d{24}\b/g, "-<attachment>"],
];

/**
 * A state in a form that is the same whenever a tool would plan the same with it: without ids and times, and with
 * documents in one order. Values that are encrypted are left out; the program gives none to the tools.
 */
export function comparable(state: string): string {
  return state === "" ? "" : JSON.stringify(canonical(JSON.parse(state)));
}

function canonical(value: unknown, name = ""): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) {
    const all = value.map((one) => canonical(one, name));
    return isUnordered(name, all)
      ? all.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
      : all;
  }
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    members.map(([member, one]) => [
      String(text(member)),
      member === "ciphertext" ? "<secret>" : canonical(one, member),
    ]),
  );
}

function text(value: string): unknown {
  if (/^[[{]/.test(value)) return canonical(JSON.parse(value));
  return MADE_UP.reduce((replaced, [pattern, word]) => replaced.replaceAll(pattern, word), value);
}
