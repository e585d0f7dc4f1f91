/**
 * What went wrong. `NO_PATH`: nothing says where the settings are. `NOT_ASSUMED`: there are no credentials, so no role was
 * assumed. `ACCESS_DENIED`: the role lacks a permission. `NOT_FOUND`: there are no settings under the path in the region.
 * `NO_VALUE`: a setting has no value. `MISSING_CLIENT`: a client of the SDK is not installed. `UNAVAILABLE`: AWS cannot be
 * reached, or answers with an error.
 */
export type SettingsErrorCode =
  | "NO_PATH"
  | "NOT_ASSUMED"
  | "ACCESS_DENIED"
  | "NOT_FOUND"
  | "NO_VALUE"
  | "MISSING_CLIENT"
  | "UNAVAILABLE";

/** Thrown when settings cannot be read. The message says what to do. It contains no value of a setting. */
export class SettingsError extends Error {
  /** Always `SettingsError`. */
  override readonly name = "SettingsError";

  constructor(
    /** What went wrong. */
    readonly code: SettingsErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What AWS or its SDK threw, or what a secret of a batch failed with. */
interface AwsFailure {
  readonly name: string;
  readonly message: string;
}

const failureOf = (thrown: unknown): AwsFailure => {
  const { name, message } = (typeof thrown === "object" && thrown !== null ? thrown : {}) as Partial<AwsFailure>;
  return { name: String(name ?? "Error"), message: String(message ?? thrown) };
};

/**
 * The error for what a call failed with.
 *
 * @param call the call: `ssm:GetParametersByPath`
 * @param what the call was for: `the parameters under /papyrus/prd`
 * @param where the region, if it is known
 */
export function errorOf(thrown: unknown, call: string, what: string, where: string | undefined): SettingsError {
  const { name, message } = failureOf(thrown);
  const cause = thrown instanceof Error ? { cause: thrown } : {};
  const region = where === undefined ? "" : ` in ${where}`;
  if (/CredentialsProviderError|TokenProviderError|ExpiredToken|UnrecognizedClient|InvalidClientTokenId/.test(name))
    return new SettingsError(
      "NOT_ASSUMED",
      `No role was assumed, so ${what}${region} cannot be read (${name}). On Amplify, the branch needs a compute role: AmplifySsrApp with computeRole, or \`aws amplify update-branch --compute-role-arn\`. On a laptop, sign in: \`aws sso login\`, and set AWS_PROFILE.`,
      cause,
    );
  if (/AccessDenied|NotAuthorized|Unauthorized/.test(name) || /is not authorized to perform/.test(message))
    return new SettingsError("ACCESS_DENIED", deniedMessage(message, call, what, region), cause);
  if (/Region is missing|Invalid region/i.test(message))
    return new SettingsError(
      "NOT_FOUND",
      `There is no region to read ${what} from. Set AWS_REGION, or pass "region".`,
      cause,
    );
  if (/ResourceNotFound|ParameterNotFound/.test(name))
    return new SettingsError(
      "NOT_FOUND",
      `AWS does not find ${what}${region}. It is deleted, not deployed yet, or in another region.`,
      cause,
    );
  // The message may repeat what the caller sent, which is never a value.
  return new SettingsError("UNAVAILABLE", `${call} failed for ${what}${region}: ${name}: ${message}`, cause);
}

/** AWS's message: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const DENIED = /User: (\S+) is not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S+))?/;

function deniedMessage(message: string, call: string, what: string, region: string): string {
  const [, principal = "", action = call, resource] = DENIED.exec(message) ?? [];
  const role = /:assumed-role\/([^/]+)\//.exec(principal)?.[1];
  const who = role === undefined ? (principal === "" ? "The role" : principal) : `The role ${role}`;
  const on = resource === undefined ? ` for ${what}${region}` : ` on ${resource}`;
  const why = /explicit deny/.test(message) ? " A policy denies it explicitly." : "";
  const build = /AmplifySSRLogging|BuildSession/.test(principal)
    ? " This is the service role, which builds the app: read settings in code that runs for a request."
    : "";
  const grant = action.startsWith("kms:")
    ? 'Pass the key as "kmsKey" of the settings.'
    : "Add `settings` to the app, or the `grants` of AmplifySettings to the role.";
  return `${who} was assumed, but lacks ${action}${on}.${why}${build} ${grant}`;
}
