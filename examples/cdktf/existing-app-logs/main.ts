import { AmplifyServiceRole, AmplifySsrApp } from "@amplify-roles/cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

const region = process.env.AWS_REGION ?? "eu-west-1";
/**
 * The id of the live app, after `/apps/` in its ARN. Give your own with APP_ID=d…: what is imported has to be known at
 * synth, so it is no Terraform variable, and cdktf keeps what begins with TF_VAR_ from the program.
 */
const appId = process.env.APP_ID ?? "d1a2b3c4d5e6f7";

/** Variant (a): the role alone. The app stays in the console's hands. */
class LogsStack extends TerraformStack {
  readonly serviceRole: AmplifyServiceRole;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region });

    this.serviceRole = new AmplifyServiceRole(this, "service-role", {
      name: "shop-amplify-service",
      appId,
      // Creates the log group as well: Amplify's own never expires, and is billed.
      logs: { retentionInDays: 30 },
      // "managed" where a guardrail forbids inline policies, or where others attach the same policy.
      policyType: "inline",
    });

    new TerraformOutput(this, "attach", {
      description: "Attaches the role to the app; logs begin with the next deployment",
      value: this.serviceRole.attachCommand,
    });
  }
}

/** Variant (b), at any time after (a): the app itself comes under this program, with the role it has by then. */
class TakeOverStack extends TerraformStack {
  readonly shop: AmplifySsrApp;

  constructor(scope: Construct, id: string, { serviceRole }: LogsStack) {
    super(scope, id);
    new AwsProvider(this, "aws", { region });

    this.shop = new AmplifySsrApp(this, "shop", {
      importId: appId,
      // What is left out stays as the console has it, as long as importId is here. The warnings list it.
      name: "shop",
      repository: "https://github.com/acme/shop",
      // Of a stack that is deployed before this one, so the plan knows it: an unknown one would replace the app.
      serviceRole: serviceRole.role.arn,
      branches: { main: { stage: "PRODUCTION", framework: "Next.js - SSR" } },
      // The default with importId: a plan that would replace the live app, and lose its domain with it, fails.
      preventDestroy: true,
    });

    new TerraformOutput(this, "default_domain", { value: this.shop.app.defaultDomain });
  }
}

const app = new App();
export const logs = new LogsStack(app, "logs");
export const { shop } = new TakeOverStack(app, "take-over", logs);
app.synth();
