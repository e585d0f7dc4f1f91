import { expect, it } from "vitest";
import { REGION } from "../support/aws/environment.js";
import { holdings } from "../support/aws/holdings.js";
import type { Edit } from "../support/edit.js";
import { differences } from "./decided.js";
import { appsMadeOrRemoved, edit, expectAsDecided, type Scene } from "./scene.js";

const OWN_ROLE = '"feature/login": { computeRole: { grants: [dynamodb.read(table.arn)] } },';
/** A branch that stays with Cloud Control can change in place. */
const NO_ROLE = '"feature/login": { managedBy: "cloudControl" },';
const SERVICE_ROLE: Edit = [
  "serviceRole: { logs: { retentionInDays: 30 } },",
  'serviceRole: { name: "web-builds", logs: { retentionInDays: 30 } },',
];

/** What happens to the app of `new-app` once it is live: in the order of these steps, each after the one before. */
export function liveAppSteps(scene: () => Scene): void {
  it("a branch loses its own role, in place", async () => {
    const { aws, running } = scene();
    await edit(running, [OWN_ROLE, NO_ROLE]);
    const planned = await running.deployment.plan();
    expect(planned.map(({ action, type }) => `${action} ${type}`).sort()).toEqual([
      "delete aws_iam_role",
      "delete aws_iam_role_policy",
      "update aws_cloudcontrolapi_resource",
    ]);
    const earlier = await holdings(aws);
    await running.deployment.deploy();
    expect(differences(earlier, await holdings(aws))).toEqual([
      "apps.web.branches.feature/login.computeRoleArn",
      "roles.web-amplify-compute-feature-login",
    ]);
    await expectAsDecided(scene(), running);
  });

  it("a branch gains its own role, in place", async () => {
    const { running } = scene();
    await edit(running, [NO_ROLE, OWN_ROLE]);
    const planned = await running.deployment.plan();
    expect(planned.map(({ action, type }) => `${action} ${type}`).sort()).toEqual([
      "create aws_iam_role",
      "create aws_iam_role_policy",
      "update aws_cloudcontrolapi_resource",
    ]);
    await running.deployment.deploy();
    await expectAsDecided(scene(), running);
  });

  it("its service role gives way to another of the same plan, in place", async () => {
    const { aws, running } = scene();
    const [app] = aws.gateway.hosting.listApps(REGION);
    await edit(running, SERVICE_ROLE);
    expect(await running.deployment.plan()).toContainEqual({ action: "update", type: "aws_amplify_app" });
    aws.gateway.calls.clear();
    await running.deployment.deploy();
    expect(appsMadeOrRemoved(aws)).toEqual([]);
    expect(aws.gateway.hosting.getApp(REGION, String(app?.appId))).toMatchObject({
      iamServiceRoleArn: "arn:aws:iam::123456789012:role/web-builds",
    });
    await expectAsDecided(scene(), running);
  });

  it("after all that there is nothing left to do", async () => {
    expect(await scene().running.deployment.plan()).toEqual([]);
  });
}
