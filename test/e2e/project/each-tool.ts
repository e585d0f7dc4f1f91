import { afterAll, beforeAll } from "vitest";
import { type Aws, startAws } from "../aws/aws.js";
import type { Tool } from "./deployment.js";
import { describeWith, hasPulumi, hasPython, hasTerraform, type Need } from "./tools.js";

const TOOLS: readonly { readonly tool: Tool; readonly name: string; readonly need: Need }[] = [
  { tool: "terraform", name: "Terraform", need: hasTerraform },
  { tool: "pulumi", name: "Pulumi", need: hasPulumi },
];

/** The same tests with each tool that is there, and an AWS of their own for each. */
export function describeEachTool(
  title: string,
  body: (tool: Tool, aws: () => Aws) => void,
  settings: Parameters<typeof startAws>[0] = {},
): void {
  for (const { tool, name, need } of TOOLS) {
    describeWith([need, hasPython], `${title}, with ${name}`, () => {
      let aws: Aws;
      beforeAll(async () => {
        aws = await startAws(settings);
      });
      afterAll(() => aws?.stop());
      body(tool, () => aws);
    });
  }
}
