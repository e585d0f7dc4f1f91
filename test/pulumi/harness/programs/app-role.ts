import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The smallest component that has what the harness carries: a reference to an output inside a document, and an output. */
export class AppRole extends pulumi.ComponentResource {
  readonly role: aws.iam.Role;
  readonly policy: aws.iam.RolePolicy;

  constructor(name: string, args: { description?: pulumi.Input<string> } = {}, opts?: pulumi.ComponentResourceOptions) {
    super("harness:index:AppRole", name, args, opts);
    this.role = new aws.iam.Role(
      name,
      {
        path: "/apps/",
        ...args,
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "amplify.amazonaws.com" } }],
        },
      },
      { parent: this, aliases: [{ name: `${name}-before`, parent: pulumi.rootStackResource }] },
    );
    this.policy = new aws.iam.RolePolicy(
      name,
      {
        role: this.role.name,
        policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.interpolate`${this.role.arn}/*` }],
        },
      },
      { parent: this },
    );
    this.registerOutputs({ roleArn: this.role.arn, kind: "app" });
  }
}
