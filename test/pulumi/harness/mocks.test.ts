import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { type MockOptions, withMocks } from "../../support/pulumi/mocks.js";
import { AppRole } from "./programs/app-role.js";

const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/rolePolicy:RolePolicy";
const roleArn = "arn:aws:iam::123456789012:role/apps/site-1a2b3c4";

const site = (options: MockOptions = {}, opts?: pulumi.ComponentResourceOptions) =>
  withMocks(options, () => new AppRole("site", { description: pulumi.secret("internal") }, opts));

describe("withMocks", () => {
  it("waits for all registrations and gives the state of the cloud", async () => {
    const { result, resources, outputs, read } = await site();
    expect(resources.map(({ type }) => type)).toEqual(["harness:index:AppRole", roleType, policyType]);
    const [component, role, policy] = resources;
    expect(role).toMatchObject({ id: "site-1a2b3c4", parent: component?.urn });
    expect(role?.inputs.description).toEqual({ secret: "internal" });
    expect(policy?.inputs.policy.Statement[0].Resource).toBe(`${roleArn}/*`);
    expect(outputs.get(component?.urn ?? "")).toEqual({ roleArn, kind: "app" });
    expect(await read([result.role.arn, result.role.description])).toEqual([roleArn, { secret: "internal" }]);
  });

  it("leaves unknown at a preview what only the cloud can tell", async () => {
    const { result, resources, read } = await site({ preview: true });
    expect(resources[2]?.inputs.policy.Statement[0]).toEqual({
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: { unknown: true },
    });
    expect(await read({ arn: result.role.arn, path: result.role.path })).toEqual({
      arn: { unknown: true },
      path: "/apps/",
    });
  });

  it("takes state, answers and configuration from the test", async () => {
    const { result, read, invokes } = await withMocks(
      {
        state: ({ type }) => (type === roleType ? { arn: "arn:aws-cn:iam::1:role/r" } : undefined),
        call: (token) => (token.endsWith("getPartition") ? { partition: "aws-cn" } : undefined),
        config: { "project:size": "2" },
      },
      async () => ({
        arn: new AppRole("site").role.arn,
        partition: (await aws.getPartition()).partition,
        account: aws.getCallerIdentityOutput().accountId,
        size: new pulumi.Config().requireNumber("size"),
      }),
    );
    expect(await read(result)).toEqual({
      arn: "arn:aws-cn:iam::1:role/r",
      partition: "aws-cn",
      account: "123456789012",
      size: 2,
    });
    expect(invokes).toHaveLength(2);
  });

  it("gives an existing resource its state, at a preview too", async () => {
    const { result, read, reads } = await withMocks({ preview: true }, () => aws.amplify.App.get("app", "d0"));
    expect(await read({ id: result.id, arn: result.arn })).toEqual({
      id: "d0",
      arn: "arn:aws:amplify:eu-west-1:123456789012:apps/d0",
    });
    expect(reads).toMatchObject([{ type: "aws:amplify/app:App", id: "d0" }]);
  });

  it("keeps messages off the console and for the test", async () => {
    const { logs } = await withMocks({}, () => pulumi.log.warn("mind the gap"));
    expect(logs).toEqual([{ severity: "warning", message: "mind the gap" }]);
  });

  it("passes resources that are made in an apply", async () => {
    const inputs = { role: "site-1a2b3c4", policyArn: roleArn };
    const { resources } = await withMocks({}, () => {
      const { role } = new AppRole("site");
      role.arn.apply((arn) => new aws.iam.RolePolicyAttachment("unresolved", { role: role.name, policyArn: arn }));
    });
    expect(resources).toContainEqual(expect.objectContaining({ name: "unresolved", inputs }));
  });

  it("carries transforms", async () => {
    const transform: pulumi.ResourceTransform = ({ type, props, opts }) =>
      type === roleType ? { props: { ...props, permissionsBoundary: "boundary" }, opts } : undefined;
    const { resources } = await site({}, { transforms: [transform] });
    expect(resources[1]?.inputs.permissionsBoundary).toBe("boundary");
  });
});

describe("withMocks fails", () => {
  it("on a type that is not expected", async () => {
    await expect(site({ types: [roleType] })).rejects.toThrow(`Unexpected resource of type ${policyType}, named site`);
    await expect(withMocks({}, () => new aws.sqs.Queue("jobs"))).rejects.toThrow(
      "Unexpected resource of type aws:sqs/queue:Queue, named jobs",
    );
  });

  it("on a function that is not expected, even if the program swallows the error", async () => {
    const run = withMocks({ tokens: [] }, () => aws.getPartition().catch(() => undefined));
    await expect(run).rejects.toThrow("Unexpected invoke of aws:index/getPartition:getPartition with {}");
  });

  it("when the program throws, now or in an apply", async () => {
    const fault = () => {
      throw new Error("the program has a fault");
    };
    await expect(withMocks({}, fault)).rejects.toThrow("the program has a fault");
    await expect(withMocks({}, async () => fault())).rejects.toThrow("the program has a fault");
    const late = withMocks({}, () => void new AppRole("site", { description: pulumi.output("").apply(fault) }));
    await expect(late).rejects.toThrow("the program has a fault");
  });

  it("on a name that is registered twice", async () => {
    const twice = withMocks({}, () => [new AppRole("site"), new AppRole("site")]);
    await expect(twice).rejects.toThrow("Duplicate resource URN");
  });

  it("when something is never known", async () => {
    const never = new Promise<string>(() => undefined);
    const stuck = withMocks({ timeout: 200 }, () => new AppRole("site", { description: never }));
    await expect(stuck).rejects.toThrow("The program has not settled within 200 ms");
  });

  it("without a trace in the next run", async () => {
    await site({ types: [] }).catch(() => undefined);
    const { resources } = await site();
    expect(resources).toHaveLength(3);
  });
});

it("runs two hundred times in one test, as a property test does", async () => {
  for (let run = 0; run < 200; run += 1) {
    const { resources } = await site({ preview: run % 2 === 0 });
    expect(resources).toHaveLength(3);
  }
});
