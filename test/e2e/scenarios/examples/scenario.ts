import type { Aws } from "../../aws/aws.js";
import type { Tool } from "../../project/deployment.js";
import type { Edit } from "../../project/edit.js";

/** What a person gives a program beside what `test/support/examples.ts` has for it. */
interface Given {
  /** By Terraform's names. */
  readonly values: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
}

/** The life of one example, from its first deploy to its end. */
export interface Life {
  readonly example: string;
  /** The CDKTF stack. */
  readonly stack: string;
  /** Puts into AWS what is there before, and tells the program of it. */
  readonly before?: (aws: Aws) => Promise<Given>;
  /**
   * What is not known before the first deploy: what AWS makes up, and what is made of it. Terraform does not know a text
   * or a map as soon as it does not know a part of it, nor the id of a role that is to be; Pulumi's policies are data
   * until they are sent.
   */
  readonly unknown: { readonly terraform: readonly string[]; readonly pulumi: readonly string[] };
  /** What a person is to find in it. */
  readonly shown?: Readonly<Record<Tool, readonly RegExp[]>>;
  /** One grant changes: the edits, the one resource that is updated, and the one document that is another. */
  readonly grant: {
    readonly edits: readonly Edit[];
    readonly updates: "aws_iam_role_policy" | "aws_iam_policy";
    readonly document: string;
  };
  /** What becomes of the roles once it is live: each after the one before. */
  readonly changes?: readonly Change[];
  /** For an example of roles alone, whose other stack takes over their app in the end. */
  readonly takeOver?: TakeOver;
  /** For an example that has an app: how it takes over the one of that id, and keeps its logs when it goes. */
  readonly adopting?: Adopting;
  /** Outputs with the commands that attach a role to an app that is managed elsewhere, in the order to be run. */
  readonly attach?: readonly string[];
  /** What they change in the app. */
  readonly attached?: readonly string[];
  /** What AWS keeps for some days after the end. */
  readonly kept?: readonly string[];
}

export interface Adopting {
  /** The name of the app. */
  readonly app: string;
  readonly edits: (importId: string) => readonly Edit[];
  /** What is about to be done to it and its branch: what the console shows, and the program does not say, goes. */
  readonly planned: readonly string[];
}

export interface TakeOver {
  readonly stack: string;
  /** What becomes of the roles of its branches. */
  readonly changes: readonly Change[];
}

/** Of both tools' programs at once, or where they do not have the same words, of each. */
export type Edits = readonly Edit[] | Readonly<Record<Tool, readonly Edit[]>>;

/** Somebody changes what is live. */
export interface Change {
  readonly title: string;
  readonly edits: Edits;
  /** What the tool is about to do, in the order of the alphabet: `update aws_amplify_app`. */
  readonly planned: readonly string[];
  /** What is another in AWS afterwards, and nothing else. */
  readonly changed: readonly string[];
  /** The project's own constructs in the stack from then on, where they are others. */
  readonly components?: readonly string[];
  /** Outputs with commands that are typed after the deploy. */
  readonly attach?: readonly string[];
  /** The branch whose role is taken away with the AWS CLI after the deploy, since no tool does it. */
  readonly detached?: string;
}
