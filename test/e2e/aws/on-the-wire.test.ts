import { afterAll, beforeAll, expect, it } from "vitest";
import { withProvider } from "../project/configuration.js";
import { attempt } from "../project/processes.js";
import type { Tool } from "../project/project.js";
import { stopAws } from "../project/shared-aws.js";
import { TerraformProject } from "../project/terraform.js";
import { describeWith, hasPulumi, hasPython, hasTerraform } from "../project/tools.js";
import { createExample } from "../scenarios/examples/example-project.js";
import { type Aws, startAws } from "./aws.js";
import { type Boto, startBoto } from "./boto.js";
import { REGION } from "./environment.js";
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

/** What the real tools send while they deploy, change and destroy an example, and the answers, against AWS's published models. */
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
      await stopAws(aws);
    });

    it("is as the models have it, from the first deploy to the last", async () => {
      const { project } = await createExample(tool, { example: "new-app", stack: "web" }, aws.env);
      try {
        // The provider creates a branch that has no role of its own.
        await project.edit("branches: {", 'branches: { docs: { stage: "PRODUCTION" },');
        await project.edit("const domain = ", 'const domain = "example.com" || ');
        await project.deploy();
        await project.edit(
          'docs: { stage: "PRODUCTION" }',
          'docs: { stage: "BETA", environmentVariables: { TABLE: "t" }, tags: { team: "web" } }',
        );
        await project.deploy();
        await project.destroy();
      } finally {
        await project.remove();
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
          "CreateDomainAssociation",
          "CreateResource",
          "CreateWebhook",
          "DeleteApp",
          "DeleteBranch",
          "DeleteDomainAssociation",
          "DeleteResource",
          "DeleteWebhook",
          "GetApp",
          "GetBranch",
          "GetDomainAssociation",
          "GetResourceRequestStatus",
          "GetWebhook",
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

describeWith([hasTerraform, hasPython], "an operation that the localhost AWS does not have", () => {
  let aws: Aws;
  beforeAll(async () => {
    aws = await startAws();
  });
  afterAll(() => stopAws(aws));

  it("fails Terraform's provider at once, which names it", async () => {
    const { appId } = await aws.gateway.hosting.createApp(REGION, { name: "site" });
    const terraform = await TerraformProject.ofConfiguration(aws.env);
    const environment = { app_id: appId, environment_name: "prod" };
    await terraform.configure(withProvider({ resource: { aws_amplify_backend_environment: { prod: environment } } }));
    const { oneLine } = await attempt(terraform.deploy());
    expect(oneLine).toMatch(
      /creating Amplify Backend Environment .*: operation error Amplify: CreateBackendEnvironment, https response error StatusCode: 400, RequestID: .*, api error UnknownOperationException: the localhost AWS does not implement amplify CreateBackendEnvironment/,
    );
    expect(aws.gateway.calls.actions("amplify")).toEqual(["CreateBackendEnvironment"]);
    await terraform.remove();
  });
});
