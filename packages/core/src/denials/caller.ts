import { omitUndefined } from "../util/omit-undefined.js";

/** Who made a request: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export interface Caller {
  /** The ARN as AWS wrote it. */
  readonly arn: string;
  /**
   * `compute`: server code, by its session's name. `build`: Amplify's build. `identityPool`: a user in a browser. Session names
   * of Amplify are not documented; they are those of denials that users have published.
   */
  readonly type: "compute" | "build" | "identityPool" | "role" | "user" | "root" | "other";
  /** Twelve digits. */
  readonly account?: string;
  /** The name of the role, without its path. */
  readonly role?: string;
  readonly session?: string;
  /** The app that server code belongs to. */
  readonly appId?: string;
}

const SESSION = /^arn:[^:]*:sts::(\d{12}):assumed-role\/(?:.*\/)?([^/]+)\/([^/]+)$/;
const COMPUTE = /^AmplifyHostingCompute-app=([\w-]+)/;

/** The caller that an ARN names. */
export function callerOf(arn: string): Caller {
  const [, account, roleName, session] = SESSION.exec(arn) ?? [];
  if (session !== undefined) {
    const appId = COMPUTE.exec(session)?.[1];
    return { arn, type: typeOfSession(session), ...omitUndefined({ account, role: roleName, session, appId }) };
  }
  const [, owner, type, name] = /^arn:[^:]*:iam::(\d{12}):(role|user|root)\/?(.*)$/.exec(arn) ?? [];
  if (type === undefined) return { arn, type: "other" };
  const role = type === "role" ? name?.slice(name.lastIndexOf("/") + 1) : undefined;
  return { arn, type: type as "role" | "user" | "root", ...omitUndefined({ account: owner, role }) };
}

function typeOfSession(session: string): Caller["type"] {
  if (session.startsWith("AmplifyHostingCompute")) return "compute";
  if (session === "BuildSession") return "build";
  // https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
  return session.startsWith("CognitoIdentityCredentials") ? "identityPool" : "role";
}
