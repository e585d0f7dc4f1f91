import * as aws from "@pulumi/aws";
import { ComponentResource, interpolate, jsonStringify } from "@pulumi/pulumi";
import { branchState, computePolicy, computeTrust, readPolicy, servicePolicy, serviceTrust } from "../documents.mjs";

/** An app of the workload, with the SDK's own classes and policies as objects: the same resources with the same names. */
export function createApp(app, tables) {
  new WebApp(app, tables[app.writes], tables[app.reads]);
}

class WebApp extends ComponentResource {
  constructor({ name, repository, accessToken, branches }, written, read) {
    super("amplify-roles:index:AmplifySsrApp", name);
    const options = { parent: this };
    const { partition } = aws.getPartitionOutput({}, options);
    const { region } = aws.getRegionOutput({}, options);
    const { accountId } = aws.getCallerIdentityOutput({}, options);
    const deployment = { partition, region, account: accountId };

    const serviceRole = new aws.iam.Role(
      `${name}-service-role`,
      {
        name: `${name}-amplify-service`,
        description: `Service role of the Amplify app ${name}: builds it and writes its SSR logs`,
        assumeRolePolicy: serviceTrust(deployment, interpolate),
      },
      options,
    );
    const computeRole = new aws.iam.Role(
      `${name}-compute-role`,
      {
        name: `${name}-amplify-compute`,
        description: `Compute role of the Amplify app ${name}: what its server code may do`,
        assumeRolePolicy: computeTrust,
      },
      options,
    );
    const computeRolePolicy = new aws.iam.RolePolicy(
      `${name}-compute-role-policy`,
      { name: "permissions", role: computeRole.name, policy: computePolicy(written.arn, read.arn, interpolate) },
      { ...options, deleteBeforeReplace: false },
    );
    const app = new aws.amplify.App(
      `${name}-app`,
      {
        name,
        repository,
        accessToken,
        platform: "WEB_COMPUTE",
        iamServiceRoleArn: interpolate`arn:${partition}:iam::${accountId}:role/${name}-amplify-service`,
        computeRoleArn: computeRole.arn,
      },
      {
        ...options,
        dependsOn: [serviceRole, computeRolePolicy],
        ignoreChanges: ["autoBranchCreationPatterns"],
      },
    );
    const serviceRolePolicy = new aws.iam.RolePolicy(
      `${name}-service-role-policy`,
      { name: "permissions", role: serviceRole.name, policy: servicePolicy(deployment, app.id, interpolate) },
      { ...options, deleteBeforeReplace: false },
    );

    for (const branch of branches) {
      const { id, name: branchName, stage, environmentVariables } = branch;
      if (!branch.ownRole) {
        new aws.amplify.Branch(
          `${name}-branch-${id}`,
          { appId: app.id, branchName, stage, environmentVariables },
          { ...options, dependsOn: [serviceRolePolicy], ignoreChanges: ["backendEnvironmentArn", "framework"] },
        );
        continue;
      }
      const role = new aws.iam.Role(
        `${name}-branch-${id}-compute-role`,
        {
          name: `${name}-amplify-compute-${id}`,
          description: `Compute role of branch ${id} of ${name}: what its server code may do`,
          assumeRolePolicy: computeTrust,
        },
        options,
      );
      const policy = new aws.iam.RolePolicy(
        `${name}-branch-${id}-compute-role-policy`,
        { name: "permissions", role: role.name, policy: readPolicy([written.arn, read.arn], interpolate) },
        { ...options, deleteBeforeReplace: false },
      );
      new aws.cloudcontrol.Resource(
        `${name}-branch-${id}`,
        { typeName: "AWS::Amplify::Branch", desiredState: jsonStringify(branchState(branch, app.id, role.arn)) },
        { ...options, dependsOn: [serviceRolePolicy, policy], additionalSecretOutputs: ["properties"] },
      );
    }
    this.registerOutputs({
      appId: app.id,
      defaultDomain: app.defaultDomain,
      serviceRoleArn: serviceRole.arn,
      computeRoleArn: computeRole.arn,
    });
  }
}
