import { AmplifyServiceRole, AmplifySsrApp } from "@amplify-roles/pulumi";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
/** The id of the live app, after `/apps/` in its ARN: `pulumi config set appId d…` */
const appId = config.get("appId") ?? "d1a2b3c4d5e6f7";

// Variant (a): the role alone. The app stays in the console's hands.
export const serviceRole = new AmplifyServiceRole("service-role", {
  name: "shop-amplify-service",
  appId,
  // Creates the log group as well: Amplify's own never expires, and is billed.
  logs: { retentionInDays: 30 },
  // "managed" where a guardrail forbids inline policies, or where others attach the same policy.
  policyType: "inline",
});

/** Attaches the role to the app; logs begin with the next deployment. */
export const attach = serviceRole.attachCommand;

// Variant (b), at any time after (a): the app itself comes under this program, with the role it has by then.
if (config.getBoolean("takeOver")) {
  new AmplifySsrApp(
    "shop",
    {
      importId: appId,
      // What is left out stays as the console has it, as long as importId is here. The warnings list it.
      name: "shop",
      repository: "https://github.com/acme/shop",
      // Composed of its name, so a preview knows it even before the role exists: an unknown one would replace the app.
      serviceRole: serviceRole.arn,
      branches: { main: { stage: "PRODUCTION", framework: "Next.js - SSR" } },
      // The default with importId: an update that would replace the live app, and lose its domain with it, fails.
      preventDestroy: true,
    },
    // The composed ARN refers to nothing, so the role is waited for explicitly.
    { dependsOn: serviceRole },
  );
}
