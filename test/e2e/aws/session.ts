import { AssumeRoleCommand, type AssumeRoleCommandInput, type Credentials, STSClient } from "@aws-sdk/client-sts";
import { REGION } from "./environment.js";
import type { Gateway } from "./gateway.js";

/** The settings of an AWS SDK client that signs with these credentials, and asks the gateway. */
export const clientOf = (gateway: Pick<Gateway, "url">, credentials: SignedIn) => ({
  endpoint: gateway.url,
  region: REGION,
  credentials,
  maxAttempts: 1,
});

/** An access key as the clients take it. */
export interface SignedIn {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The account's administrator, whom IAM enforcement allows everything. */
export const ADMINISTRATOR: SignedIn = { accessKeyId: "test", secretAccessKey: "test" };

/** A session of a role. The administrator asks for it instead of Amplify; nobody looks at the role's trust policy. */
export async function assumeRole(
  gateway: Pick<Gateway, "url">,
  input: Omit<AssumeRoleCommandInput, "RoleSessionName"> & { readonly RoleSessionName?: string },
): Promise<SignedIn> {
  const sts = new STSClient(clientOf(gateway, ADMINISTRATOR));
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleSessionName: "session", ...input }));
  return signedIn(Credentials);
}

/** The credentials of an answer of STS's. */
export const signedIn = ({ AccessKeyId, SecretAccessKey, SessionToken }: Partial<Credentials> = {}): SignedIn => ({
  accessKeyId: AccessKeyId ?? "",
  secretAccessKey: SecretAccessKey ?? "",
  sessionToken: SessionToken ?? "",
});

/** The environment of a program that has these credentials and no other. */
export const environmentOf = (credentials: SignedIn): NodeJS.ProcessEnv => ({
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: credentials.sessionToken,
});
