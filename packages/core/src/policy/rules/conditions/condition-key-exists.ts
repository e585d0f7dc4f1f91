import { globalConditionKey, globalConditionKeys, type Service, serviceOf } from "@amplify-roles/service-reference";
import { isOfSession } from "../../../aws/additional-condition-keys.js";
import { servicePrefixIn } from "../../../aws/service-name.js";
import { conditionKeyOf } from "../../../aws/service-reference.js";
import type { Report } from "../../../findings/finding.js";
import { quoted } from "../../../findings/text.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { isTypo, nearest } from "../../../util/similar.js";
import { isOpenKey, type LocatedStatement } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import type { StatementRule } from "../rule.js";

/** A service or an identity provider, whose name can have a path, a colon and a name. IAM refuses any other key. */
const KEY = /^[A-Za-z0-9.-]+(\/[^:\s]*)?:./s;
/** Keys of an identity provider's sessions, which start with the provider's name: `accounts.google.com:aud`. */
export const OF_PROVIDER = /^(saml|[^:]*[./][^:]*):/i;
/** Keys about tags, without the key of a tag. */
const TAG_WITHOUT_KEY = /^[a-z0-9-]+:(Resource|Request|Principal)Tag\/?$/i;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export const conditionKeyExists: StatementRule = (statement, { templates = false }) => {
  for (const { key, context } of statement.conditions) {
    if (templates ? isOpenKey(key) : isUnresolved(key)) continue;
    if (!KEY.test(key)) context.report(badConditionKey(key));
    else if (TAG_WITHOUT_KEY.test(key)) context.report(tagWithoutKey(key));
    else if (/^aws:arn$/i.test(key)) context.report(formerKey(key));
    else if (!OF_PROVIDER.test(key) && globalConditionKey(key) === undefined && !isOfSession(key)) {
      const services = servicesOf(statement);
      if (keyIn(key, services) !== undefined) continue;
      const known = [...globalConditionKeys(), ...services.flatMap(({ conditionKeys }) => conditionKeys)];
      const meant = nearest(
        key,
        known.map(({ name }) => name),
      );
      context.report(unknownConditionKey(key, meant));
    }
  }
};

/** The services of a statement's actions. */
export function servicesOf(statement: LocatedStatement): readonly Service[] {
  if (latest?.statement === statement) return latest.services;
  const services = new Set<Service>();
  for (const list of [statement.actions, statement.notActions]) {
    for (const action of list) {
      const service = serviceBy(action);
      if (service !== undefined) services.add(service);
    }
  }
  latest = { statement, services: [...services] };
  return latest.services;
}

const serviceBy = perText((text) => serviceOf(servicePrefixIn(text)));

/** Several rules ask in a row. */
let latest: { readonly statement: LocatedStatement; readonly services: readonly Service[] } | undefined;

/** The condition key of that name: a global one, one of the services, or one of the service that it names. */
export function keyIn(key: string, services: readonly Service[]) {
  const own = serviceOf(servicePrefixIn(key));
  return conditionKeyOf(key, own === undefined ? services : [...services, own]);
}

const badConditionKey = (key: string): Report => ({
  code: "INVALID_CONDITION_KEY_FORMAT",
  message: `${quoted(key)} is not a valid condition key.`,
  fix: 'Write the service, a colon and a name: "aws:PrincipalTag/team", "s3:prefix".',
  parameters: { found: key },
});

const tagWithoutKey = (key: string): Report => ({
  code: "MISSING_TAG_KEY_IN_CONDITION",
  message: `${quoted(key)} does not name a tag.`,
  fix: `Write the key of the tag: "${key.replace(/\/$/, "")}/<tag key>".`,
  parameters: { key },
});

const formerKey = (key: string): Report => ({
  code: "UNSUPPORTED_GLOBAL_CONDITION_KEY",
  message: `AWS no longer supports the condition key ${quoted(key)}.`,
  fix: 'Write "aws:PrincipalArn" for who makes the request, or "aws:SourceArn" for the resource that a service acts for.',
  parameters: { key },
});

const unknownConditionKey = (key: string, meant: string | undefined): Report => ({
  code: /^aws:/i.test(key) ? "INVALID_GLOBAL_CONDITION_KEY" : "INVALID_SERVICE_CONDITION_KEY",
  severity: isTypo(key, meant) ? "error" : "warning",
  message: `AWS does not list the condition key ${quoted(key)}.`,
  fix:
    meant === undefined
      ? "Look it up in the Service Authorization Reference, or remove it."
      : `Did you mean "${meant}"?`,
  parameters: { found: key, ...(meant === undefined ? {} : { meant }) },
});
