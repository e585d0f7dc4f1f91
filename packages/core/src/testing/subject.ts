import type { Deployment } from "../aws/deployment.js";
import type { Part } from "../placeholders/extract.js";
import type { Lookup } from "../placeholders/placeholder.js";
import type { RoleAccess } from "../plan/access.js";

/**
 * The method of constructs and components that `expectAccess` calls. Its symbol is the same in every copy of this package:
 * a test runner can load a second one.
 */
export const TESTED_ACCESS: unique symbol = Symbol.for("@amplify-roles/core: tested access") as never;

/** A construct or component whose access can be tested. */
export interface AccessSubject {
  /** For `expectAccess` of `@amplify-roles/core/testing`. */
  [TESTED_ACCESS](): TestedAccess;
}

/** The access of a construct or component, with placeholders, and its tool's values. */
export interface TestedAccess {
  /** `AmplifySsrApp "web"` */
  readonly label: string;
  readonly access: readonly RoleAccess[];
  readonly deployment: Deployment;
  /** The names of the branches. Left out for what has no branches. */
  readonly branches?: readonly string[];
  /** Whether `describe` returns promises. Tests then are asynchronous. */
  readonly isAsynchronous: boolean;
  /** The values that placeholders of kind `unresolved` in the access refer to, by index. */
  readonly unresolved: readonly unknown[];
  /** The tool's values for what it looks up about the deployment. Default: they are not known. */
  readonly lookups?: ReadonlyMap<Lookup, unknown>;
  /** The parts of a leaf, as the specification's were extracted. */
  readonly parts: (value: unknown) => readonly Part[] | undefined;
  /** A string as AWS gets it, if the tool escapes some of its characters. Default: the string itself. */
  readonly unescaped?: (text: string) => string;
  /** What is known about the tool's value. A promise if the tool has to be asked. */
  readonly describe: (value: unknown) => KnownValue | Promise<KnownValue>;
}

/** What is known about a tool's value. */
export interface KnownValue {
  /** The value itself, if it is known. */
  readonly text?: string | undefined;
  /** The same for the same value. Default: every value is another one. */
  readonly key?: string | undefined;
  /** The resource of the program that the value is an attribute of. */
  readonly resource?: KnownResource | undefined;
}

/** A resource of the program. */
export interface KnownResource {
  /** Its type: `aws_dynamodb_table`, `aws:dynamodb/table:Table`. */
  readonly type: string;
  /** Unique in its program, for messages: `aws_dynamodb_table.orders`. */
  readonly id: string;
  /** The attribute, in camelCase: `arn`. */
  readonly attribute: string;
  /** Arguments of the resource that are known: `{ name: "orders" }`. */
  readonly known: Readonly<Record<string, string>>;
  /** Whether the program creates it. What it only looks up can be another resource of the program. */
  readonly isCreated: boolean;
  /** Whether it is in the deployment's account and region. */
  readonly isHere: boolean;
}
