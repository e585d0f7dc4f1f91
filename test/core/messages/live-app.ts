import {
  type AppSnapshot,
  diagnoseApp,
  type LiveApp,
  type LiveBranch,
  type LiveRole,
} from "../../../packages/core/src/doctor.js";

const deployment = { partition: "aws", region: "eu-west-1", account: "123456789012" };
export const arn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
export const app: LiveApp = {
  id: "d1",
  name: "web",
  platform: "WEB_COMPUTE",
  environmentVariables: {},
  autoBranchCreation: false,
  autoBranchPreviews: false,
  serviceRole: arn("service"),
  computeRole: arn("compute"),
};
export const branch = (name: string, more: Partial<LiveBranch> = {}): LiveBranch => ({
  name,
  framework: "Next.js - SSR",
  environmentVariables: {},
  previews: false,
  jobs: 1,
  ...more,
});
export const role = (name: string, more: Partial<LiveRole> = {}): LiveRole => ({
  arn: arn(name),
  name,
  exists: true,
  policies: [],
  policiesComplete: true,
  ...more,
});
export const withPolicy = (name: string, Action: readonly string[], Resource: string): LiveRole =>
  role(name, {
    policies: [{ name: "p", document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] } }],
  });

/** What is found in a live app. */
export const live = (snapshot: Partial<AppSnapshot>) => () =>
  diagnoseApp({ readAt: 1_000, deployment, app, branches: [branch("main")], roles: [], unseen: [], ...snapshot })
    .findings;
