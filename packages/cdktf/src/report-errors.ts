import { SpecificationError } from "@amplify-roles/core";

/** A line of a stack trace that is about an installed package or Node.js itself. */
const NOT_OF_PROGRAM = /^ {4}at .*(?:[\\/]node_modules[\\/]|node:)/;

/**
 * Shortens the stack trace of a specification's errors to the lines of the program, which say where the construct is
 * created. The message says which property.
 *
 * @throws what `run` throws
 */
export function reportErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SpecificationError && error.stack !== undefined) {
      const lines = error.stack.split("\n").filter((line) => !NOT_OF_PROGRAM.test(line));
      Object.defineProperty(error, "stack", { value: lines.join("\n"), configurable: true, writable: true });
    }
    throw error;
  }
}
