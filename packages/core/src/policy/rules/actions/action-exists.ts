import { serviceOf, servicePrefixes } from "@amplify-roles/service-reference";
import { actionsOfOperation } from "../../../aws/sdk-operations.js";
import { nearestAction } from "../../../aws/service-reference.js";
import type { Report } from "../../../findings/finding.js";
import { codeList, quoted } from "../../../findings/text.js";
import { isUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import { isTypo, nearest } from "../../../util/similar.js";
import type { Located } from "../../parse/located.js";
import { actionsBy } from "../../parse/patterns.js";
import { perText } from "../../parse/per-text.js";
import type { StatementRule } from "../rule.js";

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9*?-]+$/;
/** Every action of every service: `*`, `*:*`. */
const EVERY_ACTION = /^\*+(:\*+)?$/;

/** Actions exist, and wildcards match at least one. */
export const actionExists: StatementRule = (statement) => {
  for (const list of [statement.actions, statement.notActions]) for (const action of list) checkAction(action);
};

function checkAction(action: Located): void {
  const report = reportOf(action);
  if (report !== undefined) action.context.report(report);
}

const reportOf = perText((text, action): Report | undefined => {
  // Almost every action.
  if (actionsBy(action).length > 0) return undefined;
  if (EVERY_ACTION.test(text) || isUnresolved(text)) return undefined;
  if (!ACTION.test(text)) return notAnAction(text);
  const instead = actionsOfOperation(text);
  if (instead !== undefined) return operationNotAction(text, instead);
  const prefix = text.slice(0, text.indexOf(":"));
  const service = serviceOf(prefix);
  if (service === undefined) {
    return unknownService(text, prefix, inNearestService(prefix, text.slice(prefix.length + 1)));
  }
  return /[*?]/.test(text) ? actionMatchesNothing(text, prefix) : unknownAction(text, nearestAction(service, text));
});

/** The action of that name in the service that a misspelled prefix most likely means. */
function inNearestService(prefix: string, name: string): string | undefined {
  const meant = nearest(prefix, servicePrefixes());
  const service = meant === undefined ? undefined : serviceOf(meant);
  return service?.action(name)?.name;
}

const notAnAction = (text: string): Report => ({
  code: "INVALID_ACTION",
  message: `${quoted(text)} is not an action.`,
  fix: 'Write the service and the action: "sqs:SendMessage".',
  parameters: { found: toDisplayString(text) },
});

const operationNotAction = (operation: string, actions: readonly string[]): Report => ({
  code: "INVALID_ACTION",
  message: `${quoted(operation)} is an SDK operation, not an IAM action.`,
  fix: `Write ${codeList(
    actions.map((action) => `"${action}"`),
    "and",
  )}${actions.length > 1 ? ", or those of them that the call needs" : ""}.`,
  parameters: { found: operation, actions },
});

const unknownService = (action: string, service: string, meant: string | undefined): Report => ({
  code: "INVALID_ACTION",
  severity: isTypo(action, meant) ? "error" : "warning",
  message: `AWS does not list the service "${service}" of the action ${quoted(action)}.`,
  fix:
    meant === undefined
      ? "Look the service up in the Service Authorization Reference. Keep it only if AWS added it after this version was released."
      : `Did you mean "${meant}"?`,
  parameters: { found: action, service, ...(meant === undefined ? {} : { meant }) },
});

const actionMatchesNothing = (action: string, service: string): Report => ({
  code: "INVALID_ACTION",
  message: `${quoted(action)} matches no action of ${service}.`,
  fix: "List the actions that the code calls.",
  parameters: { found: action, service },
});

const unknownAction = (action: string, meant: string | undefined): Report => ({
  code: "INVALID_ACTION",
  severity: isTypo(action, meant) ? "error" : "warning",
  message: `AWS does not list the action ${quoted(action)}.`,
  fix:
    meant === undefined
      ? "Look it up in the Service Authorization Reference. Keep it only if AWS added it after this version was released."
      : `Did you mean "${meant}"?`,
  parameters: { found: action, ...(meant === undefined ? {} : { meant }) },
});
