import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";

/**
 * No credentials and no region: on Amplify the SDK finds the compute role, on a laptop the profile (`AWS_PROFILE`, SSO).
 * One client of each kind for the whole process, so that connections and credentials are kept between requests.
 */
export const dynamodb = new DynamoDBClient();
export const lambda = new LambdaClient();
export const s3 = new S3Client();
export const sts = new STSClient();

/** Whether AWS (or the SDK) failed with one of these. The name is the same in every copy of the SDK, the class is not. */
export const failedWith = (error: unknown, ...names: string[]): boolean =>
  error instanceof Error && names.includes(error.name);

/** Logs what a failure means in terms of roles. The answer to the browser says none of it. */
export function logFailure(what: string, error: unknown): void {
  console.error(`${what}: ${meaning(error)}`, error);
}

function meaning(error: unknown): string {
  if (failedWith(error, "CredentialsProviderError")) {
    return "no compute role is in effect on this branch (or, on a laptop, nobody is signed in: `aws sso login`)";
  }
  if (failedWith(error, "AccessDenied", "AccessDeniedException")) {
    return "the role was assumed and may not do this: add a grant to its compute role. S3 also answers so where an object does not exist and the role may not list the bucket, and KMS where the key is not granted";
  }
  if (failedWith(error, "ExpiredToken", "ExpiredTokenException")) return "the credentials have run out";
  return "the call failed";
}
