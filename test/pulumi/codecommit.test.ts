import { expectAccess } from "@amplify-roles/core/testing";
import { AmplifySsrApp } from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import { expect, test } from "vitest";
import { withMocks } from "../support/pulumi/mocks.js";

test("the URL of the program's CodeCommit repository lets builds clone it, by its ARN", async () => {
  const arn = "arn:aws:codecommit:eu-west-1:123456789012:site";
  const cloneUrlHttp = "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/site";
  const state = ({ type }: { readonly type: string }) =>
    type.startsWith("aws:codecommit/") ? { id: "site", arn, cloneUrlHttp } : undefined;
  const { resources, logs, result } = await withMocks({ state }, () => {
    const site = new aws.codecommit.Repository("site", { repositoryName: "site" });
    const web = new AmplifySsrApp("web", { name: "web", repository: site.cloneUrlHttp });
    return { site, web };
  });
  const policy = resources.find(({ name }) => name === "web-service-role-policy");
  expect(JSON.stringify(policy?.inputs)).toContain(
    `"Action":"codecommit:GitPull","Effect":"Allow","Resource":"${arn}"`,
  );
  expect(policy?.dependencies).toContain(resources.find(({ name }) => name === "site")?.urn);
  expect(logs).toEqual([]);
  await expectAccess(result.web, { role: "service" }).toAllow("codecommit:GitPull", result.site);
});
