import { parseArn } from "../arn/arn.js";
import { faults } from "../errors/faults.js";
import type { Conditions, Statement } from "../policy/document.js";
import { unlisted } from "../policy/document.js";
import type { Place } from "../read/place.js";
import { list, type Reader, record, shape, text, textThat } from "../read/readers.js";
import { grantsByAction } from "./catalogue.js";
import type { CustomStatement } from "./grant.js";

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9*?]+$/;

const action: Reader<string> = textThat((value) => {
  if (/^\*(:\*)?$/.test(value) || value.endsWith(":*")) return faults.everyAction(value);
  return ACTION.test(value) ? undefined : faults.notAnAction(value);
});

const resource: Reader<string> = (value, at) => {
  const arn = text(value, at);
  if (arn === undefined || arn === "*") return arn;
  return parseArn(arn) === undefined ? at.report(faults.notAnArn(arn, '"arn:aws:…"')) : arn;
};

const values: Reader<string | readonly string[]> = (value, at) =>
  Array.isArray(value) ? list(text)(value, at) : text(value, at);

const statement = shape<CustomStatement>(
  {
    actions: list(action),
    resources: list(resource),
    conditions: record(record(values)),
    sid: textThat((value) => (/^[A-Za-z0-9]+$/.test(value) ? undefined : faults.badSid(value))),
  },
  ["actions", "resources"],
);

/** `apis/<id>` without anything behind it is no resource of `appsync:GraphQL`, which is authorised on fields. */
const BARE_API = /:apis\/[^/]+$/;

/** Reads the options of an `allow` grant as a statement. */
export function expandAllow(value: unknown, at: Place): readonly Statement[] {
  const read = statement(value, at);
  if (read === undefined) return [];
  const { actions = [], resources = [], conditions, sid } = read;
  if (read.actions !== undefined && actions.length === 0) at.member("actions").report(faults.empty("action"));
  if (read.resources !== undefined && resources.length === 0) at.member("resources").report(faults.empty("resource"));
  resources.forEach((arn, index) => {
    const place = at.member("resources").entry(index);
    const known = arn === "*" ? actions.find((name) => grantsByAction.has(name)) : undefined;
    if (known !== undefined) place.report(faults.everyResource(known, grantsByAction.get(known) ?? ""));
    if (actions.includes("appsync:GraphQL") && BARE_API.test(arn)) place.report(faults.bareApi(arn));
  });
  return [
    {
      ...(sid === undefined ? {} : { Sid: sid }),
      Effect: "Allow",
      Action: unlisted(actions),
      Resource: unlisted(resources),
      ...(conditions === undefined ? {} : { Condition: conditions as Conditions }),
    },
  ];
}
