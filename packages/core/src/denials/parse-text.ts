import { actionsOfOperation } from "../aws/sdk-operations.js";
import { actionsMatching } from "../aws/service-reference.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { callerOf } from "./caller.js";
import { type DenialReason, reasonIn } from "./reason.js";
import type { DeniedCall, Symptom } from "./symptom.js";

/** Most lines of a log have none of these words. */
const MAY_BE_SYMPTOM =
  /authoriz|denied|credential|security token|ExpiredToken|RequestSummary|cannot be assumed|Unable to assume|SignatureDoesNotMatch|Invalid(ClientTokenId|AccessKeyId)|ciphertext refers|KMS is not allowed/i;

/**
 * `User: <arn> is not authorized to perform: <action> on resource: <resource> …`. Some services write quotes around the
 * parts, and SES writes `'…'` with a backtick in front.
 */
const DENIED =
  /(?:User:? ?[`'"]?(?<caller>arn:[^\s`'"]+|anonymous)[`'"]? ?)?is not authorized to perform:? ?[`'"]?(?<action>[A-Za-z0-9-]+:`?[A-Za-z0-9]+)[`'"]*(?: on (?:the )?resource\(?s?\)?:? ?(?:"(?<quoted>[^"]+)"|[`']?(?<bare>[^\s`'"<>]+)[`']?))?/g;

/** The longest reason that follows a denial, with the ARN of a policy. */
const REASON_LENGTH = 600;

/** How many characters of an encoded message are kept. Some are longer than a shell accepts. */
const MAX_ENCODED = 20_000;

/**
 * What a text says about roles and permissions: an error message, a line of a log, or several. Forms:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function symptomsIn(given: string): readonly Symptom[] {
  if (!MAY_BE_SYMPTOM.test(given)) return [];
  const text = plainText(given);
  const denied = deniedCallsIn(text);
  return [...denied, ...encodedIn(text), ...othersIn(text, denied.length > 0)];
}

/** Text in JSON has its quotes and line breaks escaped, once or several times. */
const plainText = (text: string) =>
  text
    .replace(/\\+(["'`/])/g, "$1")
    .replace(/\\+[nrt]/g, " ")
    .replace(/\s+/g, " ");

function deniedCallsIn(text: string): readonly (DeniedCall | Symptom)[] {
  return [...text.matchAll(DENIED)].map(({ 0: whole, index, groups = {} }) => {
    const rest = text.slice(index + whole.length, index + whole.length + REASON_LENGTH);
    const next = rest.search(/\bUser:? /);
    const reason = reasonIn(next === -1 ? rest : rest.slice(0, next));
    return deniedCall(groups, reason);
  });
}

function deniedCall(groups: Readonly<Record<string, string | undefined>>, reason: DenialReason): Symptom {
  const action = canonicalAction((groups.action ?? "").replace("`", ""));
  const resource = resourceOf(groups);
  const caller = groups.caller === undefined ? undefined : callerOf(groups.caller);
  if (/^sts:AssumeRole/.test(action) && reason.policy !== "identity" && resource?.includes(":role/")) {
    const by = groups.caller;
    const as = action as "sts:AssumeRole";
    return { type: "refused", action: as, role: resource, ...omitUndefined({ by }) };
  }
  return { type: "denied", ...omitUndefined({ caller, action, resource }), ...reason };
}

/** `on the resource associated with this ciphertext` names none. */
function resourceOf({ quoted, bare }: Readonly<Record<string, string | undefined>>): string | undefined {
  const resource = quoted ?? bare?.replace(/[.,;)\]}]+$/, "");
  return resource === undefined || resource === "associated" ? undefined : resource;
}

/** The action as AWS's reference writes it: `SNS:Publish` → `sns:Publish`. */
const canonicalAction = (action: string): string =>
  actionsMatching(action.replace(/[*?]/g, ""))[0]?.name ??
  `${action.split(":")[0]?.toLowerCase()}:${action.split(":")[1]}`;

const encodedIn = (text: string): readonly Symptom[] =>
  [...text.matchAll(/Encoded authorization failure message: ?([\w-]{20,})/gi)].map(([, message = ""]) => ({
    type: "encoded",
    message: message.slice(0, MAX_ENCODED),
  }));

/** Messages that name neither the caller nor the action in AWS's usual form. */
const OTHERS: readonly { readonly pattern: RegExp; readonly symptom: (...found: readonly string[]) => Symptom }[] = [
  {
    // https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html; the others: Python, Go.
    pattern:
      /CredentialsProviderError|Could not load credentials from any providers|Unable to locate credentials|NoCredentialProviders|Credential is missing/,
    symptom: () => ({ type: "noCredentials" }),
  },
  {
    // https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
    pattern: /ExpiredToken(Exception)?|security token included in the request is expired/,
    symptom: () => ({ type: "invalidCredentials", expired: true }),
  },
  {
    pattern:
      /UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|security token included in the request is invalid/,
    symptom: () => ({ type: "invalidCredentials", expired: false }),
  },
  {
    pattern: /compute role provided cannot be assumed by Amplify/i,
    symptom: () => ({ type: "notAssumable", role: "compute" }),
  },
  {
    pattern: /Unable to assume specified IAM Role/i,
    symptom: () => ({ type: "notAssumable", role: "service" }),
  },
  {
    // https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
    pattern: /Not Authorized to access (\w+) on type (\w+)/,
    symptom: (_, field = "", of = "") => ({ type: "graphqlField", field, of }),
  },
  {
    pattern: /You are not authorized to make this call|Valid authorization header not provided/,
    symptom: () => ({ type: "graphqlRequest" }),
  },
  {
    // https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
    pattern:
      /"logType" ?: ?"RequestSummary"(?=[^{}]*"statusCode" ?: ?(40[13]))(?:[^{}]*?"graphQLAPIId" ?: ?"([a-z0-9]+)")?/,
    symptom: (_, status = "", api) => ({
      type: "graphqlRequest",
      statusCode: Number(status),
      ...omitUndefined({ api }),
    }),
  },
  {
    pattern: /Not authorized to perform (sts:AssumeRoleWithWebIdentity|sts:AssumeRoleWithSAML)/i,
    symptom: (message = "", action = "") => ({ type: "refused", action: action as "sts:AssumeRole", message }),
  },
  {
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html, and what Secrets Manager writes about its key.
    pattern: /ciphertext refers to a (?:customer master|KMS) key that does not exist|Access to KMS is not allowed/i,
    symptom: () => ({ type: "denied", action: "kms:Decrypt", explicit: false }),
  },
];

/** Messages that say no more than that access is denied. The operation is what the AWS CLI and boto3 write. */
const BRIEF =
  /when calling the (\w+) operation[^:]*: (?=Access ?Denied)|AccessDenied(?:Exception)?\W{1,5}Access ?Denied|<Code>AccessDenied<\/Code>/i;

function othersIn(text: string, hasDenied: boolean): readonly Symptom[] {
  const found = OTHERS.flatMap(({ pattern, symptom }) => {
    const match = pattern.exec(text);
    return match === null ? [] : [symptom(...match)];
  });
  const brief = hasDenied || found.length > 0 ? null : BRIEF.exec(text);
  if (brief === null) return found;
  const action = actionOfOperation(brief[1]);
  return [...found, { type: "denied", ...omitUndefined({ action }), explicit: false }];
}

/** Services whose denials name no action, and whose operations have names of their own. */
const BRIEF_SERVICES = ["s3"];

function actionOfOperation(operation: string | undefined): string | undefined {
  if (operation === undefined) return undefined;
  return BRIEF_SERVICES.map(
    (service) =>
      actionsOfOperation(`${service}:${operation}`)?.[0] ?? actionsMatching(`${service}:${operation}`)[0]?.name,
  ).find((action) => action !== undefined);
}
