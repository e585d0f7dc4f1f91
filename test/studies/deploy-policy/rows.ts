import { generalized } from "./generalize.js";
import type { Need, Row } from "./recorded.js";
import type { Step } from "./scenario.js";
import type { Scenario } from "./scenarios.js";

/** What the steps of a scenario needed, in an order that does not depend on theirs. */
export function rowsOf({ app }: Scenario, steps: readonly Step[]): readonly Row[] {
  const found = new Map<string, { readonly need: Need; readonly calls: Set<string>; readonly steps: Set<string> }>();
  for (const { step, decisions } of steps) {
    for (const { authorization, service, operation } of decisions) {
      if (authorization === undefined) throw new Error(`No table has a row for ${service} ${operation}`);
      const need = generalized(authorization, app);
      const key = JSON.stringify(need);
      const row = found.get(key) ?? { need, calls: new Set(), steps: new Set() };
      row.calls.add(`${service}:${operation}`);
      row.steps.add(step);
      found.set(key, row);
    }
  }
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { need, calls, steps }]) => ({ ...need, calls: [...calls].sort(), steps: [...steps] }));
}
