import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Aws } from "../../aws/aws.js";
import { sharedAws } from "../../project/shared-aws.js";
import { describeWith, hasPython } from "../../project/tools.js";
import { command, doctor, followAdvice } from "./follow.js";
import { Account, type Site } from "./site.js";
import type { Story } from "./stories.js";

/** An account for each test, in the AWS that scenarios share. */
export function describeDoctor(title: string, body: (account: () => Account) => void): void {
  describeWith([hasPython], title, () => {
    let aws: Aws;
    let account: Account;
    beforeAll(async () => {
      aws = await sharedAws({ propagationMs: 0 });
    });
    beforeEach(async () => {
      await aws.reset();
      account = new Account(aws);
    });
    afterEach(() => account?.stop());
    body(() => account);
  });
}

/** doctor finds what is broken, what it prints fixes it, and then doctor calls the app healthy. */
export function describeStories(stories: readonly Story[]): void {
  describeDoctor("doctor on the localhost AWS", (account) => {
    it.for(stories.map((story) => [story.title, story] as const))("%s", async ([, story]) => {
      const site = await story.create(account());
      expect(await site.works()).toBe(story.works);
      const secrets = story.secrets?.(site) ?? [];
      const { calls } = account().aws.gateway;
      calls.clear();
      const first = await doctor(site);
      expectReadsOnly(site);
      for (const secret of secrets) expect(JSON.stringify(first)).not.toContain(secret);

      const { rounds, last } = await followAdvice(site, (report) => story.change?.(site, report) ?? Promise.resolve());
      expect([...(rounds[0] ?? [])].sort()).toEqual(story.finds);
      expect(rounds.slice(1).flat()).toEqual(story.thenFinds);
      expect(await site.works()).toBe(true);
      expect({ code: last.code, unseen: last.unseen }).toEqual({ code: 0, unseen: [] });
      await expectHealthyText(site);
    });
  });
}

function expectReadsOnly({ account }: Site): void {
  const services = ["amplify", "iam", "sts", "logs", "cloudtrail"];
  const actions = services.flatMap((service) => account.aws.gateway.calls.actions(service));
  expect(actions.length).toBeGreaterThan(8);
  expect(actions.filter((action) => !/^(Get|List|Describe|Filter|Lookup)/.test(action))).toEqual([]);
}

/** The first line says that the app is healthy, or that a role is seconds old. */
async function expectHealthyText(site: Site): Promise<void> {
  const { code, stdout } = await command(site.account, ["--app-id", site.appId]);
  expect(code).toBe(0);
  expect(stdout.split("\n")[0]).toMatch(/^(Nothing is wrong with site|The role "[^"]+" was created \d+ seconds? ago)/);
}
