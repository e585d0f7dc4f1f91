import { madeInTheConsole } from "../../../aws/console-app.js";
import type { Scenario } from "../scenario.js";
import { gainsItsOwnRole, losesItsOwnRole } from "./own-roles.js";

const MAIN = 'main: { stage: "PRODUCTION", framework: "Next.js - SSR" }';
/** A branch that does not exist yet is not imported, and what is with Cloud Control could not be. */
const OWN_ROLE = 'preview: { import: false, computeRole: { grants: [ssm.read({ path: "/shop/preview" })] } }';
const NO_ROLE = 'preview: { import: false, managedBy: "cloudControl" }';

export const existingAppLogs: Scenario = {
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
  importing: {
    stack: "take-over",
    changes: [
      {
        title: "a branch is added that has a role of its own",
        edits: [[`branches: { ${MAIN} }`, `branches: { ${MAIN}, ${OWN_ROLE} }`]],
        planned: ["create aws_cloudcontrolapi_resource", "create aws_iam_role", "create aws_iam_role_policy"],
        changed: ["apps.shop.branches.preview", "roles.shop-amplify-compute-preview"],
      },
      // The app has none that it could have instead.
      { ...losesItsOwnRole({ app: "shop", branch: "preview" }, [[OWN_ROLE, NO_ROLE]]), detached: "preview" },
      gainsItsOwnRole({ app: "shop", branch: "preview" }, [[NO_ROLE, OWN_ROLE]]),
      {
        // The program protects the app and its branch `main` only.
        title: "the branch goes with its own role",
        edits: [[`branches: { ${MAIN}, ${OWN_ROLE} }`, `branches: { ${MAIN} }`]],
        planned: ["delete aws_cloudcontrolapi_resource", "delete aws_iam_role", "delete aws_iam_role_policy"],
        changed: ["apps.shop.branches.preview", "roles.shop-amplify-compute-preview"],
      },
    ],
  },
};
