import { expect, it } from "vitest";
import { REGION } from "../../aws/environment.js";
import { describeFixture } from "../../project/each-tool.js";
import { consoleOf } from "./support/console.js";
import { expectNothingToDo } from "./support/expectations.js";

const encoded = (password: string) => Buffer.from(`user:${password}`).toString("base64");
const [FIRST, SECOND] = [encoded("first"), encoded("second")];

describeFixture("a changed password of a branch with its own role", "environment", (_tool, context) => {
  const credentials = () => {
    const { hosting } = context().aws.gateway;
    return hosting.getBranch(REGION, consoleOf(context().aws).appId(), "preview").basicAuthCredentials;
  };

  it("is refused by every plan until it is the former one again, and never lost", async () => {
    const { project } = context();
    const settings = `enableBasicAuth: true, basicAuthCredentials: "${FIRST}",`;
    await project.edit("preview: {", `preview: { ${settings}`);
    await project.deploy();
    expect(credentials()).toBe(FIRST);
    await expectNothingToDo(project);

    await project.edit(FIRST, SECOND);
    for (let attempt = 0; attempt < 2; attempt++) {
      const error = await project.preview().catch((reason: Error) => reason);
      expect(String(error).replace(/\s*\n[\s│]*/g, " ")).toContain(
        'Cloud Control cannot change the basic-auth credentials of branch "preview".',
      );
      expect(String(error)).not.toContain(SECOND);
      await expect(project.deploy()).rejects.toThrow("Cloud Control cannot change");
      expect(credentials()).toBe(FIRST);
    }

    await project.edit(SECOND, FIRST);
    await expectNothingToDo(project);
    await project.edit('name: "orders"', 'name: "carts"');
    await project.deploy();
    await expectNothingToDo(project);
  });
});
