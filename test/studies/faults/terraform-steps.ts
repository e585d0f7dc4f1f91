import { attempt } from "../../e2e/project/processes.js";
import type { ManualStep } from "./manual-steps.js";
import { takenBy } from "./taken.js";

/** From what Terraform prints to what is typed. */
export const TERRAFORM_STEPS: readonly ManualStep[] = [
  {
    typed: "terraform import <address> <id>",
    type: async ({ project }, { printed }) => {
      for (const error of printed.split("Error: ").slice(1)) {
        const address = /with (aws_[\w.-]+),/.exec(error)?.[1];
        const taken = takenBy(error);
        if (address === undefined || taken === undefined) continue;
        return (await attempt(project.command("import", address, taken.id))).succeeded;
      }
      return false;
    },
  },
];
