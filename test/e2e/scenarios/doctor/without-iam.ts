import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../../../support/repository.js";
import { REGION } from "../../aws/environment.js";
import { removeFolder, temporaryFolder } from "../../project/folders.js";
import { describeDoctor } from "./describe-stories.js";
import { command, doctor, followAdvice, inShell } from "./follow.js";
import { API_ARN, createUser, withAnApiAlone } from "./stories.js";

/** The statements of the policy in docs/doctor.md, without those about IAM. */
function statementsWithoutIam(): readonly object[] {
  const [, json = ""] = /```json\n([\s\S]*?)```/.exec(readFileSync(join(root, "docs/doctor.md"), "utf8")) ?? [];
  const { Statement } = JSON.parse(json) as { Statement: { Action: readonly string[] }[] };
  return Statement.filter(({ Action }) => !Action.some((action) => action.startsWith("iam:")));
}

const answer = (stdout: string) => stdout.split("\n")[0] ?? "";

/** A team that cannot read IAM asks CloudTrail and the log, and gives the grant to whoever can. */
export function describeWithoutIam(): void {
  describeDoctor("a team that cannot read IAM", (account) => {
    let folder = "";
    beforeAll(async () => {
      folder = await temporaryFolder("doctor");
    });
    afterAll(() => removeFolder(folder));

    it("learns that the role was assumed and what is missing, from CloudTrail, a log and a policy", async () => {
      const site = await withAnApiAlone.create(account());
      expect(await site.works()).toBe(false);
      const team = await createUser(account(), "team", ...statementsWithoutIam());
      /** What the AWS CLI prints, in a file, as somebody of the team sees it. */
      const saved = async (name: string, text: string) => {
        const path = join(folder, name);
        writeFileSync(path, await inShell(account(), text, team));
        return path;
      };

      const events = await saved(
        "events.json",
        `aws cloudtrail lookup-events --region ${REGION} --lookup-attributes AttributeKey=EventName,AttributeValue=AssumeRole`,
      );
      const assumed = await command(account(), ["--event", events]);
      expect({ code: assumed.code, said: answer(assumed.stdout) }).toEqual({
        code: 0,
        said: 'Assumed: yes ("site-compute", "site-service").',
      });

      const log = await saved(
        "log.json",
        `aws logs filter-log-events --region ${REGION} --log-group-name /aws/amplify/${site.appId} --filter-pattern Unauthorized`,
      );
      const denied = await command(account(), ["--event", log]);
      expect(denied.code).toBe(1);
      expect(answer(denied.stdout)).toContain('Assumed: yes. AppSync refused the field "Query.getPost".');
      expect(denied.stdout).toContain('Grant: appsync.query("<ARN of the API>", { fields: ["getPost"] })');

      // Somebody pastes the policy, and CloudTrail's data event of the request.
      const policy = join(folder, "policy.json");
      writeFileSync(
        policy,
        JSON.stringify({ Statement: [{ Effect: "Allow", Action: "appsync:GraphQL", Resource: API_ARN }] }),
      );
      const event = join(folder, "event.json");
      const session = `arn:aws:sts::123456789012:assumed-role/site-compute/AmplifyHostingCompute-app=${site.appId}`;
      writeFileSync(
        event,
        `User: ${session} is not authorized to perform: appsync:GraphQL on resource: ${API_ARN}/types/Query/fields/getPost`,
      );
      const compared = await command(account(), ["--event", event, "--policy", policy]);
      expect(compared.stdout).toContain("AppSync authorizes fields, so an API's ARN alone never matches.");
      expect(compared.stdout).toContain(`Grant: appsync.query("${API_ARN}", { fields: ["getPost"] })`);

      // The live app: what IAM denies is listed, and is not called healthy.
      const live = await doctor(site, team);
      expect(live.code).toBe(1);
      expect(live.findings.map(({ code }) => code)).toContain("GRAPHQL_FIELD_NOT_ALLOWED");
      expect([...new Set(live.unseen.map(({ action }) => action))].sort()).toEqual([
        "iam:GetRole",
        "iam:ListAttachedRolePolicies",
        "iam:ListRolePolicies",
      ]);

      // Whoever can change IAM does what doctor says.
      const { last } = await followAdvice(site);
      expect(last.code).toBe(0);
      expect(await site.works()).toBe(true);
    });
  });
}
