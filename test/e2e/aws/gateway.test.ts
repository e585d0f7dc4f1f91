import { expect, it, vi } from "vitest";
import { describeWith, hasPython } from "../project/tools.js";
import { REGION } from "./environment.js";
import { useAws } from "./test-context.js";

describeWith([hasPython], "the gateway", () => {
  const { aws, ok, raw, refused } = useAws();

  it("passes everything else to moto, and records every call", async () => {
    await ok("s3", "CreateBucket", {
      Bucket: "uploads",
      CreateBucketConfiguration: { LocationConstraint: REGION },
    });
    await ok("s3", "PutObject", { Bucket: "uploads", Key: "a key/1.txt", Body: "hello" });
    expect(await ok("s3", "HeadObject", { Bucket: "uploads", Key: "a key/1.txt" })).toMatchObject({ ContentLength: 5 });
    expect(await ok("sts", "GetCallerIdentity")).toMatchObject({ Account: "123456789012" });
    await ok("dynamodb", "ListTables");
    expect(await refused("iam", "GetRole", { RoleName: "nobody" })).toMatchObject({ status: 404 });

    const calls = aws().gateway.calls.all();
    expect(calls.map(({ service, action, status }) => `${service} ${action} ${status}`)).toEqual([
      "s3 CreateBucket 200",
      "s3 PutObject 200",
      "s3 HeadObject 200",
      "sts GetCallerIdentity 200",
      "dynamodb ListTables 200",
      "iam GetRole 404",
    ]);
    expect(calls.every(({ time }, at) => time >= (calls[at - 1]?.time ?? 0))).toBe(true);
  });

  const appId = "d0000000000000";
  it.each([
    ["REST JSON, of the gateway's own", "amplify", "GenerateAccessLogs", { appId, domainName: "example.com" }],
    [
      "JSON 1.0, of the gateway's own",
      "cloudcontrol",
      "ListResources",
      { TypeName: "AWS::Amplify::Branch" },
      "cloudcontrolapi",
    ],
    ["JSON 1.1, of the gateway's own", "cognito-identity", "ListIdentityPools", { MaxResults: 1 }],
    ["JSON 1.0, of a service that moto does not have", "apprunner", "ListServices", {}],
    ["REST JSON, of a service that moto does not have", "grafana", "ListWorkspaces", {}],
    ["JSON 1.0, that moto does not have", "dynamodb", "ListGlobalTables", {}],
    [
      "the query protocol, that moto does not have",
      "iam",
      "GenerateServiceLastAccessedDetails",
      { Arn: "arn:aws:iam::123456789012:user/somebody" },
    ],
    ["REST XML, that moto does not have", "route53", "ListTrafficPolicies", {}],
    ["CBOR, that moto does not have", "cloudwatch", "ListMetricStreams", {}, "monitoring"],
  ])("refuses an operation in %s, and names it", async (_, service, operation, parameters, signedFor = service) => {
    expect(await refused(service, operation, parameters)).toEqual({
      code: "UnknownOperationException",
      message: `the localhost AWS does not implement ${signedFor} ${operation}`,
      status: 400,
    });
    expect(aws().gateway.calls.actions(signedFor)).toEqual([operation]);
  });

  it("refuses a path that nobody knows, by its method", async () => {
    expect(await raw("lambda", "GET", "/nowhere/f", undefined)).toEqual({
      status: 400,
      code: "UnknownOperationException",
      message: "the localhost AWS does not implement lambda GET /nowhere/f",
    });
  });

  it("refuses what moto fails for, with the exception", async () => {
    expect(await raw("dynamodb", "POST", "/", {})).toEqual({
      status: 400,
      code: "MotoFailure",
      message: "moto failed in dynamodb POST / (501): KeyError: 'HTTP_X_AMZ_TARGET'",
    });
  });

  it("refuses what it fails for itself, with the exception", async () => {
    const error = new RangeError("an interceptor's own error");
    const remove = aws().gateway.intercept(() => Promise.reject(error));
    const logged = vi.spyOn(console, "error").mockReturnValue();
    try {
      expect(await refused("iam", "ListRoles")).toEqual({
        code: "GatewayFailure",
        message: "the localhost AWS failed in iam ListRoles: RangeError: an interceptor's own error",
        status: 400,
      });
      // With the lines of the gateway's code.
      expect(logged).toHaveBeenCalledWith(error);
    } finally {
      remove();
      logged.mockRestore();
    }
  });
});
