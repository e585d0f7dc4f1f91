import { expect, it } from "vitest";
import { madeInTheConsole } from "../../aws/console-app.js";
import { REGION } from "../../aws/environment.js";
import { holdings } from "../../aws/snapshot.js";
import { expectNothingToDo, expectWell } from "./support/expectations.js";
import { withEachTool } from "./support/with-each-tool.js";

const ELSEWHERE = "us-east-1";

withEachTool("an app to take over, and a program for another region", (tool, surroundings) => {
  it("is not found there, before anything is made; in its own region it is taken over", async () => {
    const { aws, site } = surroundings();
    const importId = await madeInTheConsole(aws.gateway);
    const before = await holdings(aws);
    await site.edit(
      'name: "site",',
      `name: "site", importId: "${importId}",
      repository: "https://github.com/example/site", accessToken: "token", environmentVariables: { TABLE: "orders" },`,
    );
    // One with a role of its own cannot be imported, and this app has none.
    await site.edit("preview: {", "preview: { import: false,");
    await site.configure({ region: ELSEWHERE });

    const said = tool === "terraform" ? await site.deploy() : await site.types("up", "--yes");
    expect(said.endedWell).toBe(false);
    if (tool === "terraform") {
      expect(said.words).toContain("Error: Cannot import non-existent remote object");
      expect(said.words).toContain("Only pre-existing objects can be imported; check that the id is correct");
      expect(said.words).toContain("and that it is associated with the provider's configured region or endpoint");
    } else expect(said.words).toMatch(/Preview failed: resource '.*' does not exist/);
    expect(await holdings(aws)).toEqual(before);

    await site.configure({ region: REGION });
    await expectWell(site.deploy());
    expect(aws.gateway.hosting.getApp(REGION, importId)).toMatchObject({
      computeRoleArn: "arn:aws:iam::123456789012:role/site-amplify-compute",
    });
    await expectNothingToDo(site);
  });
});
