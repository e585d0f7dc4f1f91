import { SpecificationError } from "@amplify-roles/core";
import { RunError } from "@pulumi/pulumi";

/**
 * Marks the errors of a specification so that Pulumi prints their message alone, as it does for a `RunError`. Otherwise it
 * adds the stack trace, which is Pulumi's and ours: the message says which component and which property.
 *
 * @throws what `run` throws. A SpecificationError stays one
 */
export function reportErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    // What Pulumi recognizes is a property, because a program can have several copies of its SDK.
    if (error instanceof SpecificationError) Object.assign(error, new RunError(error.message));
    throw error;
  }
}
