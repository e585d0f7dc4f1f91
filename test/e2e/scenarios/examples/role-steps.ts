import { expect, it } from "vitest";
import { takeSnapshot } from "../../aws/snapshot.js";
import { type Context, edit, expectAsDecided, typeOutputs } from "./context.js";
import { differences } from "./decided.js";
import type { Scenario } from "./scenario.js";

/** After the first deploy: the roles are attached to the app, if it is managed elsewhere, and one grant changes. */
export function roleSteps(context: () => Context, { attach: outputs, attached, grant }: Scenario): void {
  if (outputs !== undefined) {
    it("its commands attach the roles to the app that is managed elsewhere", async () => {
      const { apps } = context().before;
      await typeOutputs(context(), outputs);
      expect(differences(apps, context().before.apps)).toEqual(attached);
    });
  }

  it("a change of one grant changes one policy and nothing else", async () => {
    const { aws, example } = context();
    await edit(example, grant.edits);
    expect(await example.project.plan()).toEqual([{ action: "update", type: grant.updates }]);
    const earlier = await takeSnapshot(aws);
    await example.project.deploy();
    expect(differences(earlier, await takeSnapshot(aws))).toEqual([grant.document]);
    await expectAsDecided(context());
  });
}
