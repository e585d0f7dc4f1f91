import { allow, cloudWatch, dynamodb, s3, ssm } from "@amplify-roles/core";
import { planAmplifyComputeRole, planAmplifyServiceRole, sizeOf } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { grouped } from "../../packages/core/src/findings/text.js";
import { unresolvedPlaceholder } from "../../packages/core/src/placeholders/placeholder.js";
import { roleName } from "../../packages/core/src/plan/names.js";
import { account, bucket, key, region, table } from "./fixtures/arns.js";
import { permissionsOf } from "./support/permissions.js";
import { deployed, Unresolved } from "./support/placeholders.js";
import { argumentsOf, planners, reportedBy } from "./support/plans.js";

const here = { account, region };
const appId = "d123456789abcd";

describe("SSR logs: each action on the resources that AWS authorizes it on", () => {
  const logs = (resource: string) => `arn:aws:logs:eu-west-1:123456789012:log-group:${resource}`;
  const exact = (id: string) => [
    `Allow logs:CreateLogGroup on ${logs(`/aws/amplify/${id}`)}`,
    `Allow logs:CreateLogGroup on ${logs(`/aws/amplify/${id}:*`)}`,
    `Allow logs:CreateLogStream on ${logs(`/aws/amplify/${id}:log-stream:*`)}`,
    `Allow logs:DescribeLogGroups on ${logs("*")}`,
    `Allow logs:PutLogEvents on ${logs(`/aws/amplify/${id}:log-stream:*`)}`,
  ];
  const single = ["CreateLogGroup", "CreateLogStream", "DescribeLogGroups", "PutLogEvents"].map(
    (action) => `Allow logs:${action} on ${logs("/aws/amplify/*:*")}`,
  );

  test.each([
    ["of one app", { appId }, exact(appId)],
    ["of all apps", {}, exact("*")],
    ["in one statement, of one app", { appId, logs: { shape: "single-statement" } }, single],
    ["in one statement, of all apps", { logs: { shape: "single-statement" } }, single],
  ])("%s", (_, specification, allowed) => {
    const plan = planAmplifyServiceRole("logs", { ...here, ...specification });
    expect(permissionsOf(argumentsOf(plan, "aws_iam_role_policy").policy)).toEqual(allowed);
  });

  test("the policy that is widely copied is reproduced exactly", () => {
    const plan = planAmplifyServiceRole("logs", { ...here, logs: { shape: "single-statement" } });
    expect(argumentsOf(plan, "aws_iam_role_policy").policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowLoggroupWrite",
          Effect: "Allow",
          Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/amplify/*:*",
        },
      ],
    });
  });

  test("with logs: false, no permission", () => {
    const { resources } = planAmplifyServiceRole("logs", { logs: false });
    expect(resources.map(({ type }) => type)).toEqual(["aws_iam_role"]);
  });
});

describe("the log group is created", () => {
  const group = (specification: object) =>
    planAmplifyServiceRole("logs", { ...here, appId, ...specification }).resources.filter(
      ({ type }) => type === "aws_cloudwatch_log_group",
    );

  test.each([
    ["with a retention", { retentionInDays: 30 }, { retentionInDays: 30 }],
    ["with a key", { kmsKeyId: key }, { retentionInDays: 0, kmsKeyId: key }],
    ["with tags", { tags: { team: "web" } }, { retentionInDays: 0, tags: { team: "web" } }],
    ["with skipDestroy", { skipDestroy: true }, { retentionInDays: 0, skipDestroy: true }],
  ])("%s", (_, logs, args) => {
    expect(group({ logs })).toMatchObject([{ arguments: { name: `/aws/amplify/${appId}`, ...args } }]);
  });

  test("by an import, if it exists", () => {
    expect(group({ logs: { retentionInDays: 30, import: true } })).toMatchObject([
      { importId: "/aws/amplify/d123456789abcd" },
    ]);
  });

  test.each([
    ["by default", {}],
    ["with explicit defaults", { logs: { import: false, skipDestroy: false, shape: "exact" } }],
  ])("not %s: Amplify creates it", (_, specification) => expect(group(specification)).toEqual([]));
});

describe("trust policy", () => {
  const plain = { Effect: "Allow", Principal: { Service: "amplify.amazonaws.com" }, Action: "sts:AssumeRole" };
  const withConditions = (partition: string, ofRegion: string) => ({
    ...plain,
    Condition: {
      ArnLike: { "aws:SourceArn": `arn:${partition}:amplify:${ofRegion}:123456789012:apps/*` },
      StringEquals: { "aws:SourceAccount": "123456789012" },
    },
  });

  test.each([
    ["service role: with conditions", "serviceRole", {}, withConditions("aws", region)],
    ["service role in China", "serviceRole", { region: "cn-north-1" }, withConditions("aws-cn", "cn-north-1")],
    [
      "service role in GovCloud",
      "serviceRole",
      { region: "us-gov-west-1" },
      withConditions("aws-us-gov", "us-gov-west-1"),
    ],
    ["service role without conditions", "serviceRole", { confusedDeputyConditions: false }, plain],
    ["compute role: without conditions, like AWS's example", "computeRole", {}, plain],
    ["compute role with conditions", "computeRole", { confusedDeputyConditions: true }, withConditions("aws", region)],
  ] as const)("of a %s", (_, planner, specification, statement) => {
    const plan = planners[planner]({ ...here, ...specification });
    const { assumeRolePolicy } = argumentsOf(plan, "aws_iam_role");
    expect(assumeRolePolicy).toEqual({ Version: "2012-10-17", Statement: [statement] });
  });
});

describe("names", () => {
  const long = "a-branch-name-that-goes-on-".repeat(4);

  test.each([
    ["joins the parts", ["web", "amplify", "compute"], "web-amplify-compute"],
    ["replaces slashes by hyphens", ["web", "feature/login"], "web-feature-login"],
    ["replaces spaces and other invalid characters by one hyphen", ["my app!! (new)"], "my-app-new"],
    ["keeps all characters that IAM accepts", ["a_b+c=d,e.f@g-h"], "a_b+c=d,e.f@g-h"],
    ["removes characters of other alphabets", ["web", "ветка"], "web"],
    ["keeps 64 characters", ["x".repeat(64)], "x".repeat(64)],
  ])("a name %s", (_, parts, name) => expect(roleName(...parts)).toBe(name));

  test("longer ones are cut to 64 characters and end with a digest of the whole", () => {
    // A change of the digest would rename, and so replace, deployed roles.
    expect(roleName("web", long)).toMatchInlineSnapshot(
      `"web-a-branch-name-that-goes-on-a-branch-name-that-goes--1d093811"`,
    );
    expect(roleName("web", long)).toHaveLength(64);
  });

  test("that differ only after the cut stay different", () => {
    const names = ["a", "b", "c"].map((end) => roleName("web", `${long}${end}`));
    expect(new Set(names).size).toBe(3);
  });

  test("in the specification are used unchanged", () => {
    const { name } = argumentsOf(planAmplifyComputeRole("reader", { name: "web-reader" }), "aws_iam_role");
    expect(name).toBe("web-reader");
  });

  test("of an app's roles contain its name, those of a branch's role also the branch's", () => {
    const { access } = planners.app({
      name: "web",
      computeRole: {},
      branches: { "feature/login": { computeRole: {} }, next: { computeRole: {}, id: "preview" } },
    });
    expect(access.map(({ role }) => role)).toEqual([
      "web-amplify-service",
      "web-amplify-compute",
      "web-amplify-compute-feature-login",
      "web-amplify-compute-preview",
    ]);
  });

  test("of an app's roles start with namePrefix, or with the construct's id if the app's name is unresolved", () => {
    const namesOf = (specification: object) => planners.app(specification).access.map(({ role }) => role);
    expect(namesOf({ name: "web", roles: { namePrefix: "shop" } })).toEqual(["shop-amplify-service"]);
    expect(namesOf({ name: new Unresolved("shop") })).toEqual(["web-amplify-service"]);
  });

  test("appear in descriptions with the characters that IAM accepts", () => {
    const plan = planners.app({ name: "веб ☃", roles: { namePrefix: "web" } });
    expect(argumentsOf(plan, "aws_iam_role").description).toMatch(/^[\t\n\r\u0020-\u007E\u00A1-\u00FF]+$/);
    const unnamed = planners.app({ name: "веб ☃" });
    expect(argumentsOf(unnamed, "aws_iam_role").description).toMatch(/^[\t\n\r\u0020-\u007E\u00A1-\u00FF]+$/);
  });
});

describe("managed policies", () => {
  const managed = (...grants: readonly unknown[]) =>
    planAmplifyComputeRole("reader", { ...here, policyType: "managed", grants });
  const policiesOf = (plan: ReturnType<typeof managed>) =>
    Object.fromEntries(
      plan.resources.flatMap((resource) =>
        resource.type === "aws_iam_policy" ? [[resource.arguments.name, resource.arguments.policy]] : [],
      ),
    );
  const grants = [dynamodb.read(table), s3.read(bucket), ssm.read({ path: "/web/prod" }), dynamodb.write(table)];

  test("are one for each service, attached to the role", () => {
    const { resources, role } = deployed(managed(...grants));
    expect(resources.map(({ id }) => id)).toEqual([
      "role",
      "role-policy-dynamodb",
      "role-policy-dynamodb-attachment",
      "role-policy-s3",
      "role-policy-s3-attachment",
      "role-policy-ssm",
      "role-policy-ssm-attachment",
    ]);
    expect(resources[2]?.arguments).toEqual({
      role: "<name of role>",
      policyArn: "<arn of role-policy-dynamodb>",
    });
    expect(role.policies).toEqual(["role-policy-dynamodb", "role-policy-s3", "role-policy-ssm"]);
  });

  test("allow together what the inline policy allows", () => {
    const inline = planAmplifyComputeRole("reader", { ...here, grants });
    const together = Object.values(policiesOf(managed(...grants))).flatMap(permissionsOf);
    expect(together.sort()).toEqual(permissionsOf(argumentsOf(inline, "aws_iam_role_policy").policy));
  });

  test("do not change with a grant for another service", () => {
    const before = policiesOf(managed(...grants));
    const queue = allow({ actions: ["sqs:SendMessage"], resources: [`arn:aws:sqs:eu-west-1:${account}:orders`] });
    const after = policiesOf(managed(queue, ...grants));
    expect(after).toEqual({ ...before, "reader-sqs": expect.anything() });
  });

  test("do not split a statement with a Sid, although its actions belong to several services", () => {
    const both = {
      actions: ["sqs:SendMessage", "sns:Publish"],
      resources: [`arn:aws:sqs:eu-west-1:${account}:orders`, `arn:aws:sns:eu-west-1:${account}:orders`],
    };
    expect(Object.keys(policiesOf(managed(allow({ ...both, sid: "Orders" }))))).toEqual(["reader-custom"]);
    expect(Object.keys(policiesOf(managed(allow(both))))).toEqual(["reader-sns", "reader-sqs"]);
  });

  test("that exist are attached once each, AWS managed policies by name or by ARN", () => {
    const existing = "arn:aws:iam::123456789012:policy/team/mine";
    const { resources } = planAmplifyComputeRole("reader", {
      ...here,
      managedPolicies: ["AmazonS3ReadOnlyAccess", existing, "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
    });
    const attached = deployed(resources).filter(({ type }) => type === "aws_iam_role_policy_attachment");
    expect(attached.map((attachment) => (attachment.arguments as { policyArn: string }).policyArn)).toEqual([
      "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
      existing,
    ]);
  });
});

describe("attachments of existing policies", () => {
  const aws = "AmazonS3ReadOnlyAccess";
  const mine = "arn:aws:iam::123456789012:policy/team/mine";
  const named = `arn:aws:iam::${unresolvedPlaceholder(0)}:policy/ours`;
  const [one, other] = [unresolvedPlaceholder(1), unresolvedPlaceholder(2)];
  /** The policies by the ids of their attachments. */
  const attached = (managedPolicies: unknown) => {
    const plan = planAmplifyComputeRole("reader", { ...here, managedPolicies });
    return Object.fromEntries(
      plan.resources.flatMap((resource) =>
        resource.type === "aws_iam_role_policy_attachment" ? [[resource.id, resource.arguments.policyArn]] : [],
      ),
    );
  };

  test("keep their ids when others are added before them or removed", () => {
    const all = attached([aws, mine, named, one]);
    expect(Object.values(all)).toEqual([`arn:aws:iam::aws:policy/${aws}`, mine, named, one]);
    for (const some of [[one], [named, one], [one, mine], [one, aws, named], [named], [mine]]) {
      expect(all).toMatchObject(attached(some));
    }
  });

  test("whose names are known only after deploy are told apart by the user's names", () => {
    const all = attached({ one, other });
    expect(Object.keys(all)).toEqual(["role-attached-one", "role-attached-other"]);
    expect(all).toMatchObject(attached({ other }));
    // In an array only their position tells them apart.
    expect(attached([one, other])["role-attached-0"]).toBe(one);
    expect(attached([other])["role-attached-0"]).toBe(other);
  });

  test("whose names are known keep their ids under any name", () => {
    for (const policy of [aws, mine, named]) expect(attached({ team: policy })).toEqual(attached([policy]));
    const taken = attached({ AmazonS3ReadOnlyAccess: one, aws });
    expect(Object.values(taken)).toEqual([one, `arn:aws:iam::aws:policy/${aws}`]);
  });

  test("are as many as the policies, although names become equal", () => {
    const ofAccounts = [0, 1].map((index) => `arn:aws:iam::${unresolvedPlaceholder(index)}:policy/ours`);
    expect(Object.values(attached(ofAccounts))).toEqual(ofAccounts);
    expect(Object.values(attached({ "a/b": one, "a-b": other }))).toEqual([one, other]);
    expect(Object.values(attached({ a: one, b: one }))).toEqual([one]);
  });

  test("that are neither a name nor an ARN are reported at their path", () => {
    const [finding] = reportedBy(() => planAmplifyComputeRole("reader", { ...here, managedPolicies: { team: "a b" } }));
    expect(finding).toMatchObject({ code: "INVALID_MANAGED_POLICY", path: "managedPolicies.team" });
  });
});

describe("quotas, to the character", () => {
  /** A statement whose object keys are so long that its policy has that many characters. */
  const ofSize = (characters: number) => {
    const sized = (...lengths: readonly number[]) =>
      allow({
        sid: "Objects",
        actions: ["s3:GetObject"],
        resources: lengths.map((length, index) => `arn:aws:s3:::web/${index}${"x".repeat(length)}`),
      });
    const count = Math.ceil(characters / 1_000);
    const known = planAmplifyComputeRole("reader", { ...here, grants: [sized(...Array<number>(count).fill(1))] });
    const left = characters - sizeOf(argumentsOf(known, "aws_iam_role_policy").policy);
    const [each, rest] = [Math.floor(left / count), left % count];
    return sized(...Array.from({ length: count }, (_, index) => 1 + each + (index < rest ? 1 : 0)));
  };
  const reported = (policyType: string, grants: readonly unknown[]) =>
    reportedBy(() => planners.computeRole({ ...here, policyType, grants }));

  test.each([
    ["inline", 10_240],
    ["managed", 6_144],
  ])("an %s policy can have %i characters", (policyType, quota) => {
    expect(reported(policyType, [ofSize(quota)])).toEqual([]);
    const over = `at least ${grouped(quota + 1)} characters, 1 more than`;
    expect(reported(policyType, [ofSize(quota + 1)])).toMatchObject([
      { code: "POLICY_OVER_QUOTA", severity: "error", message: expect.stringContaining(over) },
    ]);
  });

  test("a managed policy that is one character too long is split in two", () => {
    const policies = (characters: number) => {
      const { sid: _, ...options } = ofSize(characters).options as { sid: string };
      // A Sid is `"Sid":"Objects",` in the policy.
      const plan = planAmplifyComputeRole("reader", {
        ...here,
        policyType: "managed",
        grants: [{ ...ofSize(characters), options }],
      });
      return plan.resources.filter(({ type }) => type === "aws_iam_policy").length;
    };
    const sid = '"Sid":"Objects",'.length;
    expect(policies(6_144 + sid)).toBe(1);
    expect(policies(6_144 + sid + 1)).toBe(2);
  });

  test("an unresolved value counts with the longest ARN that any grant on it accepts", () => {
    const most = (...grants: readonly unknown[]) =>
      /up to ([\d,]+) characters/.exec(reportedBy(() => planners.computeRole({ grants }))[0]?.message ?? "")?.[1];
    const unresolved = Array.from({ length: 40 }, (_, index) => new Unresolved(`${table}-${index}`));
    const read = dynamodb.read(unresolved as unknown as string[]);
    const wide = allow({ actions: ["dynamodb:Query"], resources: unresolved as unknown as string[] });
    expect(most(read, wide)).toBe(most(wide, read));
    expect(Number(most(read, wide)?.replaceAll(",", ""))).toBeGreaterThan(40 * 2_048);
  });
});

describe("many managed policies", () => {
  const managed = (grants: readonly unknown[], managedPolicies: readonly string[] = []) =>
    reportedBy(() => planners.computeRole({ ...here, policyType: "managed", grants, managedPolicies }));
  const times = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));

  test.each([
    [
      "metrics by namespace",
      times(60, (index) => cloudWatch.putMetrics({ namespaces: [`Shop/Of/Many/Things/${index}`] })),
    ],
    ["items of one table by key", times(60, (index) => dynamodb.read(table, { leadingKeys: [`tenant-${index}`] }))],
  ])("allow %s that do not fit in one policy", (_, grants) => {
    const plan = planners.computeRole({ ...here, policyType: "managed", grants });
    expect(plan.warnings).toEqual([]);
    expect(plan.resources.filter(({ type }) => type === "aws_iam_policy").length).toBeGreaterThan(1);
  });

  test("are recommended as an inline policy only if they fit", () => {
    const services = times(11, (index) =>
      allow({ actions: [`service${index}:Do`], resources: [`arn:aws:service${index}:${region}:${account}:a`] }),
    );
    expect(managed(services)[0]).toMatchObject({ code: "TOO_MANY_POLICIES", fix: expect.stringContaining("inline") });
    const tables = times(1_000, (index) => dynamodb.write(`${table}-${index}`));
    expect(managed(tables)[0]).toMatchObject({
      code: "TOO_MANY_POLICIES",
      fix: expect.not.stringContaining("inline"),
    });
    const attached = { managedPolicies: times(11, (index) => `arn:aws:iam::123456789012:policy/p${index}`) };
    expect(reportedBy(() => planners.computeRole(attached))[0]).toMatchObject({
      code: "TOO_MANY_POLICIES",
      fix: expect.not.stringContaining("inline"),
    });
  });
});

test("a role has its path, boundary, session duration, tags and description", () => {
  const arguments_ = {
    name: "reader",
    path: "/amplify/web/",
    description: "Reads orders",
    permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary",
    maxSessionDuration: 7200,
    forceDetachPolicies: true,
    tags: { team: "web" },
  };
  const plan = planAmplifyComputeRole("reader", { ...here, ...arguments_ });
  expect(argumentsOf(plan, "aws_iam_role")).toMatchObject(arguments_);
});

describe("exclusive policies", () => {
  const INSIDE = "aws_iam_role_policies_exclusive";
  const ATTACHED = "aws_iam_role_policy_attachments_exclusive";
  const plan = (spec: object) => planAmplifyComputeRole("reader", { ...here, name: "reader", ...spec });
  const grants = [dynamodb.read(table), s3.read(bucket)];

  test("are planned only with exclusivePolicies", () => {
    for (const spec of [{ grants }, { grants, exclusivePolicies: false }])
      expect(plan(spec).resources.map(({ type }) => type)).toEqual(["aws_iam_role", "aws_iam_role_policy"]);
  });

  test.each([
    ["inline", { grants }, ["permissions"], []],
    ["attached", { managedPolicies: ["ReadOnlyAccess"] }, [], ["arn:aws:iam::aws:policy/ReadOnlyAccess"]],
    ["managed", { grants, policyType: "managed" }, [], ["<arn of role-policy-dynamodb>", "<arn of role-policy-s3>"]],
    ["none", {}, [], []],
  ])("%s: name the policies of the role and depend on them", (_, spec, policyNames, policyArns) => {
    const exclusive = plan({ ...spec, exclusivePolicies: true });
    const roleName = "<name of role>";
    expect(deployed(argumentsOf(exclusive, INSIDE))).toEqual({ roleName, policyNames });
    expect(deployed(argumentsOf(exclusive, ATTACHED))).toEqual({ roleName, policyArns });
    const dependenciesOf = (type: string) => exclusive.resources.find((resource) => resource.type === type)?.dependsOn;
    // On all of them: if the policy type changes, each would otherwise remove the old ones before the new ones exist.
    const all = [...exclusive.role.policies, ...exclusive.role.attachments].sort();
    expect([dependenciesOf(INSIDE), dependenciesOf(ATTACHED)].map((ids) => [...(ids ?? [])].sort())).toEqual([
      all,
      all,
    ]);
  });
});

test("each role of an app, and its managed policies, has the shared options unless it has its own", () => {
  const plan = planners.app({
    name: "web",
    roles: { path: "/amplify/", tags: { team: "web" }, policyType: "managed" },
    computeRole: { path: "/compute/", grants: [dynamodb.write(table)] },
  });
  expect(argumentsOf(plan, "aws_iam_role", "service-role")).toMatchObject({ path: "/amplify/", tags: { team: "web" } });
  expect(argumentsOf(plan, "aws_iam_policy", "service-role-policy-logs")).toMatchObject({
    path: "/amplify/",
    tags: { team: "web" },
  });
  expect(argumentsOf(plan, "aws_iam_role", "compute-role")).toMatchObject({ path: "/compute/", tags: { team: "web" } });
});

describe("a role's ARN is composed, so it is known before the role exists", () => {
  test.each([
    ["of the name", { name: "reader" }, "arn:aws:iam::123456789012:role/reader"],
    ["of path and name", { name: "reader", path: "/amplify/" }, "arn:aws:iam::123456789012:role/amplify/reader"],
    ["in China", { name: "reader", region: "cn-north-1" }, "arn:aws-cn:iam::123456789012:role/reader"],
  ])("%s", (_, specification, arn) => {
    expect(planAmplifyComputeRole("x", { ...here, ...specification }).role.arn).toBe(arn);
  });

  test("of lookups if no account is given", () => {
    const { role } = planAmplifyComputeRole("reader", {});
    expect(deployed(role.arn)).toBe("arn:aws:iam::123456789012:role/reader");
  });
});

describe("commands", () => {
  const computeRole = (specification: object) =>
    planAmplifyComputeRole("reader", { ...here, appId, ...specification }).role;
  const update = (what: string) => `aws amplify update-${what}`;
  const reader = "arn:aws:iam::123456789012:role/reader";

  test("attach a service role to its app", () => {
    expect(planAmplifyServiceRole("logs", { ...here, appId }).role.attachCommand).toBe(
      `${update("app")} --region eu-west-1 --app-id ${appId} --iam-service-role-arn arn:aws:iam::123456789012:role/logs`,
    );
  });

  test.each([
    ["the app", {}, `${update("app")} --region eu-west-1 --app-id ${appId} --compute-role-arn ${reader}`],
    [
      "a branch",
      { branchName: "feature/login" },
      `${update("branch")} --region eu-west-1 --app-id ${appId} --branch-name feature/login --compute-role-arn ${reader}`,
    ],
    [
      "a branch whose name a shell would read",
      { branchName: "it's $(mine)" },
      `${update("branch")} --region eu-west-1 --app-id ${appId} --branch-name 'it'\\''s $(mine)' --compute-role-arn ${reader}`,
    ],
    [
      "the app, of a path with special characters of a shell",
      { path: "/a;b/" },
      `${update("app")} --region eu-west-1 --app-id ${appId} --compute-role-arn 'arn:aws:iam::123456789012:role/a;b/reader'`,
    ],
  ])("attach a compute role to %s", (_, specification, command) => {
    expect(computeRole(specification).attachCommand).toBe(command);
  });

  test("need an app, and are the same if account and region are looked up", () => {
    expect(planAmplifyComputeRole("reader", here).role.attachCommand).toBeUndefined();
    const { attachCommand } = planAmplifyComputeRole("reader", { appId }).role;
    expect(deployed(attachCommand)).toBe(computeRole({}).attachCommand);
  });

  test("show when a role was last assumed, but not one whose name only starts the same", () => {
    const { lastAssumedCommand } = computeRole({});
    expect(lastAssumedCommand).toMatchInlineSnapshot(
      `"aws cloudtrail lookup-events --region eu-west-1 --lookup-attributes AttributeKey=EventName,AttributeValue=AssumeRole --max-items 1000 --query "Events[?contains(CloudTrailEvent, 'arn:aws:iam::123456789012:role/reader\\"')].[EventTime,CloudTrailEvent]" --output text"`,
    );
    const [, searched = ""] = /contains\(CloudTrailEvent, '(.*)'\)/.exec(lastAssumedCommand) ?? [];
    const event = (role: string) =>
      JSON.stringify({ requestParameters: { roleArn: `arn:aws:iam::123456789012:role/${role}` } });
    expect(event("reader")).toContain(searched.replace("\\", ""));
    expect(event("reader-of-main")).not.toContain(searched.replace("\\", ""));
  });

  test("escape what a shell would interpret in the role's path", () => {
    const { lastAssumedCommand } = planAmplifyComputeRole("reader", { ...here, path: '/$HOME/`id`/"/' }).role;
    expect(lastAssumedCommand).toContain('role/\\$HOME/\\`id\\`/\\"/reader');
  });
});

describe("the region of a specification", () => {
  const group = (supports: boolean) =>
    planAmplifyServiceRole(
      "logs",
      { region: "us-east-1", appId: "d123456789", logs: { retentionInDays: 7 } },
      { supportsArgument: () => supports },
    ).resources.find(({ type }) => type === "aws_cloudwatch_log_group")?.arguments;

  test("is the log group's, if the provider has that argument", () => {
    expect(group(true)).toMatchObject({ region: "us-east-1", name: "/aws/amplify/d123456789" });
    expect(group(false)).not.toHaveProperty("region");
  });
});
