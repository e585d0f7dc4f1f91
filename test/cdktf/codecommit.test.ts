import { AmplifySsrApp } from "@amplify-roles/cdktf";
import { expectAccess } from "@amplify-roles/core/testing";
import { CodecommitRepository } from "@cdktf/provider-aws/lib/codecommit-repository";
import { App, TerraformStack, Testing } from "cdktf";
import { expect, test } from "vitest";
import { synthesize } from "../support/cdktf/synthesize.js";

const policiesOf = (resources: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined) =>
  Object.values(resources ?? {}).map(({ policy }) => String(policy));

test("the URL of the program's CodeCommit repository lets builds clone it, by its ARN", () => {
  const json = synthesize((stack) => {
    const site = new CodecommitRepository(stack, "site", { repositoryName: "site" });
    new CodecommitRepository(stack, "other", { repositoryName: "other" });
    const web = new AmplifySsrApp(stack, "web", { name: "web", repository: site.cloneUrlHttp });
    const plain = "${aws_codecommit_repository.other.clone_url_ssh}";
    new AmplifySsrApp(stack, "raw", { name: "raw", repository: plain });
    expectAccess(web, { role: "service" }).toAllow("codecommit:GitPull", site);
  });
  const [web, raw] = ["web", "raw"].map((id) =>
    policiesOf(json.resource.aws_iam_role_policy).find((policy) => policy.includes(`aws_amplify_app.${id}_`)),
  );
  expect(web).toMatch(/codecommit:GitPull.*\$\{jsonencode\(tostring\(aws_codecommit_repository\.site\.arn\)\)\}/);
  expect(raw).toContain("aws_codecommit_repository.other.arn");
});

test("also if the repository is in another stack", () => {
  const app = new App();
  const [code, web] = ["code", "web"].map((id) => new TerraformStack(app, id)) as [TerraformStack, TerraformStack];
  const site = new CodecommitRepository(code, "site", { repositoryName: "site" });
  new AmplifySsrApp(web, "web", { name: "web", repository: site.cloneUrlHttp });
  for (const stack of [code, web]) stack.prepareStack();
  expect(Testing.synth(web)).toMatch(/codecommit:GitPull.*terraform_remote_state.*arn/s);
  expect(JSON.parse(Testing.synth(code)).output).toBeDefined();
});
