import type { Remedy } from "./by-hand.js";
import { takenBy } from "./taken.js";
import type { TerraformProgram } from "./terraform.js";

/** From what Terraform prints to what is typed. */
export const TERRAFORM_REMEDIES: readonly Remedy<TerraformProgram>[] = [
  {
    words: "terraform import <address> <id>",
    type: async (program, { printed }) => {
      for (const error of printed.split("Error: ").slice(1)) {
        const address = /with (aws_[\w.-]+),/.exec(error)?.[1];
        const taken = takenBy(error);
        if (address === undefined || taken === undefined) continue;
        return (await program.terraform("import", address, taken.id)).succeeded;
      }
      return false;
    },
  },
];
