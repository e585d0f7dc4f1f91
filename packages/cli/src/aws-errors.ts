import { recordOf } from "./util.js";

/** The error of an SDK, by its name: https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/error-handling.html */
const nameOf = (error: unknown): string => String(recordOf(errorObject(error)).name ?? "");
const messageIn = (error: unknown): string => String(recordOf(errorObject(error)).message ?? "");
const errorObject = (error: unknown) =>
  error instanceof Error ? { ...error, name: error.name, message: error.message } : error;
const statusOf = (error: unknown) => Number(recordOf(recordOf(errorObject(error)).$metadata).httpStatusCode ?? 0);

export const isDenied = (error: unknown): boolean =>
  /^(AccessDenied|UnauthorizedException|NotAuthorized|UnauthorizedOperation)/.test(nameOf(error)) ||
  (statusOf(error) === 403 && !isCredentialsProblem(error));

export const isNotFound = (error: unknown): boolean =>
  /^(NotFoundException|NoSuchEntity(Exception)?|ResourceNotFoundException)$/.test(nameOf(error));

/** Amplify also answers `BadRequestException: Rate exceeded …`. */
export const isThrottled = (error: unknown): boolean =>
  /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceeded/.test(nameOf(error)) ||
  /^Rate exceeded/.test(messageIn(error)) ||
  statusOf(error) === 429;

/** Whether the same call may succeed a moment later. */
export const isTransient = (error: unknown): boolean =>
  isThrottled(error) || statusOf(error) >= 500 || isNetworkProblem(error);

/** Whether AWS did not answer in time. */
export const isTimeout = (error: unknown): boolean => nameOf(error) === "TimeoutError";

const isNetworkProblem = (error: unknown): boolean =>
  /^(TimeoutError|NetworkingError)$/.test(nameOf(error)) ||
  /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EPIPE|socket hang up)\b/.test(
    `${String(recordOf(errorObject(error)).code ?? "")} ${messageIn(error)}`,
  );

export const isCredentialsProblem = (error: unknown): boolean =>
  /^(CredentialsProviderError|TokenProviderError|ProviderError|ExpiredToken(Exception)?|InvalidClientTokenId|UnrecognizedClientException|InvalidSignatureException|SignatureDoesNotMatch|RequestExpired|AuthFailure|IncompleteSignature)/.test(
    nameOf(error),
  ) || /Could not load credentials|SSO session|profile .* could not be found/i.test(messageIn(error));

/** Why something could not be read, in a few words. */
export const reasonOf = (error: unknown): string => {
  const name = nameOf(error);
  // What Node.js says of a network has a code, and no name of its own.
  return (
    (name === "Error" ? String(recordOf(errorObject(error)).code ?? messageIn(error)) : name) || "an unknown error"
  );
};

/** Why no call can succeed, and what to do. */
export interface Obstacle {
  readonly kind: "credentials" | "region" | "network";
  readonly message: string;
}

/**
 * What keeps every call from succeeding: no credentials, no region, no network. Undefined for what AWS answers to one call.
 *
 * @param profile the profile that was named
 */
export function obstacleOf(error: unknown, profile: string | undefined): Obstacle | undefined {
  if (isCredentialsProblem(error)) return { kind: "credentials", message: credentialsMessage(error, profile) };
  if (/Region is missing/.test(messageIn(error)))
    return { kind: "region", message: "No region is set. Pass --region, or set AWS_REGION." };
  if (isNetworkProblem(error))
    return {
      kind: "network",
      message: `AWS cannot be reached: ${reasonOf(error)}. Check the region, the network and the proxy.`,
    };
  return undefined;
}

function credentialsMessage(error: unknown, profile = process.env.AWS_PROFILE): string {
  const text = messageIn(error);
  const option = profile === undefined ? "" : ` --profile ${profile}`;
  if (/SSO|sso/.test(text))
    return `The profile needs a login with IAM Identity Center. Run \`aws sso login${option}\`, and try again.`;
  if (/Expired/.test(nameOf(error)) || /expired/i.test(text))
    return "The AWS credentials have expired. Sign in again, and repeat the command.";
  if (/could not be found|Could not resolve credentials using profile/i.test(text))
    return `There is no profile${profile === undefined ? "" : ` "${profile}"`} in the AWS configuration. \`aws configure list-profiles\` lists them.`;
  if (/^Credentials|^Provider|Could not load/.test(`${nameOf(error)}${text}`))
    return profile === undefined
      ? "There are no AWS credentials. Set AWS_PROFILE, or the access keys of a session."
      : `There are no AWS credentials in the profile "${profile}", or no such profile. \`aws configure list-profiles\` lists them.`;
  return "AWS does not accept these credentials. Check AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN.";
}
