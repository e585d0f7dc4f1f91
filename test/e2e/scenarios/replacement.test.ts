import { afterAll, beforeAll, expect, it } from "vitest";
import { type Aws, startAws } from "../aws/aws.js";
import { CONSOLE_ROLE } from "../aws/console-app.js";
import { REGION } from "../aws/environment.js";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import { type Action, type Plan, Terraform, writeConfiguration } from "../project/terraform.js";
import { AMPLIFY_TRUST, withProvider } from "../project/terraform-fixture.js";
import { describeWith, hasPython, hasTerraform } from "../project/tools.js";

const OTHER_ROLE = "arn:aws:iam::123456789012:role/some-other-role";
/** The ARN of a role made in the same plan: unknown while planning. */
const UNKNOWN = "${aws_iam_role.site.arn}";
/** The same ARN, put together from what is known while planning. */
const COMPOSED =
  "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/site";

interface Case {
  readonly title: string;
  readonly before: object;
  readonly after: object;
  readonly action: Action;
  /** The attribute that forces the replacement. */
  readonly because?: string;
}

/**
 * Why a service role's ARN is composed. Terraform's provider cannot tell an unknown service role from none, and Amplify
 * has no way to clear one: https://github.com/hashicorp/terraform-provider-aws/issues/40189
 */
const CASES: Readonly<Record<string, Case>> = {
  to_unknown: {
    title: "a console's service role gives way to one made in the same plan",
    before: { iam_service_role_arn: CONSOLE_ROLE },
    after: { iam_service_role_arn: UNKNOWN },
    action: "replace",
    because: "iam_service_role_arn",
  },
  to_composed: {
    title: "a console's service role gives way to one with a composed ARN",
    before: { iam_service_role_arn: CONSOLE_ROLE },
    after: { iam_service_role_arn: COMPOSED, depends_on: ["aws_iam_role.site"] },
    action: "update",
  },
  to_other: {
    title: "one known service role gives way to another",
    before: { iam_service_role_arn: CONSOLE_ROLE },
    after: { iam_service_role_arn: OTHER_ROLE },
    action: "update",
  },
  from_none: {
    title: "an app without a service role gets one made in the same plan",
    before: {},
    after: { iam_service_role_arn: UNKNOWN },
    action: "update",
  },
  cleared: {
    title: "a service role is taken away",
    before: { iam_service_role_arn: CONSOLE_ROLE },
    after: {},
    action: "replace",
    because: "iam_service_role_arn",
  },
  description_cleared: {
    title: "a description is taken away",
    before: { description: "the shop" },
    after: {},
    action: "replace",
    because: "description",
  },
  compute_from_none: {
    title: "an app without a compute role gets one made in the same plan",
    before: {},
    after: { compute_role_arn: UNKNOWN },
    action: "update",
  },
  compute_to_unknown: {
    title: "a compute role gives way to one made in the same plan",
    before: { compute_role_arn: "${aws_iam_role.earlier.arn}" },
    after: { compute_role_arn: UNKNOWN },
    action: "update",
  },
  compute_cleared: {
    title: "a compute role is taken away",
    before: { compute_role_arn: "${aws_iam_role.earlier.arn}" },
    after: {},
    action: "update",
  },
};

const role = (name: string) => ({ name, assume_role_policy: AMPLIFY_TRUST });

/** One app per case, as it is before or after. */
function configuration(when: "before" | "after", roles: object) {
  const apps = Object.entries(CASES).map(([name, one]) => [name, { name, platform: "WEB_COMPUTE", ...one[when] }]);
  return withProvider({
    resource: { aws_iam_role: { earlier: role("earlier"), ...roles }, aws_amplify_app: Object.fromEntries(apps) },
    data: { aws_partition: { current: {} }, aws_caller_identity: { current: {} } },
  });
}

describeWith([hasTerraform, hasPython], "what replaces an app in Terraform", () => {
  let aws: Aws;
  let folder: string;
  let terraform: Terraform;
  let plan: Plan;

  beforeAll(async () => {
    // By hand nobody waits for a role, and an update of an app does not ask again.
    aws = await startAws({ propagationMs: 0 });
    folder = await temporaryFolder("replacement");
    terraform = new Terraform(folder, aws.env);
    await writeConfiguration(folder, configuration("before", {}));
    await terraform.init();
    await terraform.apply();
    await writeConfiguration(folder, configuration("after", { site: role("site") }));
    plan = await terraform.plan();
  });
  afterAll(async () => {
    await aws?.stop();
    await removeFolder(folder);
  });

  it.each(Object.entries(CASES))("%s: $title", (name, { action, because }) => {
    const { change } = plan.change(`aws_amplify_app.${name}`);
    expect(plan.actions[`aws_amplify_app.${name}`]).toBe(action);
    expect(change.replace_paths).toEqual(because === undefined ? undefined : [[because]]);
  });

  it("knows a composed ARN while planning, and says in words what it replaces", () => {
    const composed = plan.change("aws_amplify_app.to_composed").change;
    expect(composed.after).toMatchObject({ iam_service_role_arn: "arn:aws:iam::123456789012:role/site" });
    const unknown = plan.change("aws_amplify_app.to_unknown").change;
    expect(unknown.after_unknown).toMatchObject({ iam_service_role_arn: true });
    expect(plan.text).toContain("# forces replacement");
  });

  it("applies as planned: only what is replaced gets another id", async () => {
    const ids = () => new Map(aws.gateway.hosting.listApps(REGION).map(({ name, appId }) => [name, appId]));
    const before = ids();
    await terraform.apply();
    const after = ids();
    const kept = Object.keys(CASES).filter((name) => before.get(name) === after.get(name));
    expect(kept).toEqual(Object.keys(CASES).filter((name) => CASES[name]?.action === "update"));
    expect((await terraform.plan()).actions).toEqual({});
  });
});
