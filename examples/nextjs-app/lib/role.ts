import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { logFailure, sts } from "./aws";

/** Which role the server runs as. It needs no permission to ask. */
export async function currentRole(): Promise<string | undefined> {
  try {
    const { Arn = "" } = await sts.send(new GetCallerIdentityCommand());
    // arn:aws:sts::123456789012:assumed-role/<role>/<session>; on a laptop it may be a user.
    return /:assumed-role\/([^/]+)\//.exec(Arn)?.[1] ?? Arn.slice(Arn.lastIndexOf(":") + 1);
  } catch (error) {
    logFailure("GetCallerIdentity", error);
    return undefined;
  }
}
