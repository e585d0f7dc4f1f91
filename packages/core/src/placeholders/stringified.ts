/** How a value known only after deploy looks once it was converted to text by mistake. */
const TRACES: readonly { readonly trace: RegExp; readonly was: string }[] = [
  { trace: /Calling \[(toString|toJSON)\] on an \[Output/, was: "a Pulumi Output" },
  { trace: /Calling \[(toString|toJSON)\]/, was: "a Pulumi Output" },
  { trace: /\[object (Object|Promise|Array|Function)\]/, was: "an object" },
  { trace: /TfToken\[/, was: "part of a CDKTF token" },
  { trace: /\$\{Token\[|#\{Token\[|<unresolved-token>/i, was: "part of a token" },
];

const ANY_TRACE = new RegExp(TRACES.map(({ trace }) => trace.source).join("|"), "i");

/** What was converted to text, if the text shows traces of it. */
export function stringified(text: string): string | undefined {
  // Each trace has one of the two, which few strings have.
  if (!text.includes("[") && !text.includes("<")) return undefined;
  if (!ANY_TRACE.test(text)) return undefined;
  return TRACES.find(({ trace }) => trace.test(text))?.was;
}
