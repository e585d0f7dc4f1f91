import { readFileSync } from "node:fs";
import { groupReport } from "@amplify-roles/core/settings";
import { UsageError } from "../usage.js";
import { alternatives, isRecord, messageOf } from "../util.js";
import { DESTINATIONS, type Rule } from "./rules.js";

/**
 * The rules in a user's file, which come before the command's own:
 * `[{ "name": "^GUNICORN_", "value": "…", "destination": "parameter", "group": "…", "reason": "…" }]`
 *
 * @throws UsageError if it is not such a file
 */
export function readRules(file: string): readonly Rule[] {
  let rules: unknown;
  try {
    rules = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${messageOf(error)}`);
  }
  if (!Array.isArray(rules)) throw new UsageError(`${file} must be an array of rules.`);
  return rules.map((rule, index) => ruleIn(rule, `${file}[${index}]`));
}

function ruleIn(rule: unknown, at: string): Rule {
  if (!isRecord(rule)) throw new UsageError(`${at} must be an object.`);
  const { name, value, destination, group, reason = "your own rule" } = rule;
  const unknown = Object.keys(rule).find((key) => !["name", "value", "destination", "group", "reason"].includes(key));
  if (unknown !== undefined) throw new UsageError(`${at} has an unknown property "${unknown}".`);
  const known = DESTINATIONS.find((one) => one === destination);
  if (known === undefined) throw new UsageError(`${at}.destination must be ${alternatives(DESTINATIONS)}.`);
  if (name === undefined && value === undefined) throw new UsageError(`${at} needs a "name" or a "value".`);
  if (typeof reason !== "string") throw new UsageError(`${at}.reason must be a string.`);
  if (group !== undefined && (typeof group !== "string" || groupReport(group) !== undefined))
    throw new UsageError(`${at}.group is not the name of a group.`);
  const [ofName, ofValue] = [patternIn(name, `${at}.name`), patternIn(value, `${at}.value`)];
  return {
    fits: (found, content) => (ofName?.test(found) ?? true) && (ofValue?.test(content) ?? true),
    destination: known,
    reason,
    ...(typeof group === "string" ? { group } : {}),
  };
}

function patternIn(pattern: unknown, at: string): RegExp | undefined {
  if (pattern === undefined) return undefined;
  try {
    if (typeof pattern === "string") return new RegExp(pattern);
  } catch {
    // Said below.
  }
  throw new UsageError(`${at} must be a regular expression as a string.`);
}
