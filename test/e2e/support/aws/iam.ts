import { partitionOf, signedLooking } from "./scope.js";

/** What moto's IAM knows of a role. */
export interface Role {
  readonly arn: string;
  readonly trust: unknown;
  readonly created: Date;
}

/**
 * Reads a role from moto's IAM by the name that its ARN ends with; nothing where there is none.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export async function findRole(moto: string, arn: string, region: string): Promise<Role | undefined> {
  // moto takes the partition of the global service from the region of the signature.
  const signedFor = partitionOf(region) === "aws" ? "us-east-1" : region;
  const answer = await fetch(moto, {
    method: "POST",
    headers: {
      authorization: signedLooking({ service: "iam", region: signedFor }),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ Action: "GetRole", Version: "2010-05-08", RoleName: arn.split("/").at(-1) ?? "" }),
    signal: AbortSignal.timeout(10_000),
  });
  if (answer.status === 404) return undefined;
  const xml = await answer.text();
  const found = /<Arn>(.*?)<\/Arn>/.exec(xml)?.[1];
  const created = /<CreateDate>(.*?)<\/CreateDate>/.exec(xml)?.[1];
  const document = /<AssumeRolePolicyDocument>(.*?)<\/AssumeRolePolicyDocument>/s.exec(xml)?.[1];
  if (!answer.ok || found === undefined || document === undefined || created === undefined) {
    throw new Error(`moto answered GetRole for ${arn} with ${answer.status}: ${xml}`);
  }
  return { arn: found, trust: JSON.parse(decodeURIComponent(document)), created: new Date(created) };
}
