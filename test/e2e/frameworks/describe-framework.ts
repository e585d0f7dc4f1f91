import { settingsIndex } from "@amplify-roles/core/settings";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FakeAws } from "../../runtime/support/fake-aws.js";
import type { ServerProcess } from "../project/server-process.js";
import { buildApp, type Framework, serveApp } from "./framework.js";

const PATH = "/papyrus/prd";

/** Builds and serves a small app that answers with what `loadSettings` returns. */
export function describeFramework(title: string, framework: Framework): void {
  describe(`the runtime package in server code of ${title}`, () => {
    const aws = new FakeAws();
    let problem: string | undefined;
    let served: ServerProcess;

    beforeAll(async () => {
      const url = await aws.start();
      const index = settingsIndex(
        { AUTH0_DOMAIN: { type: "parameter" }, DB_PASSWORD: { type: "secret", group: "db" } },
        undefined,
      );
      aws.parameters.set(`${PATH}/settings.json`, { value: JSON.stringify(index) });
      aws.parameters.set(`${PATH}/AUTH0_DOMAIN`, { value: "papyrus.eu.auth0.com" });
      aws.secrets.set("papyrus/prd/db", { value: JSON.stringify({ DB_PASSWORD: "hunter2" }) });
      // As on Amplify: the build has the variable, the server does not.
      problem = await buildApp(framework, { SETTINGS_PATH: PATH });
      if (problem !== undefined) return;
      served = await serveApp(framework, {
        SETTINGS_PATH: undefined,
        AWS_ENDPOINT_URL: url,
        AWS_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
      });
    });
    beforeEach((test) => {
      if (problem !== undefined) test.skip(problem);
    });
    afterAll(async () => {
      await served?.stop();
      await aws.stop();
    });

    it("says which role lacks which permission", async () => {
      const arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/papyrus/prd";
      aws.failures.set("GetParametersByPath", {
        code: "AccessDeniedException",
        message: `User: arn:aws:sts::123456789012:assumed-role/web/1 is not authorized to perform: ssm:GetParametersByPath on resource: ${arn}`,
      });
      const response = await fetch(served.url);
      aws.failures.clear();
      const answer = await response.text();
      expect(response.status, `${answer}\n${served.log()}`).toBe(500);
      expect(JSON.parse(answer)).toEqual({
        code: "ACCESS_DENIED",
        message: expect.stringContaining(`The role web was assumed, but lacks ssm:GetParametersByPath on ${arn}.`),
      });
    });

    it("reads the settings once for all requests", async () => {
      aws.calls.length = 0;
      const answers = await Promise.all([1, 2, 3].map(() => fetch(served.url).then((response) => response.json())));
      const expected = { AUTH0_DOMAIN: "papyrus.eu.auth0.com", DB_PASSWORD: "hunter2" };
      expect(answers, served.log()).toEqual([expected, expected, expected]);
      expect(aws.calls).toEqual(["GetParametersByPath", "BatchGetSecretValue"]);
    });
  });
}
