import { afterAll, beforeAll } from "vitest";
import type { Aws } from "../../../aws/aws.js";
import type { Tool } from "../../../project/deployment.js";
import { describeEachTool } from "../../../project/each-tool.js";
import { createSite, type Site } from "./site.js";

/** What a test is given: the tool that it is about, and its own AWS, empty at first, with a program for it. */
export interface Surroundings {
  readonly tool: Tool;
  readonly aws: Aws;
  readonly site: Site;
}

/**
 * The same story with each tool that is there, told by the tests of `body` one after another. The roles of this AWS can
 * be assumed at once.
 */
export function withEachTool(title: string, body: (tool: Tool, surroundings: () => Surroundings) => void): void {
  describeEachTool(
    title,
    (tool, aws) => {
      let site: Site;
      beforeAll(async () => {
        site = await createSite(tool, aws().env);
      });
      afterAll(() => site?.remove());
      body(tool, () => ({ tool, aws: aws(), site }));
    },
    { propagationMs: 0 },
  );
}
