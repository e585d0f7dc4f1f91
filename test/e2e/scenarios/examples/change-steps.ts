import { expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import { takeSnapshot } from "../../aws/snapshot.js";
import { appsMadeOrRemoved, type Context, edit, expectAsDecided, sorted, typed, typeOutputs } from "./context.js";
import { differences } from "./decided.js";
import type { Change } from "./scenario.js";

/** Changes of the roles of what is live, each after the one before. No app and no identity pool is created or deleted. */
export function changeSteps(context: () => Context, changes: readonly Change[]): void {
  for (const { title, edits, planned, changed, components, attach = [], detached } of changes) {
    it(title, async () => {
      const { aws, example } = context();
      await edit(example, edits);
      expect(sorted(await example.project.plan())).toEqual(planned);

      const earlier = await takeSnapshot(aws);
      aws.gateway.calls.clear();
      await example.project.deploy();
      await typeOutputs(context(), attach);
      if (detached !== undefined) {
        const [app] = aws.gateway.hosting.listApps(REGION);
        await typed(
          context(),
          `aws amplify update-branch --app-id ${app?.appId} --branch-name ${detached} --compute-role-arn ""`,
        );
      }
      expect(appsMadeOrRemoved(aws)).toEqual([]);
      expect(differences(earlier, await takeSnapshot(aws))).toEqual(changed);
      if (components !== undefined) example.components = components;
      await expectAsDecided(context());
    });
  }

  it("after these changes there is nothing left to do", async () => {
    expect(await context().example.project.plan()).toEqual([]);
  });
}
