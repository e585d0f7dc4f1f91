import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, in their order. A long file at the end would leave one core without work. */
const LONGEST = [
  "examples/existing-app-logs",
  "examples/new-app",
  "examples/private-bucket",
  "examples/appsync-users",
  "examples/keys-to-roles",
  "examples/imported-app",
  "environment/roles-in-use",
  "environment/changed-in-the-console",
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
