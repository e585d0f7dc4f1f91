import { afterAll, beforeAll } from "vitest";
import type { Aws } from "../aws/aws.js";
import { createFixture } from "./fixture.js";
import type { Project, ProjectOptions, Tool } from "./project.js";
import { TERRAFORM_BINARY } from "./settings.js";
import { type AwsOptions, sharedAws } from "./shared-aws.js";
import { describeWith, hasPulumi, hasPython, hasTerraform, type Need } from "./tools.js";

/** The tools, as titles name them. */
export const TOOLS: readonly { readonly tool: Tool; readonly name: string; readonly need: Need }[] = [
  { tool: "terraform", name: TERRAFORM_BINARY === "tofu" ? "OpenTofu" : "Terraform", need: hasTerraform },
  { tool: "pulumi", name: "Pulumi", need: hasPulumi },
];

/** The same tests with each tool that is installed, each with an AWS that is empty at first. */
export function describeEachTool(
  title: string,
  body: (tool: Tool, aws: () => Aws) => void,
  options: AwsOptions = {},
): void {
  for (const { tool, name, need } of TOOLS) {
    describeWith([need, hasPython], `${title}, with ${name}`, () => {
      let aws: Aws;
      beforeAll(async () => {
        aws = await sharedAws(options);
      });
      body(tool, () => aws);
    });
  }
}

/** What a test of a fixture gets. */
export interface FixtureContext {
  readonly tool: Tool;
  readonly aws: Aws;
  readonly project: Project;
}

/**
 * The same tests with each tool, on a project from `fixtures` that is the same for both. The tests run one after the
 * other on one project. Roles of this AWS can be assumed at once.
 */
export function describeFixture(
  title: string,
  entry: string,
  body: (tool: Tool, context: () => FixtureContext) => void,
  options: Pick<ProjectOptions, "provider"> = {},
): void {
  describeEachTool(
    title,
    (tool, aws) => {
      let project: Project;
      beforeAll(async () => {
        project = await createFixture(tool, entry, { ...options, env: aws().env });
      });
      afterAll(() => project?.remove());
      body(tool, () => ({ tool, aws: aws(), project }));
    },
    { propagationMs: 0 },
  );
}
