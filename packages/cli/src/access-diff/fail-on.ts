import { globMatches } from "@amplify-roles/core/lint";
import { ACCESS_LEVELS, type AccessLevel } from "../render/access-levels.js";
import { shortArn } from "../render/describe-statement.js";
import { UNKNOWN_STAGE } from "../terraform/plan.js";
import { UsageError } from "../usage.js";
import { alternatives } from "../util.js";
import type { DescribedChange } from "./described.js";

/** Which access nobody may gain without a look at it. */
export interface FailureRule {
  /** As it was given: `write:production`. */
  readonly text: string;
  /** This access level, or a higher one. */
  readonly level: AccessLevel;
  /** A pattern of a branch's name or stage, or of another one who has access. */
  readonly who: string;
  /** A pattern of an ARN, or of its last part. */
  readonly resource: string;
}

/**
 * The rules of `--fail-on`: `<level>[:<who>[:<resource>]]`, separated by commas.
 *
 * @throws UsageError
 */
export const failureRulesIn = (given: readonly string[]): readonly FailureRule[] =>
  given.flatMap((text) => text.split(",")).map((text) => ruleIn(text.trim()));

function ruleIn(text: string): FailureRule {
  const [name = "", who = "*", ...rest] = text.split(":");
  const level = ACCESS_LEVELS.find((one) => one === name);
  const resource = rest.length === 0 ? "*" : rest.join(":");
  if (level === undefined || who === "" || resource === "")
    throw new UsageError(
      `--fail-on must be <level>, <level>:<branch or stage> or <level>:<branch or stage>:<resource>, where the level is ${alternatives(ACCESS_LEVELS)}, got "${text}". Example: --fail-on write:production`,
    );
  return { text, level, who, resource };
}

/** A change that a rule is about. */
export interface Failure {
  readonly rule: FailureRule;
  readonly change: DescribedChange;
}

/** What fails. What cannot be compared matches every level and every resource, and an unknown stage every stage. */
export const failuresOf = (changes: readonly DescribedChange[], rules: readonly FailureRule[]): readonly Failure[] =>
  changes.flatMap((change) => rules.filter((rule) => isAbout(rule, change)).map((rule) => ({ rule, change })));

function isAbout({ level, who, resource }: FailureRule, change: DescribedChange): boolean {
  if (!change.isMore) return false;
  if (!change.levels.some((one) => ACCESS_LEVELS.indexOf(one) >= ACCESS_LEVELS.indexOf(level))) return false;
  const { stage = change.who } = change;
  if (stage !== UNKNOWN_STAGE && ![change.who, stage].some((name) => globMatches(who, name))) return false;
  const { resources } = change;
  return (
    resources.length === 0 ||
    // A pattern may include what the rule names.
    resources.some((arn) =>
      [arn, shortArn(arn)].some((text) => globMatches(resource, text) || globMatches(text, resource)),
    ) ||
    resources.some((arn) => arn.startsWith("everything except"))
  );
}
