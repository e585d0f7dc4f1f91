import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, in their order. A long file at the end would leave one core without work. */
const LONGEST = [
  "examples/new-app",
  "examples/existing-app-logs",
  "examples/private-bucket",
  "examples/automation-api",
  "environment/out-of-reach",
  "examples/keys-to-roles",
  "examples/appsync-users",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((name) => moduleId.includes(name));
      return found < 0 ? LONGEST.length : found;
    };
    return [...files].sort((one, other) => rank(one) - rank(other) || (one.moduleId < other.moduleId ? -1 : 1));
  }
}
