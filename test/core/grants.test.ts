import { grantsOf } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { Collector } from "../../packages/core/src/findings/collector.js";
import { expandGrant } from "../../packages/core/src/grants/expand.js";
import { toArray } from "../../packages/core/src/policy/document.js";
import { Context } from "../../packages/core/src/schema/context.js";
import { grantFixtures } from "./fixtures/grants.js";
import { actionDetails, conditionKeysOf, isKeyOf, isResourceOf, resourceTypesOf } from "./support/authorization.js";
import { permissions } from "./support/permissions.js";
import { extracted, Unresolved } from "./support/placeholders.js";
import { planners, reportedBy, statementsOf } from "./support/plans.js";

describe("a grant allows exactly", () => {
  test.each(grantFixtures)("$what", ({ grant, allows, deployment }) => {
    expect(permissions(statementsOf([grant], deployment))).toEqual(permissions(allows));
  });
});

test("every function that makes grants has a fixture", () => {
  const functions = Object.entries(grantsOf()).flatMap(([service, levels]) =>
    typeof levels === "function"
      ? [`${service}.${service}`]
      : Object.keys(levels).map((level) => `${service}.${level}`),
  );
  const covered = new Set(grantFixtures.map(({ grant }) => `${grant.grant}.${grant.access}`));
  expect(functions.filter((name) => !covered.has(name))).toEqual([]);
});

/** What the fixtures' grants come to, `allow` apart, which says what it is told. */
const emitted = grantFixtures
  .filter(({ grant }) => grant.grant !== "allow")
  .flatMap(({ what, grant, deployment }) =>
    statementsOf([grant], deployment).map((statement) => ({ what, statement })),
  );

test("no function gives a wildcard in an action", () => {
  const actions = emitted.flatMap(({ statement }) => toArray(statement.Action));
  expect(actions.filter((action) => /[*?]/.test(action))).toEqual([]);
});

