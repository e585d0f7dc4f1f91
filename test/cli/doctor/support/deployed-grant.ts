import * as core from "../../../../packages/core/src/index.js";
import { policy } from "./account.js";

/** The statements of a grant, as a program deploys them. */
export function deployedGrant(grant: string): object {
  const exported = Object.entries(core);
  const value = new Function(...exported.map(([name]) => name), `return ${grant}`)(...exported.map(([, of]) => of));
  const { permissions } = core.explain({ grants: [value] }, { type: "AmplifyComputeRole", id: "r" });
  return policy(...permissions.map(({ statement }) => statement));
}
