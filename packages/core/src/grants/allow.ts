import { parseArn } from "../arn/arn.js";
import { faults } from "../errors/faults.js";
import type { Conditions, Statement } from "../policy/document.js";
import { unlisted } from "../policy/document.js";
import type { Place } from "../read/place.js";
import { present } from "../read/present.js";
import { known, list, type Reader, record, shape, someOf, text, textThat } from "../read/readers.js";
import { globMatches } from "../text/glob.js";
import { grantsByAction } from "./catalogue.js";
import type { CustomStatement } from "./grant.js";

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9*?]+$/;

const action: Reader<string> = known(
  textThat((value) => {
    if (/^\*+$|:[*?]*\*[*?]*$/.test(value)) return faults.everyAction(value);
    return ACTION.test(value) ? undefined : faults.notAnAction(value);
  }),
  "action",
  'it as plain text: "sqs:SendMessage"',
);

const resource: Reader<string> = (value, at) => {
  const arn = text(value, at);
  if (arn === undefined || arn === "*") return arn;
  return parseArn(arn) === undefined ? at.report(faults.notAnArn(arn, '"arn:aws:…"')) : arn;
};

const values: Reader<string | readonly string[]> = (value, at) =>
  Array.isArray(value) ? list(text)(value, at) : text(value, at);

const statement = shape<CustomStatement>(
  {
    actions: someOf(action, "action"),
    resources: someOf(resource, "resource"),
    conditions: record(record(values)),
    sid: textThat((value) => (/^[A-Za-z0-9]+$/.test(value) ? undefined : faults.badSid(value))),
  },
  ["actions", "resources"],
);

/** A service's every resource, whatever its type. */
const EVERYTHING = /^(\*|arn(:[^:]*){4}:[*?/:]+)$/;
/**
 * `apis/<id>` without anything behind it is no resource of `appsync:GraphQL`, which is authorised on fields. A late id
 * may bring them along.
 */
const BARE_API = /:apis\/[^/\uE000]+$/;

/**
 * Actions without a function of their own that AWS authorises on a resource, and that do harm on every one. A short list,
 * until all actions are known: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
const HARMFUL_EVERYWHERE: readonly string[] = [
  "events:PutEvents",
  "firehose:PutRecord",
  "firehose:PutRecordBatch",
  "iam:PassRole",
  "kinesis:PutRecord",
  "kinesis:PutRecords",
  "sqs:DeleteMessage",
  "sqs:ReceiveMessage",
  "sqs:SendMessage",
  "states:StartExecution",
  "sts:AssumeRole",
];

/** An action that wants a resource, and that one of the actions, which may hold wildcards, stands for. */
const actionOnResource = (actions: readonly string[]) =>
  [...grantsByAction.keys(), ...HARMFUL_EVERYWHERE].find((name) => actions.some((action) => globMatches(action, name)));

/** Reads the options of an `allow` grant as a statement. */
export function expandAllow(value: unknown, at: Place): readonly Statement[] {
  const read = statement(value, at);
  if (read === undefined) return [];
  const { actions = [], resources = [], conditions, sid } = read;
  const given: unknown = (value as Record<string, unknown>).resources;
  const entries: readonly unknown[] = Array.isArray(given) ? given : [];
  for (const [index, arn] of entries.entries()) checkResource(arn, actions, at.member("resources").entry(index));
  return [
    {
      ...present({ Sid: sid }),
      Effect: "Allow",
      Action: unlisted(actions),
      Resource: unlisted(resources),
      ...present({ Condition: conditions as Conditions | undefined }),
    },
  ];
}

/** Reports a resource that is too wide, or too narrow, for one of the actions. */
function checkResource(arn: unknown, actions: readonly string[], at: Place): void {
  if (typeof arn !== "string") return;
  const name = EVERYTHING.test(arn) ? actionOnResource(actions) : undefined;
  if (name !== undefined) at.report(faults.everyResource(arn, name, grantsByAction.get(name)));
  if (actions.includes("appsync:GraphQL") && BARE_API.test(arn)) at.report(faults.bareApi(arn));
}
