import { readFileSync } from "node:fs";
import { groupReport } from "@amplify-roles/core/settings";
import { UsageError } from "../usage.js";
import { alternatives, isRecord, messageOf } from "../util.js";
import { DESTINATIONS, type Rule } from "./rules.js";

/** The rules of a user's file. */
export interface OwnRules {
  /** They come before the command's own. */
  readonly rules: readonly Rule[];
  /** What belongs to a secret with the same first part, in addition to the command's own. */
  readonly pairs: readonly RegExp[];
}

const PROPERTIES = ["name", "value", "destination", "group", "reason", "pair"];

/**
 * Reads the rules in a user's file:
 * `[{ "name": "^GUNICORN_", "value": "…", "destination": "parameter", "group": "…", "reason": "…" }, { "pair": "_SCHEMA$" }]`
 *
 * @throws UsageError if it is not such a file
 */
export function readRules(file: string): OwnRules {
  let rules: unknown;
  try {
    rules = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${messageOf(error)}`);
  }
  if (!Array.isArray(rules)) throw new UsageError(`${file} must be an array of rules.`);
  const parsed = rules.map((rule, index) => ruleIn(rule, `${file}[${index}]`));
  return {
    rules: parsed.flatMap((one) => (one instanceof RegExp ? [] : [one])),
    pairs: parsed.flatMap((one) => (one instanceof RegExp ? [one] : [])),
  };
}

function ruleIn(rule: unknown, at: string): Rule | RegExp {
  if (!isRecord(rule)) throw new UsageError(`${at} must be an object.`);
  const unknown = Object.keys(rule).find((key) => !PROPERTIES.includes(key));
  if (unknown !== undefined) throw new UsageError(`${at} has an unknown property "${unknown}".`);
  const { pair, ...others } = rule;
  const ofPair = patternIn(pair, `${at}.pair`);
  if (ofPair === undefined) return simpleRule(others, at);
  if (Object.keys(others).length > 0) throw new UsageError(`${at} has "pair", so it can have nothing else.`);
  return ofPair;
}

function simpleRule(rule: Readonly<Record<string, unknown>>, at: string): Rule {
  const { name, value, destination, group, reason = "your own rule" } = rule;
  const known = DESTINATIONS.find((one) => one === destination);
  if (known === undefined) throw new UsageError(`${at}.destination must be ${alternatives(DESTINATIONS)}.`);
  if (name === undefined && value === undefined) throw new UsageError(`${at} needs a "name", a "value" or a "pair".`);
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
