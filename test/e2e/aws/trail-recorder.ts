import type { TrailRecord } from "./cloud-trail.js";
import { REGION } from "./environment.js";
import type { Gateway } from "./gateway.js";
import { type Answer, type AwsRequest, isJsonObject, jsonBody } from "./message.js";
import { MOTO_ACCOUNT } from "./moto.js";
import { type Principal, Principals } from "./principals.js";

/**
 * Services whose calls by server code are management events, which the event history has without a trail. Calls that read
 * or write items, objects and log events are data events, and are not in it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
const RECORDED = ["kms", "secretsmanager", "ssm"];

/** Records what sessions of roles call, with AWS's refusals, in CloudTrail's event history. */
export function recordTrail(gateway: Pick<Gateway, "cloudTrail" | "intercept">): () => void {
  const principals = new Principals();
  return gateway.intercept(async (request, next) => {
    const answer = await next();
    principals.learn(request, answer);
    const principal = principals.find(request.accessKeyId);
    if (principal?.kind === "session" && RECORDED.includes(request.service))
      gateway.cloudTrail.record(recordOf(request, principal, answer));
    return answer;
  });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
function recordOf(request: AwsRequest, principal: Principal & { kind: "session" }, answer: Answer): TrailRecord {
  const { service, region, operation, accessKeyId } = request;
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      arn: principal.arn,
      accountId: MOTO_ACCOUNT,
      accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          arn: `arn:aws:iam::${MOTO_ACCOUNT}:role/${principal.role}`,
          accountId: MOTO_ACCOUNT,
          userName: principal.role,
        },
      },
    },
    eventTime: now(),
    eventSource: `${service}.amazonaws.com`,
    eventName: operation,
    awsRegion: region,
    ...refusalIn(answer),
    requestParameters: Object.fromEntries(
      Object.entries(jsonBody(request)).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
    ),
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: MOTO_ACCOUNT,
  };
}

function refusalIn(answer: Answer): { readonly errorCode?: string; readonly errorMessage?: string } {
  if (typeof answer === "symbol" || answer.status < 400) return {};
  const body: unknown = JSON.parse(answer.body.toString() || "{}");
  const { __type = "", message, Message = message } = isJsonObject(body) ? body : {};
  return { errorCode: String(__type).replace(/^.*#/, ""), errorMessage: String(Message) };
}

/** Events have whole seconds. */
const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");

/**
 * Amplify assumes a role, or is refused:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html#cloudtrail-integration_examples-sts-api
 */
export const assumption = (roleArn: string, roleSessionName: string, isRefused: boolean): TrailRecord => ({
  eventVersion: "1.11",
  userIdentity: { type: "AWSService", invokedBy: "amplify.amazonaws.com" },
  eventTime: now(),
  eventSource: "sts.amazonaws.com",
  eventName: "AssumeRole",
  awsRegion: REGION,
  ...(isRefused ? { errorCode: "AccessDenied", errorMessage: "An unknown error occurred" } : {}),
  requestParameters: { roleArn, roleSessionName },
  resources: [{ accountId: MOTO_ACCOUNT, type: "AWS::IAM::Role", ARN: roleArn }],
  eventType: "AwsApiCall",
  managementEvent: true,
  recipientAccountId: MOTO_ACCOUNT,
});
