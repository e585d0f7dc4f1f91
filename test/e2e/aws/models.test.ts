import { beforeAll, expect, it } from "vitest";
import { describeWith, hasPython } from "../project/tools.js";
import { AmplifyHosting } from "./amplify/hosting.js";
import { Amplify } from "./amplify.js";
import { CloudControl } from "./cloud-control.js";
import { CloudFormation } from "./cloudformation.js";
import { CognitoIdentity } from "./cognito-identity.js";
import type { AwsMessage, AwsService } from "./message.js";
import { operationOf } from "./models/route.js";
import { type ServiceModel, type Shape, serviceModel } from "./models/service-model.js";
import { pythonEnvironment } from "./python.js";

describeWith([hasPython], "botocore's models", () => {
  beforeAll(async () => {
    await pythonEnvironment();
  });

  const message = (service: string, method: string, target: string, more: Partial<AwsMessage> = {}): AwsMessage => {
    const [path = "", search = ""] = target.split("?");
    const query = new URLSearchParams(search);
    const signature = { service, region: "eu-west-1", accessKeyId: "test" };
    return { method, path, search, query, headers: {}, body: Buffer.from(""), ...signature, ...more };
  };

  it.each([
    ["s3", "GET", "/", "ListBuckets"],
    ["s3", "GET", "/uploads", "ListObjects"],
    ["s3", "GET", "/uploads/?list-type=2&prefix=a", "ListObjectsV2"],
    ["s3", "GET", "/uploads?lifecycle", "GetBucketLifecycleConfiguration"],
    ["s3", "PUT", "/uploads?notification=", "PutBucketNotificationConfiguration"],
    ["s3", "GET", "/uploads?inventory", "ListBucketInventoryConfigurations"],
    ["s3", "GET", "/uploads?inventory&id=all", "GetBucketInventoryConfiguration"],
    ["s3", "HEAD", "/uploads/", "HeadBucket"],
    ["s3", "HEAD", "/uploads/a/b", "HeadObject"],
    ["s3", "POST", "/uploads?delete", "DeleteObjects"],
    ["s3", "PUT", "/uploads/a/b?x-id=PutObject", "PutObject"],
    ["s3", "PUT", "/uploads/a?acl", "PutObjectAcl"],
    ["s3", "PUT", "/uploads/a?partNumber=1&uploadId=u", "UploadPart"],
    ["s3", "GET", "/uploads/a?uploadId=u", "ListParts"],
    ["lambda", "POST", "/2015-03-31/functions/resize/invocations", "Invoke"],
    ["lambda", "GET", "/2015-03-31/functions/", "ListFunctions"],
    ["amplify", "POST", "/apps/d1/branches/main/deployments/start", "StartDeployment"],
    ["amplify", "GET", "/tags/arn:aws:amplify:eu-west-1:123456789012:apps/d1", "ListTagsForResource"],
    // Of services that are signed for by another name than botocore's, or share one.
    ["es", "GET", "/2021-01-01/opensearch/domain/logs", "DescribeDomain"],
    ["ses", "POST", "/v2/email/list-identities", "ListEmailIdentities"],
    ["lambda", "GET", "/2015-03-31/nothing", "GET /2015-03-31/nothing"],
    ["", "GET", "/../amplify", "GET /../amplify"],
  ])("name the operation of %s %s %s: %s", (service, method, target, operation) => {
    expect(operationOf(message(service, method, target))).toBe(operation);
  });

  it.each([
    ["/uploads/copy", "CopyObject"],
    ["/uploads/copy?partNumber=1&uploadId=u", "UploadPartCopy"],
    ["/uploads/copy?tagging", "PutObjectTagging"],
  ])("name the operation of %s with a header: %s", (target, operation) => {
    const headers = { "x-amz-copy-source": "uploads/original" };
    expect(operationOf(message("s3", "PUT", target, { headers }))).toBe(operation);
  });

  /** A model in which one shape is another one. */
  const changed = (service: string, shape: string, change: Partial<Shape>): ServiceModel => {
    const model = serviceModel(service);
    const before = model.shapes[shape];
    if (before === undefined) throw new Error(`${service} has no shape ${shape}`);
    return { ...model, shapes: { ...model.shapes, [shape]: { ...before, ...change } } };
  };
  const hosting = () => new AmplifyHosting(async () => undefined);
  const moto: AwsService = { answer: () => Promise.reject(new Error("Nothing is passed on")) };
  const TYPE = "AWS::Amplify::Branch";
  const json = (service: string, input: object) =>
    message(service, "POST", "/", { body: Buffer.from(JSON.stringify(input)) });

  it.each([
    [
      "Amplify",
      (model?: ServiceModel) => new Amplify(hosting(), model),
      () => changed("amplify", "Name", { max: 3 }),
      "CreateApp",
      message("amplify", "POST", "/apps", { body: Buffer.from('{"name":"site"}') }),
      "'name' failed to satisfy constraint: Member must have length less than or equal to 3",
    ],
    [
      "Cloud Control",
      (model?: ServiceModel) => new CloudControl(hosting(), model),
      () => changed("cloudcontrol", "Properties", { pattern: "yaml" }),
      "CreateResource",
      json("cloudcontrolapi", { TypeName: TYPE, DesiredState: '{"AppId":"d1","BranchName":"main"}' }),
      "'DesiredState' failed to satisfy constraint: Member must satisfy regular expression pattern: yaml",
    ],
    [
      "CloudFormation",
      (model?: ServiceModel) => new CloudFormation(moto, model),
      () => changed("cloudformation", "RegistryType", { enum: ["HOOK"] }),
      "DescribeType",
      message("cloudformation", "POST", "/", {
        body: Buffer.from(`Action=DescribeType&Version=2010-05-15&Type=RESOURCE&TypeName=${TYPE}`),
      }),
      "'Type' failed to satisfy constraint: Member must satisfy enum value set: [HOOK]",
    ],
    [
      "Cognito Identity",
      (model?: ServiceModel) => new CognitoIdentity(model),
      () => changed("cognito-identity", "CreateIdentityPoolInput", { required: ["IdentityPoolTags"] }),
      "CreateIdentityPool",
      json("cognito-identity", { IdentityPoolName: "users", AllowUnauthenticatedIdentities: false }),
      "'IdentityPoolTags' failed to satisfy constraint: Member must not be null",
    ],
  ])("are what %s holds its requests against", async (_, service, model, operation, request, message) => {
    expect((await service().answer({ ...request, operation })).status).toBe(200);
    const error = `1 validation error detected: Value at ${message}`;
    await expect(service(model()).answer({ ...request, operation })).rejects.toThrow(error);
  });

  it("have Amplify's routes", async () => {
    const model = serviceModel("amplify");
    const operation = { name: "CreateApp", http: { method: "PUT", requestUri: "/applications" } };
    const moved = {
      ...model,
      operations: { ...model.operations, CreateApp: { ...model.operations.CreateApp, ...operation } },
    };
    const ask = (method: string, path: string) => {
      const request = message("amplify", method, path, { body: Buffer.from('{"name":"site"}') });
      return new Amplify(hosting(), moved).answer({ ...request, operation: "CreateApp" });
    };
    expect((await ask("PUT", "/applications")).status).toBe(200);
    await expect(ask("POST", "/apps")).rejects.toThrow("does not implement amplify CreateApp");
  });
});
