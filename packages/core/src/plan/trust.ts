import { formatArn } from "../aws/arn.js";
import type { Deployment } from "../aws/deployment.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import type { PolicyDocument } from "../policy/document.js";

/**
 * Lets Amplify assume a role. Without conditions as AWS gives it for compute roles
 * (https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html); with them as for service roles
 * (https://docs.aws.amazon.com/amplify/latest/userguide/amplify-service-role.html). Amplify sends the branch's ARN, and
 * an app's own id would make a circle of app and role: so the guard is on all apps of the account and region.
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

/** The two kinds of users that an identity pool tells apart. */
export type IdentityPoolUser = "authenticated" | "unauthenticated";

/**
 * Lets one pool's users of one kind assume a role: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html.
 * `sts:TagSession` is what principal tags need besides.
 */
export function identityPoolTrust(
  { partition, region }: Deployment,
  identityPoolId: string,
  user: IdentityPoolUser,
  sessionTags: boolean,
): PolicyDocument {
  // A pool's id begins with its region.
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
 * What Cognito's tokens are issued by; the same in China: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
 */
function cognitoIssuer(partition: string, region: string): string {
  if (region.startsWith("us-gov-east-1")) return "cognito-identity.us-gov-east-1.amazonaws.com";
  const isGovCloud = partition === "aws-us-gov" || region.startsWith("us-gov-");
  return isGovCloud ? "cognito-identity-us-gov.amazonaws.com" : "cognito-identity.amazonaws.com";
}
