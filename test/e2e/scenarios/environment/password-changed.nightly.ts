import { expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import { describeFixture } from "../../project/each-tool.js";
import { consoleOf } from "./support/console.js";
import { expectNothingToDo } from "./support/expectations.js";

const encoded = (password: string) => Buffer.from(`user:${password}`).toString("base64");
const [FIRST, SECOND] = [encoded("first"), encoded("second")];

/** What Terraform and Pulumi print, in one line. */
const printed = (error: unknown) => String(error).replace(/\s*\n[\s│]*/g, " ");
const CANNOT = 'Cloud Control cannot change or remove the basic auth of branch "preview".';

describeFixture("changed basic auth of a branch with its own role", "environment", (tool, context) => {
  const branch = () => context().aws.gateway.hosting.getBranch(REGION, consoleOf(context().aws).appId(), "preview");

  it("is refused by every plan until it is the former one again, and never lost", async () => {
    const { project } = context();
    const settings = `enableBasicAuth: true, basicAuthCredentials: "${FIRST}",`;
    await project.edit("preview: {", `preview: { ${settings}`);
    await project.deploy();
    expect(branch()).toMatchObject({ enableBasicAuth: true, basicAuthCredentials: FIRST });
    await expectNothingToDo(project);

    await project.edit(FIRST, SECOND);
    for (let attempt = 0; attempt < 2; attempt++) {
      const error = await project.preview().catch((reason: Error) => reason);
      expect(printed(error)).toContain(CANNOT);
      expect(String(error)).not.toContain(SECOND);
      await expect(project.deploy()).rejects.toThrow("Cloud Control cannot change");
    }
    await project.edit(SECOND, FIRST);

    await project.edit("enableBasicAuth: true", "enableBasicAuth: false");
    expect(printed(await project.preview().catch((reason: Error) => reason))).toContain(CANNOT);
    await project.edit("enableBasicAuth: false", "enableBasicAuth: true");

    await project.edit(settings, "");
    for (let attempt = 0; attempt < 2; attempt++) {
      const error = printed(await project.deploy().catch((reason: Error) => reason));
      // Terraform has no message of the program for what is no longer in it. The name of what it keeps says it.
      expect(error).toContain(tool === "pulumi" ? CANNOT : "basic-auth-stays-as-created");
    }
    expect(branch()).toMatchObject({ enableBasicAuth: true, basicAuthCredentials: FIRST });

    await project.edit("preview: {", `preview: { ${settings}`);
    await expectNothingToDo(project);
    await project.edit('name: "orders"', 'name: "carts"');
    await project.deploy();
    await expectNothingToDo(project);
  });

  it("of a branch that Terraform's own resource manages is applied, also when it is removed", async () => {
    const { project, aws } = context();
    const main = () => aws.gateway.hosting.getBranch(REGION, consoleOf(aws).appId(), "main");
    const settings = `enableBasicAuth: true, basicAuthCredentials: "${FIRST}",`;
    await project.edit("main: {", `main: { ${settings}`);
    await project.deploy();
    expect(main()).toMatchObject({ enableBasicAuth: true, basicAuthCredentials: FIRST });
    await project.edit(`main: { ${settings}`, "main: {");
    await project.deploy();
    expect(main()).toMatchObject({ enableBasicAuth: false });
    await expectNothingToDo(project);
  });
});
