import { afterAll, beforeAll, expect, it } from "vitest";
import type { Aws } from "../aws/aws.js";
import { CONSOLE_ROLE } from "../aws/console-app.js";
import { REGION } from "../aws/environment.js";
import { AMPLIFY_TRUST, withProvider } from "../project/configuration.js";
import type { Action, TerraformPlan } from "../project/plans.js";
import { sharedAws } from "../project/shared-aws.js";
import { TerraformProject } from "../project/terraform.js";
import { describeWith, hasPython, hasTerraform } from "../project/tools.js";

const OTHER_ROLE = "arn:aws:iam::123456789012:role/some-other-role";
/** The ARN of a role created in the same plan: unknown at plan time. */
const UNKNOWN = "${aws_iam_role.site.arn}";
/** The same ARN, composed of what is known at plan time. */
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
    title: "a console's service role is replaced by one created in the same plan",
    before: { iam_service_role_arn: CONSOLE_ROLE },
    after: { iam_service_role_arn: UNKNOWN },
    action: "replace",
    because: "iam_service_role_arn",
  },
  to_composed: {
    title: "a console's service role is replaced by one with a composed ARN",
    before: { iam_service_role_arn: CONSOLE_ROLE },
    after: { iam_service_role_arn: COMPOSED, depends_on: ["aws_iam_role.site"] },
    action: "update",
  },
  to_other: {
    title: "one known service role is replaced by another",
    before: { iam_service_role_arn: CONSOLE_ROLE },
    after: { iam_service_role_arn: OTHER_ROLE },
    action: "update",
  },
  from_none: {
    title: "an app without a service role gets one created in the same plan",
    before: {},
    after: { iam_service_role_arn: UNKNOWN },
    action: "update",
  },
  cleared: {
    title: "a service role is removed",
    before: { iam_service_role_arn: CONSOLE_ROLE },
    after: {},
    action: "replace",
    because: "iam_service_role_arn",
  },
  description_cleared: {
    title: "a description is removed",
    before: { description: "the shop" },
    after: {},
    action: "replace",
    because: "description",
  },
  compute_from_none: {
    title: "an app without a compute role gets one created in the same plan",
    before: {},
    after: { compute_role_arn: UNKNOWN },
    action: "update",
  },
  compute_to_unknown: {
    title: "a compute role is replaced by one created in the same plan",
    before: { compute_role_arn: "${aws_iam_role.earlier.arn}" },
    after: { compute_role_arn: UNKNOWN },
    action: "update",
  },
  compute_cleared: {
    title: "a compute role is removed",
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

describeWith([hasTerraform, hasPython], "what replaces an app, with Terraform", () => {
  let aws: Aws;
  let terraform: TerraformProject;
  let plan: TerraformPlan;

  beforeAll(async () => {
    // This configuration does not wait for roles, and the provider does not repeat an update of an app.
    aws = await sharedAws({ propagationMs: 0 });
    terraform = await TerraformProject.ofConfiguration(aws.env);
    await terraform.configure(configuration("before", {}));
    await terraform.deploy();
    await terraform.configure(configuration("after", { site: role("site") }));
    plan = await terraform.fullPlan();
  });
  afterAll(() => terraform?.remove());

  it.each(Object.entries(CASES))("%s: $title", (name, { action, because }) => {
    const { change } = plan.change(`aws_amplify_app.${name}`);
    expect(plan.actions[`aws_amplify_app.${name}`]).toBe(action);
    expect(change.replace_paths).toEqual(because === undefined ? undefined : [[because]]);
  });

  it("a composed ARN is known at plan time, and the plan says what it replaces", () => {
    const composed = plan.change("aws_amplify_app.to_composed").change;
    expect(composed.after).toMatchObject({ iam_service_role_arn: "arn:aws:iam::123456789012:role/site" });
    const unknown = plan.change("aws_amplify_app.to_unknown").change;
    expect(unknown.after_unknown).toMatchObject({ iam_service_role_arn: true });
    expect(plan.text).toContain("# forces replacement");
  });

  it("a deploy does what is planned: only replaced apps get another id", async () => {
    const ids = () => new Map(aws.gateway.hosting.listApps(REGION).map(({ name, appId }) => [name, appId]));
    const before = ids();
    await terraform.deploy();
    const after = ids();
    const kept = Object.keys(CASES).filter((name) => before.get(name) === after.get(name));
    expect(kept).toEqual(Object.keys(CASES).filter((name) => CASES[name]?.action === "update"));
    expect((await terraform.fullPlan()).actions).toEqual({});
  });
});
