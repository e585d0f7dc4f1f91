import { expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import type { AwsResponse } from "../../aws/message.js";
import { isEmpty, takeSnapshot } from "../../aws/snapshot.js";
import { describeFixture } from "../../project/each-tool.js";
import { attempt } from "../../project/processes.js";
import { expectNothingToDo } from "./support/expectations.js";
import { signal } from "./support/signal.js";

/** Nothing listens there: it is the port of the discard protocol. */
const CLOSED = "http://127.0.0.1:9";

/**
 * A few, to save time. The default is 25. Where a connection is refused, the provider gives up after 9 attempts and some
 * 20 seconds. `AWS_MAX_ATTEMPTS` changes neither.
 */
const MAX_RETRIES = 2;

/** What STS says about expired temporary credentials, in the query protocol. */
const EXPIRED: AwsResponse = {
  status: 403,
  headers: { "content-type": "text/xml" },
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
    <Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message>
    </Error><RequestId>expired</RequestId></ErrorResponse>`,
};

/** The same in REST JSON. */
const EXPIRED_JSON: AwsResponse = {
  status: 403,
  headers: { "content-type": "application/json", "x-amzn-errortype": "ExpiredTokenException" },
  body: JSON.stringify({ message: "The security token included in the request is expired" }),
};

/** One program, in the order of a bad day. */
describeFixture("AWS that cannot be reached", "environment", (tool, context) => {
  it("a region that does not exist", async () => {
    const { aws, project } = context();
    await project.configureProvider({ region: "eu-wset-1" });
    const result = await attempt(project.preview());
    await project.configureProvider({ region: REGION, maxRetries: MAX_RETRIES });
    expect(result.succeeded).toBe(false);
    // Terraform's provider finds it. With Pulumi it is the lookup of the region for the ARNs of the roles.
    expect(result.oneLine).toContain(
      tool === "terraform"
        ? "Error: invalid AWS Region: eu-wset-1"
        : "invocation of aws:index/getRegion:getRegion returned an error: finding Region by name (eu-wset-1)",
    );
    expect(isEmpty(await takeSnapshot(aws))).toBe(true);
    aws.gateway.calls.clear();
  });

  it("no credentials: both tools fail immediately, without a call", async () => {
    const { aws, project } = context();
    project.provider = "own";
    project.setEnvironment({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined });
    const result = await attempt(project.preview());
    expect(result.succeeded).toBe(false);
    expect(result.oneLine).toContain("No valid credential sources found");
    expect(aws.gateway.calls.all()).toEqual([]);
    project.setEnvironment({ AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
    project.provider = "shared";
  });

  it("credentials that expired before the deploy: it fails before anything is created", async () => {
    const { aws, project } = context();
    const heal = aws.gateway.intercept(async () => EXPIRED);
    const result = await attempt(project.deploy());
    heal();
    expect(result.succeeded).toBe(false);
    expect(result.oneLine).toContain("retrieving caller identity from STS");
    expect(result.oneLine).toContain("ExpiredToken: The security token included in the request is expired");
    expect(isEmpty(await takeSnapshot(aws))).toBe(true);
  });

  it("credentials that expire in the middle: the next deploy continues from there", async () => {
    const { aws, project } = context();
    const heal = aws.gateway.intercept(async ({ service }, next) => (service === "amplify" ? EXPIRED_JSON : next()));
    const result = await attempt(project.deploy());
    heal();
    expect(result.succeeded).toBe(false);
    expect(result.oneLine).toContain("CreateApp");
    expect(result.oneLine).toContain("ExpiredTokenException: The security token included in the request is expired");
    const { roles, apps } = await takeSnapshot(aws);
    expect(Object.keys(roles)).toContain("site-amplify-compute");
    expect(apps).toEqual({});
  });

  it("an endpoint that is down: maxRetries says how often it is called", async () => {
    const { aws, project } = context();
    project.provider = "own";
    project.setEnvironment({ AWS_ENDPOINT_URL_AMPLIFY: CLOSED });
    const result = await attempt(project.deploy());
    project.setEnvironment({ AWS_ENDPOINT_URL_AMPLIFY: undefined });
    project.provider = "shared";
    expect(result.succeeded).toBe(false);
    expect(result.oneLine).toContain("creating Amplify App (site): operation error Amplify: CreateApp");
    expect(result.oneLine).toContain(`exceeded maximum number of attempts, ${MAX_RETRIES},`);
    expect(result.oneLine).toContain("connection refused");
    expect(aws.gateway.calls.actions("amplify")).toEqual([]);
  });

  it("two deploys at once: the second fails on the lock, the first succeeds", async () => {
    const { aws, project } = context();
    project.provider = "own";
    const arrived = signal();
    const released = signal();
    const heal = aws.gateway.intercept(async ({ operation }, next) => {
      if (operation === "CreateApp") {
        arrived.send();
        await released.come;
      }
      return next();
    });
    const first = project.deploy();
    // If the first one fails before that, nothing waits, and the expectations below fail.
    await Promise.race([arrived.come, first]);
    const second = await attempt(project.deploy());
    released.send();
    heal();
    expect(second.succeeded).toBe(false);
    expect(second.oneLine).toContain(
      tool === "terraform" ? "Error acquiring the state lock" : "the stack is currently locked by 1 lock(s)",
    );
    // Who holds the lock, and since when.
    expect(second.oneLine).toMatch(
      tool === "terraform" ? /Who: \S+@\S+ .* Created: 2/ : /created by \S+@\S+ \(pid \d+\) at 2/,
    );

    await first;
    project.provider = "shared";
    expect(aws.gateway.hosting.listApps(REGION)).toHaveLength(1);
    await expectNothingToDo(project);
  });
});
