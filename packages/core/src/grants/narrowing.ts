import { faults } from "../errors/faults.js";
import { type Reader, textThat } from "../read/readers.js";

/**
 * Text that narrows a grant: not empty, which says nothing, and no wildcards only, which let everything through.
 *
 * @param what it is, for messages: `namespace`
 * @param example of one: `MyApp/*`
 */
export function narrowing(what: string, example: string): Reader<string> {
  return textThat((value) => {
    if (value === "") return faults.empty(what);
    return /^[*?]+$/.test(value) ? faults.grantsEverything(value, what, JSON.stringify(example)) : undefined;
  });
}
