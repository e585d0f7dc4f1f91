import { faults } from "../../errors/faults.js";
import { nearest } from "../../text/similar.js";
import { actionsOf, nearestAction, serviceOf, servicePrefixes } from "../catalogue.js";
import type { Located } from "../located.js";
import { actionsOfOperation } from "../operations.js";
import type { StatementRule } from "./rule.js";

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9*?-]+$/;
/** Every action of every service: `*`, `*:*`. */
const EVERY_ACTION = /^\*+(:\*+)?$/;

/** Actions exist, and wildcards stand for some. */
export const actions: StatementRule = (statement) => {
  for (const action of [...statement.actions, ...statement.notActions]) checkAction(action);
};

function checkAction({ text, at }: Located): undefined {
  if (EVERY_ACTION.test(text)) return undefined;
  if (!ACTION.test(text)) return at.report(faults.notAnAction(text));
  const instead = actionsOfOperation(text);
  if (instead !== undefined) return at.report(faults.operationNotAction(text, instead));
  const prefix = text.slice(0, text.indexOf(":"));
  const service = serviceOf(prefix);
  if (service === undefined) {
    return at.report(faults.unknownService(text, prefix, inNearestService(prefix, text.slice(prefix.length + 1))));
  }
  if (actionsOf(text).length > 0) return undefined;
  return at.report(
    /[*?]/.test(text)
      ? faults.actionMatchesNothing(text, prefix)
      : faults.unknownAction(text, nearestAction(service, text)),
  );
}

/** The action of that name in the service whose prefix was most likely meant. */
function inNearestService(prefix: string, name: string): string | undefined {
  const meant = nearest(prefix, servicePrefixes());
  const service = meant === undefined ? undefined : serviceOf(meant);
  return service?.action(name)?.name;
}
