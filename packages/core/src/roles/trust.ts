import { formatArn } from "../arn/arn.js";
import type { Deployment } from "../arn/deployment.js";
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
