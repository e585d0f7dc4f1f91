import { beforeAll, expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import { describeFixture } from "../../project/each-tool.js";
import { type Console, consoleOf } from "./support/console.js";
import { expectNothingToDo } from "./support/expectations.js";

const FRAMEWORK = "Next.js - SSR";

describeFixture("a build between two plans", "environment", (tool, context) => {
  let console: Console;
  const branch = (name: string) => context().aws.gateway.hosting.getBranch(REGION, console.appId(), name);

  beforeAll(async () => {
    const { aws, project } = context();
    console = consoleOf(aws);
    await project.deploy();
    for (const name of ["main", "preview"]) aws.gateway.hosting.buildBranch(REGION, console.appId(), name);
    // Amplify's default patterns, and the backend that somebody connects.
    await aws.gateway.hosting.updateApp(REGION, console.appId(), { autoBranchCreationPatterns: ["*", "*/**"] });
  });

  it("the framework that Amplify sets is left alone, however the branch is managed", async () => {
    const { aws, project } = context();
    await expectNothingToDo(project);
    await project.edit('stage: "PRODUCTION"', 'stage: "PRODUCTION", description: "The shop"');
    const { oneLine } = await project.preview({ refresh: true });
    const [, update = ""] = oneLine.split(/will be updated in-place|: \(update\)/);
    expect(update).toContain("description");
    expect(update).not.toContain("framework");
    await project.deploy({ refresh: true });
    expect(branch("main")).toMatchObject({ description: "The shop" });
    expect(branch("preview")).toMatchObject({ framework: FRAMEWORK });
    // Pulumi's own plugin leaves out of an update what `ignoreChanges` names; the one of these tests only of a preview.
    if (tool === "terraform") expect(branch("main")).toMatchObject({ framework: FRAMEWORK });
    else aws.gateway.hosting.buildBranch(REGION, console.appId(), "main");
    await expectNothingToDo(project);
  });

  it("a framework in the program is the one that the branch has", async () => {
    const { project } = context();
    await project.edit('description: "The shop"', 'framework: "Nuxt"');
    await project.deploy({ refresh: true });
    expect(branch("main")).toMatchObject({ framework: "Nuxt", description: "" });
    await expectNothingToDo(project);
  });
});
