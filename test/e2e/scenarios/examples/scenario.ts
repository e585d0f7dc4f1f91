import type { Aws } from "../../aws/aws.js";
import type { Edit, Tool } from "../../project/project.js";

/** What a program is given in addition to what `test/support/examples.ts` has for it. */
interface Given {
  /** By Terraform's names. */
  readonly values: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
}

/** What happens to one example, from its first deploy to its end. */
export interface Scenario {
  readonly example: string;
  /** The CDKTF stack. */
  readonly stack: string;
  /** Whether the first deploy is `cdktf deploy` itself, which takes longer than Terraform on the synthesized stack. */
  readonly usesCli?: true;
  /** Whether it has write-only arguments, which a plugin of Pulumi may not have. */
  readonly writesOnly?: true;
  /** What the program creates itself among the types of the project's own resources: `roles.papyrus-task`. */
  readonly others?: readonly string[];
  /** Creates what AWS contains before, and tells the program about it. */
  readonly before?: (aws: Aws) => Promise<Given>;
  /**
   * What is known only after the first deploy: what AWS makes up, and what is composed of it. Terraform does not know a
   * string or a map when it does not know a part of it, nor the id of a role that it creates. Pulumi's policies are data
   * until they are sent.
   */
  readonly unknown: { readonly terraform: readonly string[]; readonly pulumi: readonly string[] };
  /** What people can read in the plan. */
  readonly shown?: Readonly<Record<Tool, readonly RegExp[]>>;
  /** One grant changes: the edits, the only resource that is updated, and the only document that changes. */
  readonly grant: {
    readonly edits: readonly Edit[];
    readonly updates: "aws_iam_role_policy" | "aws_iam_policy";
    readonly document: string;
  };
  /** Changes of the roles once the app is live, each after the one before. */
  readonly changes?: readonly Change[];
  /** For an example of roles only, whose other stack imports their app in the end. */
  readonly importing?: Importing;
  /** For an example with an app: how it imports the one with that id, and keeps its logs when it is destroyed. */
  readonly adopting?: Adopting;
  /** Outputs with the commands that attach a role to an app that is managed elsewhere, in their order. */
  readonly attach?: readonly string[];
  /** What they change in the app. */
  readonly attached?: readonly string[];
  /** What AWS keeps for some days after the destroy. */
  readonly kept?: readonly string[];
}

export interface Adopting {
  /** The name of the app. */
  readonly app: string;
  readonly edits: (importId: string) => readonly Edit[];
  /** The plan for it and its branch. What the program does not say is removed from the app. */
  readonly planned: readonly string[];
}

export interface Importing {
  readonly stack: string;
  /** Changes of the roles of its branches. */
  readonly changes: readonly Change[];
}

/** Edits of both tools' programs, or of each where the programs differ. */
export type Edits = readonly Edit[] | Readonly<Record<Tool, readonly Edit[]>>;

/** A change of what is live. */
export interface Change {
  readonly title: string;
  readonly edits: Edits;
  /** The plan, sorted: `update aws_amplify_app`. */
  readonly planned: readonly string[];
  /** What is different in AWS afterwards, and nothing else. */
  readonly changed: readonly string[];
  /** The package's own constructs in the stack from then on, where they change. */
  readonly components?: readonly string[];
  /** Outputs with commands that are typed after the deploy. */
  readonly attach?: readonly string[];
  /** The branch whose role is detached with the AWS CLI after the deploy, because no tool does it. */
  readonly detached?: string;
}
