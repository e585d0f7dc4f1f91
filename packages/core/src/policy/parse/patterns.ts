import { serviceOf } from "@amplify-roles/service-reference";
import { parseArn } from "../../aws/arn.js";
import { servicePrefixIn } from "../../aws/service-name.js";
import { conditionKeyOf, findActions } from "../../aws/service-reference.js";
import { isWhollyUnresolved } from "../../placeholders/placeholder.js";
import { perText } from "./per-text.js";

/** The actions that a string matches. */
export const actionsBy = perText(findActions);

/** Whether a string is an ARN of which a part is known. */
export const isKnownArn = perText((text) => parseArn(text) !== undefined && !isWhollyUnresolved(text));

/** Variables that are no condition keys of a service of AWS: claims of identity providers, and those of two services. */
const OTHER_VARIABLE = /^(saml|iot|transfer|[^:/]*\.[^:]*):/i;

const isKnownVariable = (name: string): boolean => {
  if (OTHER_VARIABLE.test(name)) return true;
  const service = serviceOf(servicePrefixIn(name));
  return conditionKeyOf(name, service === undefined ? [] : [service]) !== undefined;
};

/** Whether a text has a policy variable: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export const hasKnownVariable = (text: string): boolean =>
  [...text.matchAll(/\$\{([^{},]*)/g)].some(([, name = ""]) => isKnownVariable(name));

/** Whether a text starts with a variable that IAM does not know, so that it may be a template's: `${aws:accountId}`. */
export const startsWithForeignVariable = perText((text) => {
  const name = /^\$\{([^{},]*:[^{},]*)\}/.exec(text)?.[1];
  return name !== undefined && !isKnownVariable(name);
});
