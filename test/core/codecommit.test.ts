import { allow, s3 } from "@amplify-roles/core";
import { planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { attributeOf, deployed, extracted, Unresolved } from "./support/placeholders.js";
import { argumentsOf } from "./support/plans.js";

const planned = (app: object) => planAmplifySsrApp("web", extracted({ name: "web", ...app }).specification);
const warningsOf = (app: object) => planned(app).warnings.map(({ code, path }) => `${code} ${path}`);
const policyOf = (app: object) =>
  JSON.stringify(deployed(argumentsOf(planned(app), "aws_iam_role_policy", "service-role-policy")));

describe("a CodeCommit repository whose URL is known only after deploy", () => {
  test.each([
    attributeOf("aws_codecommit_repository", "cloneUrlHttp"),
    attributeOf("aws:codecommit/repository:Repository", "cloneUrlSsh"),
  ])("is pulled by its ARN", (repository) => {
    expect(policyOf({ repository })).toMatch(/"codecommit:GitPull".*<arn of /);
    expect(warningsOf({ repository })).toEqual([]);
  });

  test("is a warning if nobody knows what it is", () => {
    const repository = new Unresolved(1);
    expect(warningsOf({ repository })).toEqual(["CODECOMMIT_PULL_MISSING repository"]);
    expect(policyOf({ repository })).not.toContain("codecommit");
  });

  test("is no warning for other Git providers, with a token, without a service role, and if the role may pull", () => {
    const repository = new Unresolved(1);
    const pull = allow({
      actions: ["codecommit:GitPull"],
      resources: ["arn:aws:codecommit:eu-west-1:123456789012:web"],
    });
    for (const app of [
      { repository: "https://github.com/acme/web" },
      { repository, accessToken: new Unresolved(2) },
      { repository, oauthToken: new Unresolved(2) },
      { repository, serviceRole: false },
      { repository, serviceRole: { grants: [pull] } },
      { repository, serviceRole: { managedPolicies: ["AWSCodeCommitReadOnly"] } },
    ])
      expect(warningsOf(app).filter((line) => line.startsWith("CODECOMMIT"))).toEqual([]);
    expect(warningsOf({ repository, serviceRole: { grants: [s3.read({ name: "images" })] } })).toHaveLength(1);
  });
});
