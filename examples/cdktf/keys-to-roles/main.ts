import { AmplifyComputeRole, dynamodb, lambda, s3 } from "@amplify-roles/cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

/** Compute roles in place of the access keys that the app `my-app` has in its environment variables. */
class RolesStack extends TerraformStack {
  /** What permissions.test.ts tests. */
  readonly tested;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: process.env.AWS_REGION ?? "eu-west-1" });
    // Give your own with TF_VAR_app_id=d…; it follows `/apps/` in the app's ARN.
    const appId = new TerraformVariable(this, "app_id", {
      type: "string",
      description: "Id of the live app",
      default: "d1a2b3c4d5e6f7",
    });

    // Production. Names with a prefix, in this account and region: a table made later needs no change here.
    const production = new AmplifyComputeRole(this, "main-role", {
      name: "my-app-compute-main",
      appId: appId.stringValue,
      branchName: "main",
      grants: [
        dynamodb.readWrite({ name: "my-app-*" }),
        s3.readWrite({ name: "my-app-images" }, { prefix: "images/" }),
        lambda.invoke({ name: "my-app-thumbnails" }),
      ],
    });

    // Every other branch: dev, and previews. Whoever may open a pull request may run code as this role, so it must not
    // reach production, and its names do not begin like production's.
    const everyOtherBranch = new AmplifyComputeRole(this, "app-role", {
      name: "my-app-compute-dev",
      appId: appId.stringValue,
      grants: [
        dynamodb.readWrite({ name: "dev-my-app-*" }),
        s3.readWrite({ name: "dev-my-app-images" }, { prefix: "images/" }),
        lambda.invoke({ name: "dev-my-app-thumbnails" }),
      ],
      // Policies of their own, which the permission set that people sign in with on their laptops can name too.
      policyType: "managed",
    });

    this.tested = { production, everyOtherBranch };

    // The branch first: once the app has a role, a branch without its own has that one.
    new TerraformOutput(this, "attach_main", { value: production.attachCommand });
    new TerraformOutput(this, "attach_app", { value: everyOtherBranch.attachCommand });
    new TerraformOutput(this, "last_assumed_main", {
      description: "Shows when the server code of main has assumed its role",
      value: production.lastAssumedCommand,
    });
    new TerraformOutput(this, "last_assumed_app", { value: everyOtherBranch.lastAssumedCommand });
  }
}

const app = new App();
export const { tested } = new RolesStack(app, "roles");
app.synth();
