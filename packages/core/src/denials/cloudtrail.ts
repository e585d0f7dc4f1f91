import { actionsOfOperation } from "../aws/sdk-operations.js";
import { actionsMatching } from "../aws/service-reference.js";
import { isRecord } from "../schema/schema.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { type Caller, callerOf } from "./caller.js";
import { symptomsIn } from "./parse-text.js";
import { requestedResource } from "./requested-resource.js";
import type { Assumption, DeniedCall, Symptom } from "./symptom.js";

/** Event sources whose first part is not the prefix of the actions. */
const PREFIXES: Readonly<Record<string, string>> = {
  monitoring: "cloudwatch",
  email: "ses",
  "bedrock-runtime": "bedrock",
  streams: "dynamodb",
};

const record = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
const string = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** Whether a value is a record of CloudTrail. */
export const isCloudTrailRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && string(value.eventSource) !== undefined && string(value.eventName) !== undefined;

/**
 * What a record of CloudTrail says about roles and permissions. Undefined if the call succeeded and assumed no role, or
 * failed for another reason. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function symptomOfEvent(event: Readonly<Record<string, unknown>>): Symptom | undefined {
  const source = string(event.eventSource) ?? "";
  const name = (string(event.eventName) ?? "").replace(/20\d{6}(v\d+)?$/, "");
  const errorCode = string(event.errorCode);
  if (source === "sts.amazonaws.com" && /^AssumeRole(With(WebIdentity|SAML))?$/.test(name))
    return assumption(event, `sts:${name}` as Assumption["action"], errorCode);
  if (errorCode === undefined || !/denied|unauthorized|authoriz|forbidden/i.test(errorCode)) return undefined;
  const message = string(event.errorMessage) ?? "";
  const [said, ...others] = symptomsIn(message);
  const first = said ?? others[0];
  if (first?.type === "encoded") return first;
  return deniedCall(event, source, name, first?.type === "denied" ? first : undefined);
}

function assumption(
  event: Readonly<Record<string, unknown>>,
  action: Assumption["action"],
  errorCode: string | undefined,
): Assumption {
  const request = record(event.requestParameters);
  const message = string(event.errorMessage);
  const [resource] = Array.isArray(event.resources) ? event.resources : [];
  const said = message === undefined ? undefined : symptomsIn(message)[0];
  const role =
    string(request.roleArn) ?? (said?.type === "refused" ? said.role : undefined) ?? string(record(resource).ARN);
  return {
    type: errorCode === undefined ? "assumed" : "refused",
    action,
    ...omitUndefined({
      role,
      session: string(request.roleSessionName),
      by: byOf(event),
      message: errorCode === undefined ? undefined : (message ?? errorCode),
    }),
  };
}

/** Who made the request: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
function byOf({ userIdentity }: Readonly<Record<string, unknown>>): string | undefined {
  const identity = record(userIdentity);
  return (
    string(identity.invokedBy) ?? string(identity.arn) ?? string(identity.userName) ?? string(identity.principalId)
  );
}

function callerIn({ userIdentity }: Readonly<Record<string, unknown>>): Caller | undefined {
  const arn = string(record(userIdentity).arn);
  return arn === undefined ? undefined : callerOf(arn);
}

function deniedCall(
  event: Readonly<Record<string, unknown>>,
  source: string,
  name: string,
  said: DeniedCall | undefined,
): DeniedCall {
  const prefix = source.slice(0, source.indexOf("."));
  const action = said?.action ?? actionOf(PREFIXES[prefix] ?? prefix, name);
  const caller = said?.caller ?? callerIn(event);
  const resource = said?.resource ?? requestedResource(event, action, caller?.account);
  return {
    type: "denied",
    explicit: said?.explicit ?? false,
    action,
    ...omitUndefined({ caller, resource, policy: said?.policy, policyArn: said?.policyArn }),
  };
}

/** The action that IAM checks for an operation. The first one, if it checks several. */
function actionOf(prefix: string, operation: string): string {
  const action = `${prefix}:${operation}`;
  return actionsMatching(action)[0]?.name ?? actionsOfOperation(action)?.[0] ?? action;
}
