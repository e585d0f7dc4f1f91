import { expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import type { AwsResponse } from "../../aws/message.js";
import { holdings, isEmpty } from "../../aws/snapshot.js";
import { expectNothingToDo, expectWell } from "./support/expectations.js";
import { signal } from "./support/signal.js";
import { withEachTool } from "./support/with-each-tool.js";

/** Nothing listens there: the port is the discard protocol's. */
const CLOSED = "http://127.0.0.1:9";

/**
 * Few, for a test's sake. The default is 25; the provider gives up earlier, after 9 tries and some 20 seconds, where a
 * connection is refused. `AWS_MAX_ATTEMPTS` changes neither.
 */
const MAX_RETRIES = 2;

/** What STS says of temporary credentials whose time is over, in the query protocol. */
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

/** In the order in which a bad day might go, with one program. */
withEachTool("AWS out of reach", (tool, surroundings) => {
  it("a region that does not exist", async () => {
    const { aws, site } = surroundings();
    await site.configure({ region: "eu-wset-1" });
    const said = await site.plan();
    await site.configure({ region: REGION, maxRetries: MAX_RETRIES });
    expect(said.endedWell).toBe(false);
    // Who finds it: the provider itself in Terraform; in Pulumi the question which region the roles' ARNs lie in.
    expect(said.words).toContain(
      tool === "terraform"
        ? "Error: invalid AWS Region: eu-wset-1"
        : "invocation of aws:index/getRegion:getRegion returned an error: finding Region by name (eu-wset-1)",
    );
    expect(isEmpty(await holdings(aws))).toBe(true);
    aws.gateway.calls.clear();
  });

  it("no credentials: both tools say so at once, and ask AWS nothing", async () => {
    const { aws, site } = surroundings();
    await site.setEnvironment({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined });
    const said = await site.plan();
    expect(said.endedWell).toBe(false);
    expect(said.words).toContain("No valid credential sources found");
    expect(aws.gateway.calls.all()).toEqual([]);
    await site.setEnvironment({ AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
  });

  it("credentials that expired before the deploy: refused before anything is made", async () => {
    const { aws, site } = surroundings();
    const heal = aws.gateway.intercept(async () => EXPIRED);
    const said = await site.deploy();
    heal();
    expect(said.endedWell).toBe(false);
    expect(said.words).toContain("retrieving caller identity from STS");
    expect(said.words).toContain("ExpiredToken: The security token included in the request is expired");
    expect(isEmpty(await holdings(aws))).toBe(true);
  });

  it("credentials that expire in the middle: the next deploy goes on from there", async () => {
    const { aws, site } = surroundings();
    const heal = aws.gateway.intercept(async ({ service }, next) => (service === "amplify" ? EXPIRED_JSON : next()));
    const said = await site.deploy();
    heal();
    expect(said.endedWell).toBe(false);
    expect(said.words).toContain("CreateApp");
    expect(said.words).toContain("ExpiredTokenException: The security token included in the request is expired");
    const { roles, apps } = await holdings(aws);
    expect(Object.keys(roles)).toContain("site-amplify-compute");
    expect(apps).toEqual({});
  });

  it("an endpoint that is down: the settings say how often it is asked", async () => {
    const { aws, site } = surroundings();
    await site.setEnvironment({ AWS_ENDPOINT_URL_AMPLIFY: CLOSED });
    const said = await site.deploy();
    await site.setEnvironment({ AWS_ENDPOINT_URL_AMPLIFY: undefined });
    expect(said.endedWell).toBe(false);
    expect(said.words).toContain("creating Amplify App (site): operation error Amplify: CreateApp");
    expect(said.words).toContain(`exceeded maximum number of attempts, ${MAX_RETRIES},`);
    expect(said.words).toContain("connection refused");
    expect(aws.gateway.calls.actions("amplify")).toEqual([]);
  });

  it("a stack deployed twice at once: the second is told of the lock, the first ends well", async () => {
    const { aws, site } = surroundings();
    const arrived = signal();
    const released = signal();
    const heal = aws.gateway.intercept(async ({ operation }, next) => {
      if (operation === "CreateApp") {
        arrived.send();
        await released.come;
      }
      return next();
    });
    const first = site.deploy();
    // Where the first one fails before, nothing is waited for, and what follows says so.
    await Promise.race([arrived.come, first]);
    const second = await site.deploy();
    released.send();
    heal();
    expect(second.endedWell).toBe(false);
    expect(second.words).toContain(
      tool === "terraform" ? "Error acquiring the state lock" : "the stack is currently locked by 1 lock(s)",
    );
    // Who holds it, and since when.
    expect(second.words).toMatch(
      tool === "terraform" ? /Who: \S+@\S+ .* Created: 2/ : /created by \S+@\S+ \(pid \d+\) at 2/,
    );

    await expectWell(first);
    expect(aws.gateway.hosting.listApps(REGION)).toHaveLength(1);
    await expectNothingToDo(site);
  });
});
