import { serviceOf, servicePrefixes } from "@amplify-roles/service-reference";
import { actionsOfOperation } from "../../aws/sdk-operations.js";
import { actionsOf, nearestAction } from "../../aws/service-reference.js";
import { messages } from "../../findings/messages.js";
import { nearest } from "../../util/similar.js";
import type { Located } from "../parse/located.js";
import type { StatementRule } from "./rule.js";

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9*?-]+$/;
/** Every action of every service: `*`, `*:*`. */
const EVERY_ACTION = /^\*+(:\*+)?$/;

/** Actions exist, and wildcards stand for some. */
export const actions: StatementRule = (statement) => {
  for (const action of [...statement.actions, ...statement.notActions]) checkAction(action);
};

function checkAction({ text, context }: Located): undefined {
  if (EVERY_ACTION.test(text)) return undefined;
  if (!ACTION.test(text)) return context.report(messages.notAnAction(text));
  const instead = actionsOfOperation(text);
  if (instead !== undefined) return context.report(messages.operationNotAction(text, instead));
  const prefix = text.slice(0, text.indexOf(":"));
  const service = serviceOf(prefix);
  if (service === undefined) {
    return context.report(
      messages.unknownService(text, prefix, inNearestService(prefix, text.slice(prefix.length + 1))),
    );
  }
  if (actionsOf(text).length > 0) return undefined;
  return context.report(
    /[*?]/.test(text)
      ? messages.actionMatchesNothing(text, prefix)
      : messages.unknownAction(text, nearestAction(service, text)),
  );
}

/** The action of that name in the service whose prefix was most likely meant. */
function inNearestService(prefix: string, name: string): string | undefined {
  const meant = nearest(prefix, servicePrefixes());
  const service = meant === undefined ? undefined : serviceOf(meant);
  return service?.action(name)?.name;
}
