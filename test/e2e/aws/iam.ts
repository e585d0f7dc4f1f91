import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { motoClient, unlessMissing } from "./moto-client.js";
import { partitionOf } from "./scope.js";
import { documentIn } from "./snapshot/documents.js";

/** What moto's IAM knows of a role. */
export interface Role {
  readonly arn: string;
  readonly trust: unknown;
  readonly created: Date;
}

/**
 * Reads a role from moto's IAM by the name that its ARN ends with; undefined if it does not exist.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export async function findRole(moto: string, arn: string, region: string): Promise<Role | undefined> {
  // moto takes the partition of the global service from the region of the signature.
  const signedFor = partitionOf(region) === "aws" ? "us-east-1" : region;
  const iam = new IAMClient(motoClient(moto, signedFor));
  const asked = iam.send(new GetRoleCommand({ RoleName: arn.split("/").at(-1) }));
  const role = (await unlessMissing(asked, "NoSuchEntityException"))?.Role;
  if (role === undefined) return undefined;
  const { Arn = "", AssumeRolePolicyDocument = "", CreateDate = new Date() } = role;
  return { arn: Arn, trust: documentIn(AssumeRolePolicyDocument), created: CreateDate };
}
