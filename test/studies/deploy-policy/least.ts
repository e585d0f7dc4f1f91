import type { PolicyDocument } from "@amplify-roles/core";
import { REGION } from "../../e2e/aws/environment.js";
import { MOTO_ACCOUNT } from "../../e2e/aws/moto.js";
import { groupsOf } from "./groups.js";
import { filled, policyOf } from "./policy.js";
import type { Recorded } from "./recorded.js";
import type { Scenario } from "./scenarios.js";

/** May do everything: what asks for a recording must not be kept from asking. */
export const EVERYTHING: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/** The published policy, with its placeholders as a scenario has them; without some actions, if these are given. */
export function leastPolicy(recorded: Recorded, { app }: Scenario, without: ReadonlySet<string>): PolicyDocument {
  return filled(policyOf(groupsOf(recorded), without), { account: MOTO_ACCOUNT, region: REGION, app });
}
