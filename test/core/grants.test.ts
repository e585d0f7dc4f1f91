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

test("every grant function has a fixture", () => {
  const functions = Object.entries(grantsOf()).flatMap(([service, levels]) =>
    typeof levels === "function"
      ? [`${service}.${service}`]
      : Object.keys(levels).map((level) => `${service}.${level}`),
  );
  const covered = new Set(grantFixtures.map(({ grant }) => `${grant.grant}.${grant.access}`));
  expect(functions.filter((name) => !covered.has(name))).toEqual([]);
});

/** The statements of the fixtures' grants, except for `allow`, whose actions are the specification's. */
const emitted = grantFixtures
  .filter(({ grant }) => grant.grant !== "allow")
  .flatMap(({ what, grant, deployment }) =>
    statementsOf([grant], deployment).map((statement) => ({ what, statement })),
  );

test("no function allows a wildcard in an action", () => {
  const actions = emitted.flatMap(({ statement }) => toArray(statement.Action));
  expect(actions.filter((action) => /[*?]/.test(action))).toEqual([]);
});

describe("in the Service Authorization Reference", () => {
  const each = emitted.flatMap(({ what, statement }) =>
    toArray(statement.Action).map((action) => ({ what, statement, action })),
  );

  test("every action exists", async () => {
    const names = [...new Set(each.map(({ action }) => action))];
    const found = await Promise.all(names.map(actionDetails));
    expect(names.filter((_, index) => found[index] === undefined)).toEqual([]);
  });

  test("every resource is of a type that AWS authorizes the action on; * is only for actions that need none", async () => {
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

  test("every condition key belongs to the action or to its resources", async () => {
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

test("the grants of a role become one policy without duplicates", () => {
  const table = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
  const [read, write] = [dynamodb.read(table, { indexes: [] }), dynamodb.write(table)];
  expect(statementsOf([read, write, read])).toEqual(statementsOf([dynamodb.readWrite(table, { indexes: [] })]));
});

test("a statement with a Sid keeps it and is not merged", () => {
  const queue = "arn:aws:sqs:eu-west-1:123456789012:orders";
  const send = { actions: ["sqs:SendMessage"], resources: [queue] };
  expect(statementsOf([allow({ ...send, sid: "Orders" }), allow(send)])).toEqual([
    { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue },
    { Sid: "Orders", Effect: "Allow", Action: "sqs:SendMessage", Resource: queue },
  ]);
});

test("what AWS publishes in Parameter Store has no account, the path itself included", () => {
  const ofAws = "arn:aws:ssm:eu-west-1::parameter/aws/service";
  expect(permissions(statementsOf([ssm.read({ path: "/aws/service" })], { region: "eu-west-1" }))).toEqual([
    `Allow ssm:GetParameter on ${ofAws}/*`,
    `Allow ssm:GetParameters on ${ofAws}/*`,
    `Allow ssm:GetParametersByPath on ${ofAws}`,
    `Allow ssm:GetParametersByPath on ${ofAws}/*`,
  ]);
});

test("allow accepts * for actions without a resource type, even if a function allows them too", () => {
  const traces = { actions: ["ecr:GetAuthorizationToken", "xray:PutTraceSegments"], resources: ["*"] };
  expect(permissions(statementsOf([allow(traces)]))).toEqual([
    "Allow ecr:GetAuthorizationToken on *",
    "Allow xray:PutTraceSegments on *",
  ]);
});

describe("messages", () => {
  const machine = "arn:aws:states:eu-west-1:123456789012:stateMachine:orders";

  test.each([`${machine}:7`, `${machine}:live`])("%s: name a version or an alias in the options", (arn) => {
    const [finding] = reportedBy(() => planners.computeRole({ grants: [stepFunctions.start(arn)] }));
    expect(finding).toMatchObject({
      code: "ARN_RESOURCE_TYPE_MISMATCH",
      message: expect.stringMatching(/version or an alias/),
    });
    expect(finding?.fix).toMatch(/qualifiers: \["live"\]/);
  });

  test("a prefix with a slash: a warning with the prefix without it", () => {
    const [finding] = reportedBy(() =>
      planners.computeRole({ grants: [s3.read({ name: "a" }, { prefix: "/images/" })] }),
    );
    expect(finding).toMatchObject({ code: "PREFIX_WITH_SLASH", severity: "warning" });
    expect(finding?.fix).toMatch(/^Write "images\/",/);
  });
});

describe("an unresolved value counts as the most characters that it can have", () => {
  const longestOf = (grant: unknown) => {
    const collector = new Collector();
    const expanded = expandGrant(extracted(grant).specification, new Context(collector));
    expect(collector.findings).toEqual([]);
    return expanded?.maxLength;
  };
  const unresolved = new Unresolved("");
  const region = "x".repeat(16);
  const longArn = (service: string, name: string, characters: number) =>
    `arn:aws-us-gov:${service}:${region}:123456789012:${name}${"x".repeat(characters)}`.length;
  const key = longArn("kms", "key/", 36);

  test.each<[string, unknown, number | undefined]>([
    ["a table", dynamodb.read(unresolved), longArn("dynamodb", "table/", 255)],
    ["a queue", sqs.send(unresolved), longArn("sqs", "", 80)],
    [
      "a topic, whose ARN is longer than its key's ARN",
      sns.publish(unresolved, { kmsKey: unresolved }),
      longArn("sns", "", 256),
    ],
    [
      "a queue's key",
      sqs.send("arn:aws:sqs:eu-west-1:123456789012:orders", { kmsKey: unresolved }),
      Math.max(longArn("sqs", "", 80), key),
    ],
    [
      "a role, whose ARN has no region",
      sts.assumeRole(unresolved),
      `arn:aws-us-gov:iam::123456789012:role${"x".repeat(512 + 64)}`.length,
    ],
    ["a bucket or an access point", s3.read(unresolved), `arn:aws-us-gov:s3:::${"x".repeat(255)}`.length],
    ["a prefix of keys", s3.read({ name: "a" }, { prefix: unresolved }), 1024],
    [
      "a bucket with a resolved prefix",
      s3.read(unresolved, { prefix: "a/" }),
      `arn:aws-us-gov:s3:::${"x".repeat(255)}`.length,
    ],
    [
      "a Data API's secret",
      rdsData.execute({ name: "a" }, { secret: { name: unresolved } }),
      longArn("secretsmanager", "secret:", 519),
    ],
    [
      "a model behind a profile",
      bedrock.invokeInferenceProfile({ profileId: "eu.a.b" }, { models: [unresolved] }),
      `arn:aws-us-gov:bedrock:${region}::foundation-model/${"x".repeat(140)}`.length,
    ],
    ["a namespace, if there is no resource", cloudWatch.putMetrics({ namespaces: [unresolved] }), 255],
    ["anything in an allow", allow({ actions: ["sqs:SendMessage"], resources: [unresolved] }), 2048],
  ])("%s", (_, grant, longest) => expect(longestOf(grant)).toBe(longest));
});
