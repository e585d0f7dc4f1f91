import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configurations } from "../../../support/examples.js";
import { type Holdings, holdings } from "../../aws/snapshot.js";
import type { PulumiDeployment, Tool } from "../../project/deployment.js";
import { describeEachTool } from "../../project/each-tool.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../../project/tools.js";
import { changeSteps } from "./changes.js";
import { begin, edit, expectAsDecided, type Scene, typeOutputs } from "./context.js";
import { differences } from "./decided.js";
import { type Running, secretsOf } from "./running.js";
import { LIVES } from "./scenarios.js";
import { takenOverAppSteps } from "./taken-over-app.js";

/** `npm run test:smoke` has one of them. */
const lives = process.env.E2E_SMOKE === undefined ? LIVES : LIVES.filter(({ example }) => example === "private-bucket");

it("every example has a life", () => {
  expect(LIVES.map(({ example }) => example).sort()).toEqual(Object.keys(configurations).sort());
});

/** What AWS held, by example. */
type Held = Readonly<Record<Tool, Map<string, Holdings>>>;
const afterTheFirstDeploy: Held = { terraform: new Map(), pulumi: new Map() };
const afterTheChanges: Held = { terraform: new Map(), pulumi: new Map() };

describeEachTool("the lives of the examples", (tool, aws) => {
  describe.each(lives)("$example", (life) => {
    let scene: Scene;
    let running: Running;
    beforeAll(async () => {
      scene = await begin(tool, life, aws());
      running = scene.running;
    });
    afterAll(() => running?.deployment.remove());

    const secrets = secretsOf(life);
    const secretsIn = (text: string) => secrets.filter((secret) => text.includes(secret));

    it("before the first deploy it shows that it creates, leaves open what has to be, and shows no secret", async () => {
      const { text, actions, unknown } = await running.firstPlan();
      expect(actions).toEqual(["create"]);
      expect(unknown).toEqual(life.unknown[tool]);
      for (const words of life.shown?.[tool] ?? []) expect(text).toMatch(words);
      expect(secretsIn(text)).toEqual([]);
    });

    it("is deployed, and prints no secret", async () => {
      expect(secretsIn(await running.firstDeploy())).toEqual([]);
      afterTheFirstDeploy[tool].set(life.example, await holdings(aws()));
    });

    it("AWS holds what the core decided", () => expectAsDecided(scene));

    it("a second plan is empty", async () => {
      expect(await running.deployment.plan()).toEqual([]);
    });

    if (tool === "pulumi") {
      it("a refresh finds nothing changed", async () => {
        const printed = await (running.deployment as PulumiDeployment).stack.refresh();
        expect(printed).toMatch(/Resources:\n +\d+ unchanged\n/);
      });
    }

    const { attach: outputs } = life;
    if (outputs !== undefined) {
      it("its commands attach the roles to the app that is managed elsewhere", async () => {
        const { apps } = scene.before;
        await typeOutputs(scene, outputs);
        expect(differences(apps, scene.before.apps)).toEqual(life.attached);
      });
    }

    it("a change of one grant changes one policy and nothing else", async () => {
      const { edits, updates, document } = life.grant;
      await edit(running, edits);
      expect(await running.deployment.plan()).toEqual([{ action: "update", type: updates }]);
      const earlier = await holdings(aws());
      await running.deployment.deploy();
      expect(differences(earlier, await holdings(aws()))).toEqual([document]);
      await expectAsDecided(scene);
    });

    if (process.env.E2E_SMOKE === undefined && life.changes !== undefined) changeSteps(() => scene, life.changes);

    const kept = {
      pulumi: "no secret in clear",
      terraform: "the secrets in clear: it has to be encrypted where it lies",
    };
    if (secrets.length > 0) {
      it(`its state has ${kept[tool]}`, async () => {
        expect(secretsIn(await running.state())).toEqual(tool === "pulumi" ? [] : secrets);
      });
    }

    if (life.takeOver !== undefined) {
      takenOverAppSteps(() => scene, life.takeOver);
    } else {
      it("leaves nothing behind when it is destroyed", async () => {
        afterTheChanges[tool].set(life.example, await holdings(aws()));
        await running.deployment.destroy();
        expect(await holdings(aws())).toEqual({ ...scene.before, scheduledForDeletion: life.kept ?? [] });
      });
    }
  });
});

/** Terraform's `jsonencode` sorts the members of an object, JavaScript keeps their order: the only difference there is. */
function withoutOrder(held: Holdings | undefined) {
  const secrets = Object.entries(held?.secrets ?? {}).map(([name, { value, ...others }]) => {
    return [name, { ...others, value: value === undefined ? undefined : JSON.parse(value) }];
  });
  return { ...held, secrets: Object.fromEntries(secrets) };
}

describeWith([hasTerraform, hasPulumi, hasPython], "the same AWS afterwards, whichever tool made it", () => {
  const expectTheSame = ({ terraform, pulumi }: Held, example: string) => {
    expect(terraform.get(example)).toBeDefined();
    expect(withoutOrder(pulumi.get(example))).toEqual(withoutOrder(terraform.get(example)));
  };

  it.each(lives)("$example", ({ example }) => expectTheSame(afterTheFirstDeploy, example));

  it.each(lives.filter(({ takeOver }) => takeOver === undefined))("$example, when it has been changed", ({ example }) =>
    expectTheSame(afterTheChanges, example),
  );
});
