import { dynamodb, s3, ssm } from "@amplify-roles/core";
import type { PlanChange } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { table } from "./fixtures/arns.js";
import { grantableApp, grantableRole } from "./support/later-grants.js";
import { Unresolved } from "./support/placeholders.js";

const idsOf = ({ added, changed, removed }: PlanChange) => ({
  added: added.map(({ id }) => id),
  changed: changed.map(({ after, arguments: given }) => [after.id, Object.keys(given)]),
  removed: removed.map(({ id }) => id),
});
const wrong = (value: unknown) => value as string;

describe("a plan that gets more grants", () => {
  test("is the plan of a specification that had them from the start", () => {
    const other = new Unresolved(2);
    const [kept, later] = [dynamodb.read(wrong(new Unresolved(1))), dynamodb.readWrite(wrong(other))];
    const plan = grantableApp({ computeRole: { grants: [kept] }, branches: { main: { computeRole: {} } } });
    plan.grant(["computeRole"], [later], () => {});
    plan.grant(["branches", "main", "computeRole"], [kept, later], () => {});
    plan.grant(["serviceRole"], [ssm.amplifySecrets()], () => {});
    const branches = { main: { computeRole: { grants: [kept, later] } } };
    const whole = grantableApp({
      computeRole: { grants: [kept, later] },
      branches,
      serviceRole: { grants: [ssm.amplifySecrets()] },
    });
    expect(plan.current).toEqual(whole.current);
    expect(plan.unresolved).toEqual(whole.unresolved);
  });

  test("says what changes: arguments, dependencies, new resources", () => {
    const changes: PlanChange[] = [];
    const app = grantableApp({ computeRole: { exclusivePolicies: true }, branches: { main: {} } });
    app.grant(["computeRole"], [dynamodb.read(table)], (change) => changes.push(change));
    app.grant(["computeRole"], [s3.read({ name: "images" })], (change) => changes.push(change));
    expect(changes.map(idsOf)).toEqual([
      {
        added: ["compute-role-policy"],
        changed: [
          ["compute-role-policies-exclusive", ["policyNames"]],
          ["compute-role-attachments-exclusive", []],
          ["app", []],
        ],
        removed: [],
      },
      { added: [], changed: [["compute-role-policy", ["policy"]]], removed: [] },
    ]);
  });

  test("does not change the specification that it was given", () => {
    const shared = { grants: [dynamodb.read(table)] };
    const plan = grantableApp({ branches: { main: { computeRole: shared }, dev: { computeRole: shared } } });
    plan.grant(["branches", "main", "computeRole"], [s3.read({ name: "images" })], () => {});
    expect(shared.grants).toHaveLength(1);
    const grants = plan.current.access.filter(({ type }) => type === "compute").map((role) => role.grants.length);
    expect(grants).toEqual([2, 1]);
  });

  test("stays as it was if the tool cannot apply the change, or if nothing is granted", () => {
    const plan = grantableRole();
    const before = plan.current;
    const refuse = () => {
      throw new Error("refused");
    };
    expect(() => plan.grant([], [dynamodb.read(table)], refuse)).toThrow("refused");
    plan.grant([], [], refuse);
    expect(plan.current).toBe(before);
  });
});
