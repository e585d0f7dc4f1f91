import { expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import { holdings } from "../../aws/snapshot.js";
import { appsMadeOrRemoved, edit, expectAsDecided, inWords, type Scene, typed, typeOutputs } from "./context.js";
import { differences } from "./decided.js";
import type { Change } from "./scenario.js";

/** What becomes of the roles of what is live, without another app or pool: in the order of these steps, each after the one before. */
export function changeSteps(scene: () => Scene, changes: readonly Change[]): void {
  for (const { title, edits, planned, changed, components, attach = [], detached } of changes) {
    it(title, async () => {
      const { aws, running } = scene();
      await edit(running, edits);
      expect(inWords(await running.deployment.plan())).toEqual(planned);

      const earlier = await holdings(aws);
      aws.gateway.calls.clear();
      await running.deployment.deploy();
      await typeOutputs(scene(), attach);
      if (detached !== undefined) {
        const [app] = aws.gateway.hosting.listApps(REGION);
        await typed(
          scene(),
          `aws amplify update-branch --app-id ${app?.appId} --branch-name ${detached} --compute-role-arn ""`,
        );
      }
      expect(appsMadeOrRemoved(aws)).toEqual([]);
      expect(differences(earlier, await holdings(aws))).toEqual(changed);
      if (components !== undefined) running.components = components;
      await expectAsDecided(scene());
    });
  }

  it("after all that there is nothing left to do", async () => {
    expect(await scene().running.deployment.plan()).toEqual([]);
  });
}
