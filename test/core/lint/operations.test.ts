import { lint } from "@amplify-roles/core/lint";
import { expect, test } from "vitest";
import { OPERATIONS } from "../../../packages/core/src/aws/sdk-operations.js";
import { actionsMatching } from "../../../packages/core/src/aws/service-reference.js";
import { policy } from "./fixtures.js";

test.each(Object.entries(OPERATIONS))("%s is what the SDK calls, and IAM knows other names", (operation, actions) => {
  expect(actionsMatching(operation)).toEqual([]);
  expect(actions.filter((action) => actionsMatching(action).length !== 1)).toEqual([]);
  const [finding] = lint(policy({ Action: operation, Resource: "*" }));
  expect([finding?.code, finding?.severity]).toEqual(["INVALID_ACTION", "error"]);
  for (const action of actions) expect(finding?.fix).toContain(`"${action}"`);
});