describe("by the Service Authorization Reference", () => {
  const each = emitted.flatMap(({ what, statement }) =>
    toArray(statement.Action).map((action) => ({ what, statement, action })),
  );

  test("every action exists", async () => {
    const names = [...new Set(each.map(({ action }) => action))];
    const found = await Promise.all(names.map(actionDetails));
    expect(names.filter((_, index) => found[index] === undefined)).toEqual([]);
  });

  test("every resource is of a type that the action is authorised on, and * only where it needs none", async () => {
    const wrong: string[] = [];
    for (const { what, statement, action } of each) {
      const types = await resourceTypesOf(action);
      for (const resource of toArray(statement.Resource)) {
        const fits =
          resource === "*"
            ? types.every(({ required }) => !required)
            : types.some(({ arn }) => isResourceOf(resource, arn));
        if (!fits) wrong.push(`${what}: ${action} on ${resource}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("every condition key is known to the action, or to a resource of it", async () => {
    const wrong: string[] = [];
    for (const { what, statement, action } of each) {
      const known = await conditionKeysOf(action);
      for (const key of Object.values(statement.Condition ?? {}).flatMap(Object.keys)) {
        if (!known.some((pattern) => isKeyOf(key, pattern))) wrong.push(`${what}: ${key} of ${action}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

const { allow, bedrock, cloudWatch, dynamodb, rdsData, s3, sns, sqs, ssm, stepFunctions, sts } = grantsOf<unknown>();

test("grants of one role are one policy, in which nothing is said twice", () => {
  const table = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
  const [read, write] = [dynamodb.read(table, { indexes: [] }), dynamodb.write(table)];
  expect(statementsOf([read, write, read])).toEqual(statementsOf([dynamodb.readWrite(table, { indexes: [] })]));
});

test("a statement with a Sid keeps it, and stays apart", () => {
  const queue = "arn:aws:sqs:eu-west-1:123456789012:orders";
  const send = { actions: ["sqs:SendMessage"], resources: [queue] };
  expect(statementsOf([allow({ ...send, sid: "Orders" }), allow(send)])).toEqual([
    { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue },
    { Sid: "Orders", Effect: "Allow", Action: "sqs:SendMessage", Resource: queue },
  ]);
});

test("all that AWS publishes in Parameter Store is in no account, the path itself neither", () => {
  const ofAws = "arn:aws:ssm:eu-west-1::parameter/aws/service";
  expect(permissions(statementsOf([ssm.read({ path: "/aws/service" })], { region: "eu-west-1" }))).toEqual([
    `Allow ssm:GetParameter on ${ofAws}/*`,
    `Allow ssm:GetParameters on ${ofAws}/*`,
    `Allow ssm:GetParametersByPath on ${ofAws}`,
    `Allow ssm:GetParametersByPath on ${ofAws}/*`,
  ]);
});

test("allow gives on * what has no resource, though a function gives it too", () => {
  const traces = { actions: ["ecr:GetAuthorizationToken", "xray:PutTraceSegments"], resources: ["*"] };
  expect(permissions(statementsOf([allow(traces)]))).toEqual([
    "Allow ecr:GetAuthorizationToken on *",
    "Allow xray:PutTraceSegments on *",
  ]);
});

describe("what a mistake is told", () => {
  const machine = "arn:aws:states:eu-west-1:123456789012:stateMachine:orders";

  test.each([`${machine}:7`, `${machine}:live`])("%s: that it is named beside the machine", (arn) => {
    const [finding] = reportedBy(() => planners.computeRole({ grants: [stepFunctions.start(arn)] }));
    expect(finding).toMatchObject({
      code: "ARN_RESOURCE_TYPE_MISMATCH",
      message: expect.stringMatching(/version or an alias/),
    });
    expect(finding?.fix).toMatch(/qualifiers: \["live"\]/);
  });

  test("a prefix with a slash: what it is without, and no error", () => {
    const [finding] = reportedBy(() =>
      planners.computeRole({ grants: [s3.read({ name: "a" }, { prefix: "/images/" })] }),
    );
    expect(finding).toMatchObject({ code: "PREFIX_WITH_SLASH", severity: "warning" });
    expect(finding?.fix).toMatch(/^Write "images\/",/);
  });
});

describe("a late value is counted at the most characters that it can have", () => {
  const longestOf = (grant: unknown) => {
    const collector = new Collector();
    const expanded = expandGrant(extracted(grant).specification, new Context(collector));
    expect(collector.findings).toEqual([]);
    return expanded?.maxLength;
  };
  const late = new Unresolved("");
  const region = "x".repeat(16);
  const longArn = (service: string, name: string, characters: number) =>
    `arn:aws-us-gov:${service}:${region}:123456789012:${name}${"x".repeat(characters)}`.length;
  const key = longArn("kms", "key/", 36);

  test.each<[string, unknown, number | undefined]>([
    ["a table", dynamodb.read(late), longArn("dynamodb", "table/", 255)],
    ["a queue", sqs.send(late), longArn("sqs", "", 80)],
    ["a topic, whose ARN is longer than its key's", sns.publish(late, { kmsKey: late }), longArn("sns", "", 256)],
    [
      "a queue's key",
      sqs.send("arn:aws:sqs:eu-west-1:123456789012:orders", { kmsKey: late }),
      Math.max(longArn("sqs", "", 80), key),
    ],
    [
      "a role, in no region",
      sts.assumeRole(late),
      `arn:aws-us-gov:iam::123456789012:role${"x".repeat(512 + 64)}`.length,
    ],
    ["a bucket or an access point", s3.read(late), `arn:aws-us-gov:s3:::${"x".repeat(255)}`.length],
    ["a prefix of keys", s3.read({ name: "a" }, { prefix: late }), 1024],
    [
      "a bucket whose prefix is known",
      s3.read(late, { prefix: "a/" }),
      `arn:aws-us-gov:s3:::${"x".repeat(255)}`.length,
    ],
    [
      "a Data API's secret",
      rdsData.execute({ name: "a" }, { secret: { name: late } }),
      longArn("secretsmanager", "secret:", 519),
    ],
    [
      "a model behind a profile",
      bedrock.invokeInferenceProfile({ profileId: "eu.a.b" }, { models: [late] }),
      `arn:aws-us-gov:bedrock:${region}::foundation-model/${"x".repeat(140)}`.length,
    ],
    ["a namespace, where there is no resource", cloudWatch.putMetrics({ namespaces: [late] }), 255],
    ["anything, in the words of IAM", allow({ actions: ["sqs:SendMessage"], resources: [late] }), 2048],
  ])("%s", (_, grant, longest) => expect(longestOf(grant)).toBe(longest));
});
