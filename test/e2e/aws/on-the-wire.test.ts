import { afterAll, beforeAll, expect, it } from "vitest";
import { exampleDeployment, type Tool } from "../project/deployment.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../project/tools.js";
import { type Aws, startAws } from "./aws.js";
import { type Boto, startBoto } from "./boto.js";
import { type AwsRequest, type AwsResponse, CUT } from "./message.js";

/** The services that the gateway answers for itself, by their signing names, as botocore calls them. */
const MODELS: Readonly<Record<string, string>> = {
  amplify: "amplify",
  cloudcontrolapi: "cloudcontrol",
  cloudformation: "cloudformation",
};

interface Exchange {
  readonly request: AwsRequest;
  readonly answer: AwsResponse;
}

/** What the real tools send in the life of an example, and what they are answered, against AWS's published models. */
for (const [tool, need] of [
  ["terraform", hasTerraform],
  ["pulumi", hasPulumi],
] as const satisfies readonly (readonly [Tool, unknown])[]) {
  describeWith([need, hasPython], `what ${tool} sends, and is answered`, () => {
    let aws: Aws;
    let boto: Boto;
    const exchanges: Exchange[] = [];

    beforeAll(async () => {
      aws = await startAws();
      boto = await startBoto(aws.env);
      aws.gateway.intercept(async (request, next) => {
        const answer = await next();
        if (answer !== CUT && request.service in MODELS) exchanges.push({ request, answer });
        return answer;
      });
    });
    afterAll(async () => {
      await boto?.stop();
      await aws?.stop();
    });

    it("is as the models have it, from the first deploy to the last", async () => {
      const deployment = await exampleDeployment(tool, { example: "new-app", stack: "web" }, aws.env);
      try {
        await deployment.deploy();
        await deployment.edit(
          'main: { stage: "PRODUCTION" }',
          'main: { stage: "BETA", environmentVariables: { TABLE: "t" }, tags: { team: "web" } }',
        );
        await deployment.deploy();
        await deployment.destroy();
      } finally {
        await deployment.remove();
      }
      const found: string[] = [];
      for (const { request, answer } of exchanges) {
        const { service, operation, path, search, body } = request;
        // A refusal has another shape; that it is one of the operation's is what the status says.
        const told = answer.status < 300 ? { answer: String(answer.body) } : {};
        const message = { operation, path, search, body: body.toString("utf8"), ...told };
        const { deviations } = await boto.call(MODELS[service] ?? service, "judge", message);
        found.push(...deviations);
      }
      expect(found).toEqual([]);
      const operations = [...new Set(exchanges.map(({ request }) => request.operation))];
      expect(operations).toEqual(
        expect.arrayContaining([
          "CreateApp",
          "CreateBranch",
          "CreateResource",
          "DeleteApp",
          "DeleteBranch",
          "DeleteResource",
          "GetApp",
          "GetBranch",
          "GetResourceRequestStatus",
          "UpdateBranch",
        ]),
      );
    });

    it("would be found if it were not", async () => {
      const [{ request } = { request: undefined }] = exchanges.filter(
        ({ request: { operation } }) => operation === "CreateBranch",
      );
      const { path = "", search = "", body = "" } = request ?? {};
      const wrong = { ...JSON.parse(body.toString()), stage: "STAGING", computeRole: "arn" };
      const message = { operation: "CreateBranch", path, search, body: JSON.stringify(wrong), answer: "{}" };
      expect((await boto.call("amplify", "judge", message)).deviations).toEqual([
        expect.stringContaining("CreateBranch's request.stage is STAGING"),
        "CreateBranch's request.computeRole is unknown",
        "CreateBranch's answer.branch is missing",
      ]);
    });
  });
}
