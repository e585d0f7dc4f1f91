import { madeInTheConsole } from "../../support/console-app.js";
import type { Life } from "../life.js";

export const existingAppLogs: Life = {
  example: "existing-app-logs",
  stack: "logs",
  before: async ({ gateway }) => {
    const id = await madeInTheConsole(gateway, "shop", "acme");
    return { values: { app_id: id }, env: { APP_ID: id } };
  },
  unknown: {
    terraform: ["service-role-role-policy role"],
    pulumi: [],
  },
  grant: {
    edits: [
      ["import { AmplifyServiceRole, AmplifySsrApp }", "import { AmplifyServiceRole, AmplifySsrApp, ssm }"],
      ['policyType: "inline",', 'policyType: "inline", grants: [ssm.read({ path: "/shop/build" })],'],
    ],
    updates: "aws_iam_role_policy",
    document: "roles.shop-amplify-service.inlinePolicies.permissions",
  },
  attach: ["attach"],
  attached: ["shop.settings.iamServiceRoleArn"],
};
