import type { Assignment } from "@amplify-roles/core/settings";
import type { OwnRules } from "./own-rules.js";
import { type Destination, groupOf, isSettingName, OTHERWISE, PAIRED, RULES, type Rule } from "./rules.js";

/** Where a variable goes, and why. Never its value. */
export interface Sorted {
  readonly name: string;
  readonly line: number;
  readonly destination: Destination;
  /** Of a secret. */
  readonly group?: string;
  readonly reason: string;
}

export interface SortOptions {
  /** The user's own rules. */
  readonly own?: OwnRules;
  /** Keeps everything in Parameter Store, whose standard parameters are free. */
  readonly cheapest?: boolean;
}

/** Where each variable goes. Of a variable that is there twice, the last one counts, as in dotenv. */
export function sortVariables(assignments: readonly Assignment[], options: SortOptions = {}): readonly Sorted[] {
  const last = new Map(assignments.map((one) => [one.name, one]));
  const variables = [...last.values()].filter(({ name }) => isSettingName(name) || /^AWS_|^SETTINGS_PATH$/i.test(name));
  const alone = new Map(variables.map((one) => [one.name, ruled(one, options.own?.rules ?? [])]));
  const pairs = [PAIRED, ...(options.own?.pairs ?? [])];
  const groups = new Set([...alone.values()].flatMap((one) => one?.group ?? []));
  return variables.map((one) => {
    const sorted = alone.get(one.name) ?? paired(one, groups, pairs) ?? { ...at(one), ...OTHERWISE };
    return options.cheapest === true ? inParameterStore(sorted) : sorted;
  });
}

const at = ({ name, line }: Assignment) => ({ name, line });

function ruled(variable: Assignment, own: readonly Rule[]): Sorted | undefined {
  const { name, value } = variable;
  const rule = [...own, ...RULES].find(({ fits }) => fits(name, value));
  if (rule === undefined) return undefined;
  const { destination, reason, group = groupOf(name) } = rule;
  return { ...at(variable), destination, ...(destination === "secret" ? { group } : {}), reason };
}

/** A variable that belongs to a secret: it changes together with it, and the secret costs the same with it. */
function paired(variable: Assignment, groups: ReadonlySet<string>, pairs: readonly RegExp[]): Sorted | undefined {
  const group = groupOf(variable.name);
  if (!pairs.some((pair) => pair.test(variable.name)) || !groups.has(group)) return undefined;
  return { ...at(variable), destination: "secret", group, reason: `belongs to the secret ${group}` };
}

function inParameterStore(sorted: Sorted): Sorted {
  const { group, ...others } = sorted;
  if (sorted.destination !== "secret") return sorted;
  const isPair = sorted.reason.startsWith("belongs to");
  return {
    ...others,
    destination: isPair ? "parameter" : "secureParameter",
    reason: isPair ? OTHERWISE.reason : `${sorted.reason}; a parameter costs less than a secret`,
  };
}
