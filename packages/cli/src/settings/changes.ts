import { randomInt } from "node:crypto";
import {
  type GeneratedValue,
  groupSizeReport,
  type SettingsIndex,
  sizeReport,
  utf8Length,
} from "@amplify-roles/core/settings";
import { UsageError } from "../usage.js";
import type { StoredParameter, StoredSecret, Stores } from "./stores.js";

/** What `push` would write. Only `value` and `members` have values, and nothing prints them. */
export type Change =
  | {
      readonly kind: "parameter";
      readonly name: string;
      readonly value: string;
      readonly what: string;
      readonly version: string;
    }
  | {
      readonly kind: "secret";
      readonly group: string;
      /** What happens to each setting that changes: `DB_PASSWORD` → `changes`. */
      readonly settings: ReadonlyMap<string, string>;
      readonly members: Readonly<Record<string, unknown>>;
      readonly version: string;
    };

/** Settings that are declared, and what of them is in AWS. */
export interface Stored {
  readonly parameters: ReadonlyMap<string, StoredParameter>;
  readonly secrets: ReadonlyMap<string, StoredSecret | undefined>;
}

export async function readStored(stores: Stores, index: SettingsIndex): Promise<Stored> {
  const groups = Object.keys(index.secrets);
  const [parameters, secrets] = await Promise.all([
    stores.parameters(),
    Promise.all(groups.map(async (group) => [group, await stores.secret(group)] as const)),
  ]);
  return { parameters, secrets: new Map(secrets) };
}

/** Characters chosen by the system's random number generator. */
export function generate({ length, alphabet }: GeneratedValue): string {
  const characters = [...new Set(alphabet)];
  return Array.from({ length }, () => characters[randomInt(characters.length)]).join("");
}

/**
 * What has to be written so that AWS has the values.
 *
 * @param values by name, from the .env file. An empty one is left out, as neither store accepts it
 * @param regenerated names of generated settings that get a new value
 * @throws UsageError if something that is declared is not deployed, or a value is too large
 */
export function changesOf(
  values: ReadonlyMap<string, string>,
  index: SettingsIndex,
  stored: Stored,
  regenerated: ReadonlySet<string> = new Set(),
): readonly Change[] {
  const problems: string[] = [];
  const changes = [
    ...parameterChanges(values, index, stored, problems),
    ...Object.entries(index.secrets).flatMap(([group, names]) =>
      secretChange(group, names, values, index, stored.secrets.get(group), regenerated, problems),
    ),
  ];
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return changes;
}

function parameterChanges(
  values: ReadonlyMap<string, string>,
  index: SettingsIndex,
  stored: Stored,
  problems: string[],
): readonly Change[] {
  return [...index.parameters, ...index.secureParameters].flatMap((name): Change[] => {
    const value = values.get(name) ?? "";
    const existing = stored.parameters.get(name);
    if (value === "" || existing?.value === value) return [];
    if (existing === undefined) problems.push(`${name} is declared, but not deployed. Deploy the program first.`);
    const tier = index.advanced?.includes(name) === true ? "Advanced" : "Standard";
    const report = sizeReport(utf8Length(value), tier);
    if (report !== undefined) problems.push(`${name}: ${report.message} ${report.fix} [${report.code}]`);
    const version = String((existing?.version ?? 0) + 1);
    return [{ kind: "parameter", name, value, what: existing?.value === undefined ? "new" : "changes", version }];
  });
}

function secretChange(
  group: string,
  names: readonly string[],
  values: ReadonlyMap<string, string>,
  index: SettingsIndex,
  existing: StoredSecret | undefined,
  regenerated: ReadonlySet<string>,
  problems: string[],
): readonly Change[] {
  const members: Record<string, unknown> = { ...existing?.members };
  const settings = new Map<string, string>();
  for (const name of names) {
    const given = values.get(name) ?? "";
    const generated = index.generated?.[name];
    const isMissing = members[name] === undefined;
    if (given !== "" && members[name] !== given) {
      settings.set(name, isMissing ? "new" : "changes");
      members[name] = given;
    } else if (given === "" && generated !== undefined && (isMissing || regenerated.has(name))) {
      settings.set(name, isMissing ? "generated" : "generated again");
      members[name] = generate(generated);
    }
  }
  if (settings.size === 0) return [];
  if (existing?.deletedOn !== undefined)
    problems.push(
      `The secret of the group ${group} was deleted. Run: amplify-roles settings restore --group ${group} --path <path>`,
    );
  else if (existing === undefined)
    problems.push(`The group ${group} is declared, but not deployed. Deploy the program first.`);
  const report = groupSizeReport(group, utf8Length(JSON.stringify(members)));
  if (report !== undefined) problems.push(`${report.message} ${report.fix} [${report.code}]`);
  return [{ kind: "secret", group, settings, members, version: existing?.version ?? "none" }];
}
