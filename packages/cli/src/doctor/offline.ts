import { readFileSync, statSync } from "node:fs";
import { diagnoseSymptoms, type Observation, type SymptomReport } from "@amplify-roles/core/doctor";
import { type Finding, lintText } from "@amplify-roles/core/lint";
import { UsageError } from "../usage.js";
import { counted, messageOf } from "../util.js";
import { type Observed, observationsIn } from "./documents.js";
import { jsonValuesIn } from "./json-texts.js";
import { logStream, observationsInLog } from "./log-lines.js";

/** What the command was given: files, or `-` for standard input. */
export interface OfflineInput {
  readonly event?: string | undefined;
  readonly log?: string | undefined;
  readonly policy?: string | undefined;
}

/** What the input says. */
export interface OfflineReport extends SymptomReport {
  /** `1 event`, `3,000 lines`. */
  readonly read: readonly string[];
  /** What is wrong with the policy itself. */
  readonly policy: readonly Finding[];
}

/** Files with a denial are small. A log is read in parts. */
const MAX_EVENT_BYTES = 50 * 1024 * 1024;

/**
 * Says what an event, a message or a log means, without any access to AWS.
 *
 * @throws UsageError if a file cannot be read, or is not what it should be
 */
export async function diagnoseOffline({ event, log, policy }: OfflineInput): Promise<OfflineReport> {
  const observations: Observation[] = [];
  const read: string[] = [];
  const add = (observed: Observed, noun: string) => {
    observations.push(...observed.observations);
    read.push(counted(observed.read, noun));
  };
  if (event !== undefined) add(observationsInEvent(textOf(event), nameOf(event)), "event");
  if (log !== undefined) add(await readLog(log), "line");
  const policyText = policy === undefined ? undefined : textOf(policy);
  const policies = policyText === undefined ? undefined : policyIn(policyText, nameOf(policy ?? ""));
  return {
    ...diagnoseSymptoms(observations, policies),
    read,
    policy: policyText === undefined ? [] : lintText(policyText),
  };
}

function observationsInEvent(text: string, name: string): Observed {
  if (text.trim() === "") throw new UsageError(`${name} is empty. Paste a CloudTrail event or an error message.`);
  const values = jsonValuesIn(text, name);
  if (values === undefined) return observationsIn(text, "the message");
  return observationsIn(values.length === 1 ? values[0] : values);
}

function policyIn(text: string, name: string): unknown {
  const values = jsonValuesIn(text, name);
  if (values === undefined) throw new UsageError(`${name} is not JSON. Pass a policy document.`);
  return values;
}

async function readLog(file: string): Promise<Observed> {
  try {
    return await observationsInLog(logStream(file));
  } catch (error) {
    throw new UsageError(`Cannot read ${nameOf(file)}: ${messageOf(error)}`);
  }
}

const nameOf = (file: string) => (file === "-" ? "Standard input" : file);

function textOf(file: string): string {
  try {
    if (file !== "-" && statSync(file).size > MAX_EVENT_BYTES)
      throw new Error("it has more than 50 MB. Pass a log with --log, which is read line by line.");
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new UsageError(`Cannot read ${nameOf(file)}: ${messageOf(error)}`);
  }
}
