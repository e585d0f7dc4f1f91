import type { Change, Edits } from "../scenario.js";

const ROLE = ["aws_iam_role", "aws_iam_role_policy"];
const done = (action: string) => ROLE.map((type) => `${action} ${type}`);

/** A branch, and the end of its role's name. */
interface Branch {
  readonly app: string;
  readonly branch: string;
}

/** What is another where a branch that is there gains or loses its role. */
const ofTheBranch = ({ app, branch }: Branch) => [
  `apps.${app}.branches.${branch}.computeRoleArn`,
  `roles.${app}-amplify-compute-${branch.replaceAll("/", "-")}`,
];

/** A branch that is with Cloud Control gains a role of its own. */
/** What an import of the console's app says, so that AWS then has only what the program has, and may lose it. */
export const WITHOUT_PROTECTION = "preventDestroy: false, environmentVariables: {}, customRules: [],";

export const gainsItsOwnRole = (branch: Branch, edits: Edits): Change => ({
  title: `the branch ${branch.branch} gains its own role, in place`,
  edits,
  planned: [...done("create"), "update aws_cloudcontrolapi_resource"],
  changed: ofTheBranch(branch),
});

/** It loses it, and has the app's. */
export const losesItsOwnRole = (branch: Branch, edits: Edits): Change => ({
  title: `the branch ${branch.branch} loses its own role, in place`,
  edits,
  planned: [...done("delete"), "update aws_cloudcontrolapi_resource"],
  changed: ofTheBranch(branch),
});

/** The service role of an app that has another name by default gives way to `<app>-builds`. */
export const givesWayToAnother = (app: string): Change => ({
  title: "its service role gives way to another of the same plan, in place",
  edits: [
    [
      "serviceRole: { logs: { retentionInDays: 30 } },",
      `serviceRole: { name: "${app}-builds", logs: { retentionInDays: 30 } },`,
    ],
  ],
  planned: [...done("replace"), "update aws_amplify_app"],
  changed: [`apps.${app}.settings.iamServiceRoleArn`, `roles.${app}-amplify-service`, `roles.${app}-builds`],
});
