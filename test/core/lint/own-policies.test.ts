import type { PolicyDocument } from "@amplify-roles/core";
import { lint } from "@amplify-roles/core/lint";
import { describe, expect, test } from "vitest";
import { account, region } from "../fixtures/arns.js";
import { grantFixtures } from "../fixtures/grants.js";
import { argumentsOf, planners, statementsOf } from "../support/plans.js";

/** All but suggestions: some grants name one resource twice, once by a pattern. */
const found = (policy: unknown, options?: Parameters<typeof lint>[1]) =>
  lint(policy, options)
    .filter(({ severity }) => severity !== "suggestion")
    .map(({ code, path, message }) => `${code} ${path}: ${message}`);
const deployed = { partition: "aws", region, account };

describe("what the core emits has nothing wrong with it:", () => {
  test.each(grantFixtures.map((fixture) => [fixture.what, fixture] as const))("%s", (_, { grant, deployment }) => {
    const Statement = statementsOf([grant], deployment ?? {});
    expect(found({ Version: "2012-10-17", Statement })).toEqual([]);
  });

  const logs = (specification: object) =>
    argumentsOf(planners.serviceRole({ ...deployed, ...specification }), "aws_iam_role_policy").policy;

  test.each([
    ["of one app", { appId: "d123456789abcd" }],
    ["of every app", {}],
  ])("the statements for SSR logs %s", (_, specification) => {
    expect(found(logs(specification))).toEqual([]);
  });

  test("but the recipe in circulation, whose DescribeLogGroups never matches", () => {
    expect(lint(logs({ logs: { shape: "single-statement" } })).map(({ code, severity }) => [severity, code])).toEqual([
      ["warning", "ACTION_WITHOUT_RESOURCE"],
    ]);
  });

  const trust = (plan: Parameters<typeof argumentsOf>[0]): PolicyDocument =>
    argumentsOf(plan, "aws_iam_role").assumeRolePolicy;

  test("a compute role's trust", () => {
    expect(found(trust(planners.computeRole(deployed)), { role: "compute" })).toEqual([]);
  });

  test("a service role's trust", () => {
    expect(found(trust(planners.serviceRole(deployed)), { role: "service" })).toEqual([]);
  });
});
