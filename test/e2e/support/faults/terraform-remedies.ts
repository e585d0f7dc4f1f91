import type { Remedy } from "./by-hand.js";
import type { TerraformProgram } from "./terraform.js";

/** What a failed creation says, and how the thing that is there already is called in `terraform import`. */
const IMPORTS: readonly { readonly says: RegExp; readonly idOf: (name: string) => string }[] = [
  { says: /creating IAM Role \((.+?)\): .*EntityAlreadyExists/, idOf: (name) => name },
  {
    says: /creating IAM Policy \((.+?)\): .*EntityAlreadyExists/,
    idOf: (name) => `arn:aws:iam::123456789012:policy/${name}`,
  },
  { says: /creating CloudWatch Logs Log Group \((.+?)\): .*ResourceAlreadyExists/, idOf: (name) => name },
  { says: /creating Amplify Branch \((.+?)\): .*already exists/, idOf: (name) => name },
];

/** From what Terraform prints to what is typed. */
export const TERRAFORM_REMEDIES: readonly Remedy<TerraformProgram>[] = [
  {
    words: "terraform import <address> <id>",
    type: async (program, { printed }) => {
      for (const error of printed.split("Error: ").slice(1)) {
        const address = /with (aws_[\w.-]+),/.exec(error)?.[1];
        const found = IMPORTS.map(({ says, idOf }) => ({ name: says.exec(error)?.[1], idOf })).find(
          ({ name }) => name !== undefined,
        );
        if (address === undefined || found?.name === undefined) continue;
        const { succeeded, printed: told } = await program.terraform("import", address, found.idOf(found.name));
        if (!succeeded) throw new Error(told);
        return true;
      }
      return false;
    },
  },
];
