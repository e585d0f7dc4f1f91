import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { configurations } from "../../../support/examples.js";
import { SCENARIOS } from "./scenarios.js";

it("every example has a scenario and a test", () => {
  const examples = Object.keys(configurations).sort();
  expect(SCENARIOS.map(({ example }) => example).sort()).toEqual(examples);
  const hasTest = (example: string) => existsSync(new URL(`${example}.test.ts`, import.meta.url));
  expect(examples.filter((example) => !hasTest(example))).toEqual([]);
});
