import { AmplifyApp } from "@cdktf/provider-aws/lib/amplify-app/index.js";
import { AmplifyBranch } from "@cdktf/provider-aws/lib/amplify-branch/index.js";
import { CloudcontrolapiResource } from "@cdktf/provider-aws/lib/cloudcontrolapi-resource/index.js";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity/index.js";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition/index.js";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { dependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { branchState, computePolicy, computeTrust, readPolicy, servicePolicy, serviceTrust } from "../documents.mjs";
import { WAIT } from "../workload.mjs";

/** An app of the workload, with the generated bindings and policies as JSON: the same resources under the same paths. */
export function createApp(stack, app, tables) {
  new WebApp(stack, app, tables[app.writes], tables[app.reads]);
}

class WebApp extends Construct {
  constructor(scope, { name, repository, accessToken, branches }, written, read) {
    super(scope, name);
    const { partition } = new DataAwsPartition(this, "partition");
    const { name: region } = new DataAwsRegion(this, "region");
    const { accountId } = new DataAwsCallerIdentity(this, "account");
    const deployment = { partition, region, account: accountId };

    const serviceRole = new IamRole(this, "service-role", {
      name: `${name}-amplify-service`,
      description: `Service role of the Amplify app ${name}: builds it and writes its SSR logs`,
      assumeRolePolicy: JSON.stringify(serviceTrust(deployment)),
    });
    const computeRole = new IamRole(this, "compute-role", {
      name: `${name}-amplify-compute`,
      description: `Compute role of the Amplify app ${name}: what its server code may do`,
      assumeRolePolicy: JSON.stringify(computeTrust),
      provisioners: [{ type: "local-exec", command: WAIT }],
    });
    const computeRolePolicy = new IamRolePolicy(this, "compute-role-policy", {
      name: "permissions",
      role: computeRole.id,
      policy: JSON.stringify(computePolicy(written.arn, read.arn)),
    });
    const app = new AmplifyApp(this, "app", {
      name,
      repository,
      accessToken,
      platform: "WEB_COMPUTE",
      iamServiceRoleArn: `arn:${partition}:iam::${accountId}:role/${name}-amplify-service`,
      computeRoleArn: computeRole.arn,
      dependsOn: [serviceRole, computeRolePolicy],
      lifecycle: { ignoreChanges: ["auto_branch_creation_patterns"] },
    });
    const serviceRolePolicy = new IamRolePolicy(this, "service-role-policy", {
      name: "permissions",
      role: serviceRole.id,
      policy: JSON.stringify(servicePolicy(deployment, app.id)),
    });

    for (const branch of branches) {
      const { id, name: branchName, stage, environmentVariables } = branch;
      if (!branch.ownRole) {
        new AmplifyBranch(this, `branch-${id}`, {
          appId: app.id,
          branchName,
          stage,
          environmentVariables,
          dependsOn: [serviceRolePolicy],
          lifecycle: { ignoreChanges: ["backend_environment_arn", "framework"] },
        });
        continue;
      }
      const role = new IamRole(this, `branch-${id}-compute-role`, {
        name: `${name}-amplify-compute-${id}`,
        description: `Compute role of branch ${id} of ${name}: what its server code may do`,
        assumeRolePolicy: JSON.stringify(computeTrust),
        provisioners: [{ type: "local-exec", command: WAIT }],
      });
      const policy = new IamRolePolicy(this, `branch-${id}-compute-role-policy`, {
        name: "permissions",
        role: role.id,
        policy: JSON.stringify(readPolicy([written.arn, read.arn])),
      });
      new CloudcontrolapiResource(this, `branch-${id}`, {
        typeName: "AWS::Amplify::Branch",
        desiredState: JSON.stringify(branchState(branch, app.id, role.arn)),
        dependsOn: [serviceRolePolicy, policy],
        lifecycle: { replaceTriggeredBy: [`${dependable(app)}.id`] },
      });
      // Against a change of basic auth, which no branch has. CDKTF's DataResource would run `terraform version` each time.
      new TerraformResource(this, `branch-${id}-basic-auth-stays-as-created`, {
        terraformResourceType: "terraform_data",
        count: 0,
        lifecycle: { ignoreChanges: ["input"], preventDestroy: true },
      });
    }
  }
}
