import { afterEach, expect, it } from "vitest";
import { REGION } from "../aws/environment.js";
import { describeEachTool } from "../project/each-tool.js";
import { createFixture } from "../project/fixture.js";
import type { Project } from "../project/project.js";
import { expectNothingToDo } from "./environment/support/expectations.js";

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

// Roles of this AWS cannot be assumed at once, so that an app or a branch that does not wait is refused.
describeEachTool("roles that several apps share", (tool, aws) => {
  let project: Project | undefined;
  afterEach(() => project?.remove());

  it("are there, with their policies, before an app or a branch uses them; one deploy is enough", async () => {
    project = await createFixture(tool, "shared", { env: aws().env });
    await project.deploy();
    const { hosting, calls } = aws().gateway;
    const apps = Object.fromEntries(hosting.listApps(REGION).map((app) => [String(app.name), app]));
    expect(apps.shop).toMatchObject({ iamServiceRoleArn: role("builds"), computeRoleArn: role("server") });
    expect(apps.blog).toMatchObject({ iamServiceRoleArn: role("builds") });
    const branch = hosting.getBranch(REGION, String(apps.blog?.appId), "main");
    expect(branch).toMatchObject({ computeRoleArn: role("server") });
    // The provider's default tags reach what Cloud Control creates.
    if (tool === "terraform") expect(branch.tags).toEqual({ Owner: "platform" });

    const order = calls.all().map(({ service, action }) => `${service} ${action}`);
    const permitted = order.lastIndexOf("iam PutRolePolicy");
    // The app `blog` itself does not use the compute role, so that only one of the two has to wait for its policy.
    expect(permitted).toBeLessThan(order.lastIndexOf("amplify CreateApp"));
    expect(permitted).toBeLessThan(order.indexOf("cloudcontrolapi CreateResource"));
    expect(order.filter((call) => call === "iam CreateRole")).toHaveLength(2);

    await expectNothingToDo(project);
    await project.destroy();
    expect(hosting.listApps(REGION)).toEqual([]);
  });
});
