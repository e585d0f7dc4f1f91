import { afterAll, beforeAll } from "vitest";
import { type Aws, startAws } from "../../support/aws.js";
import type { Tool } from "../../support/deployment.js";
import { describeWith, hasPulumi, hasPython, hasTerraform, type Need } from "../../support/tools.js";
import { createSite, type Site } from "./site.js";

const NEEDS: Readonly<Record<Tool, Need>> = { terraform: hasTerraform, pulumi: hasPulumi };

const NAMES: Readonly<Record<Tool, string>> = { terraform: "Terraform", pulumi: "Pulumi" };

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
  for (const tool of ["terraform", "pulumi"] as const) {
    describeWith([NEEDS[tool], hasPython], `${title}, with ${NAMES[tool]}`, () => {
      let aws: Aws;
      let site: Site;
      beforeAll(async () => {
        aws = await startAws({ propagationMs: 0 });
        site = await createSite(tool, aws.env);
      });
      afterAll(async () => {
        await site?.remove();
        await aws?.stop();
      });
      body(tool, () => ({ tool, aws, site }));
    });
  }
}
