import { ONLY_WILDCARDS } from "../aws/check-arn.js";
import { empty, grantsEverything } from "../findings/messages.js";
import { type Schema, string } from "../schema/schema.js";

/**
 * A string that narrows a grant: not empty, which would be no value, and not only wildcards, which would allow all.
 *
 * @param what it is, for messages: `namespace`
 * @param example of one: `MyApp/*`
 */
export function narrowing(what: string, example: string): Schema<string> {
  return string((value) => {
    if (value === "") return empty(what);
    return ONLY_WILDCARDS.test(value) && /[*?]/.test(value)
      ? grantsEverything(value, what, JSON.stringify(example))
      : undefined;
  });
}
