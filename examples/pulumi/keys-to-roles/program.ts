import { AmplifyComputeRole, dynamodb, lambda, s3 } from "@amplify-roles/pulumi";
import * as pulumi from "@pulumi/pulumi";

// Compute roles in place of the access keys that the app `my-app` has in its environment variables.
const config = new pulumi.Config();
/** The id of the live app, after `/apps/` in its ARN: `pulumi config set appId d…` */
const appId = config.get("appId") ?? "d1a2b3c4d5e6f7";

// Production. Names with a prefix, in this account and region: a table made later needs no change here.
export const production = new AmplifyComputeRole("main-role", {
  name: "my-app-compute-main",
  appId,
  branchName: "main",
  grants: [
    dynamodb.readWrite({ name: "my-app-*" }),
    s3.readWrite({ name: "my-app-images" }, { prefix: "images/" }),
    lambda.invoke({ name: "my-app-thumbnails" }),
  ],
});

// Every other branch: dev, and previews. Whoever may open a pull request may run code as this role, so it must not
// reach production, and its names do not begin like production's.
export const everyOtherBranch = new AmplifyComputeRole("app-role", {
  name: "my-app-compute-dev",
  appId,
  grants: [
    dynamodb.readWrite({ name: "dev-my-app-*" }),
    s3.readWrite({ name: "dev-my-app-images" }, { prefix: "images/" }),
    lambda.invoke({ name: "dev-my-app-thumbnails" }),
  ],
  // Policies of their own, which the permission set that people sign in with on their laptops can name too.
  policyType: "managed",
});

// The branch first: once the app has a role, a branch without its own has that one.
export const attachMain = production.attachCommand;
export const attachApp = everyOtherBranch.attachCommand;
/** Shows when the server code of main has assumed its role. */
export const lastAssumedMain = production.lastAssumedCommand;
export const lastAssumedApp = everyOtherBranch.lastAssumedCommand;
