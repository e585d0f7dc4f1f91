import { messages } from "../findings/messages.js";
import { type Schema, string } from "../schema/schema.js";

/**
 * Text that narrows a grant: not empty, which says nothing, and no wildcards only, which let everything through.
 *
 * @param what it is, for messages: `namespace`
 * @param example of one: `MyApp/*`
 */
export function narrowing(what: string, example: string): Schema<string> {
  return string((value) => {
    if (value === "") return messages.empty(what);
    return /^[*?]+$/.test(value) ? messages.grantsEverything(value, what, JSON.stringify(example)) : undefined;
  });
}
