import { formatArn } from "../aws/arn.js";
import type { Deployment } from "../aws/deployment.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import type { PolicyDocument } from "../policy/document.js";

/**
 * The trust policy that allows Amplify to assume a role. Without conditions it is AWS's policy for compute roles
 * (https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html), with conditions AWS's policy for
 * service roles (https://docs.aws.amazon.com/amplify/latest/userguide/amplify-service-role.html). The condition names all
 * apps of the account and region: Amplify sends the branch's ARN, and the app's own id would make the app and the role
 * depend on each other.
 */
export function amplifyTrust(deployment: Deployment, confusedDeputyConditions: boolean): PolicyDocument {
  const { partition, region, account } = deployment;
  const apps = formatArn({ partition, service: "amplify", region, account, resource: "apps/*" });
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "amplify.amazonaws.com" },
        Action: "sts:AssumeRole",
        ...(confusedDeputyConditions
          ? { Condition: { ArnLike: { "aws:SourceArn": apps }, StringEquals: { "aws:SourceAccount": account } } }
          : {}),
      },
    ],
  };
}

/** The two types of users of an identity pool: signed-in users, and guests. */
export type IdentityPoolUser = "authenticated" | "unauthenticated";

/**
 * The trust policy that allows one type of users of one pool to assume a role. Principal tags require `sts:TagSession`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function identityPoolTrust(
  { partition, region }: Deployment,
  identityPoolId: string,
  user: IdentityPoolUser,
  sessionTags: boolean,
): PolicyDocument {
  // A pool's id starts with its region.
  const issuer = cognitoIssuer(partition, isUnresolved(identityPoolId) ? region : identityPoolId);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: issuer },
        Action: sessionTags ? ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"] : "sts:AssumeRoleWithWebIdentity",
        Condition: {
          "ForAnyValue:StringLike": { [`${issuer}:amr`]: user },
          StringEquals: { [`${issuer}:aud`]: identityPoolId },
        },
      },
    ],
  };
}

/**
 * The issuer of Cognito's tokens. In China it is the same as elsewhere.
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
 */
function cognitoIssuer(partition: string, region: string): string {
  if (region.startsWith("us-gov-east-1")) return "cognito-identity.us-gov-east-1.amazonaws.com";
  const isGovCloud = partition === "aws-us-gov" || region.startsWith("us-gov-");
  return isGovCloud ? "cognito-identity-us-gov.amazonaws.com" : "cognito-identity.amazonaws.com";
}
