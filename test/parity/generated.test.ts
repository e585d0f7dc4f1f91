import * as cdktf from "@amplify-roles/cdktf";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identityPools, settings, specifications } from "./specifications.js";
import { type Make, throughPulumi, throughTerraform } from "./through-tools.js";

describe("all tools deploy the same", () => {
  test("for generated specifications, whatever of them is known only after deploy", async () => {
    const seen = { branches: 0, cloudControl: 0, managed: 0, identityPools: 0, unresolved: 0 };
    const counted = (value: string) => {
      seen.unresolved += 1;
      return value;
    };
    await fc.assert(
      fc.asyncProperty(specifications, async (specification) => {
        const terraform = throughTerraform("AmplifySsrApp", specification);
        expect(await throughPulumi("AmplifySsrApp", specification)).toEqual(terraform);
        seen.branches += terraform.filter(({ id }) => id.startsWith("branch-")).length;
        seen.cloudControl += terraform.filter(({ kind }) => kind === "aws_cloudcontrolapi_resource").length;
        seen.managed += terraform.filter(({ kind }) => kind === "aws_iam_policy").length;
        seen.identityPools += terraform.filter(({ id }) => id === "identity-pool-attachment").length;
        specification({ unresolved: counted, grants: cdktf });
      }),
      { numRuns: 60 },
    );
    // The generator reaches what it is there for.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });

  test("for settings alone", async () => {
    const seen = { parameters: 0, secrets: 0, values: 0, policies: 0 };
    await fc.assert(
      fc.asyncProperty(settings, async (specification) => {
        const terraform = throughTerraform("AmplifySettings", specification);
        expect(await throughPulumi("AmplifySettings", specification)).toEqual(terraform);
        seen.parameters += terraform.filter(({ id }) => id.startsWith("parameter-")).length;
        seen.secrets += terraform.filter(({ kind }) => kind === "aws_secretsmanager_secret").length;
        seen.values += terraform.filter(({ kind }) => kind === "aws_secretsmanager_secret_version").length;
        seen.policies += terraform.filter(({ kind }) => kind === "aws_iam_role_policy").length;
      }),
      { numRuns: 60 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });

  test("for grants on the app itself, and for what builds need", async () => {
    const specification: Make = ({ grants }) => {
      const { allow, ssm, thisApp } = grants as typeof cdktf;
      const start = allow({ actions: ["amplify:StartJob"], resources: [`${thisApp.arn}/branches/main/jobs/*`] });
      return {
        name: "web",
        account: "123456789012",
        region: "eu-west-1",
        repository: "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/site",
        serviceRole: { build: "amplify-gen2", grants: [ssm.amplifySecrets()] },
        computeRole: { grants: [start] },
        branches: { main: {}, dev: { computeRole: { grants: [start] } } },
      };
    };
    const terraform = throughTerraform("AmplifySsrApp", specification);
    expect(await throughPulumi("AmplifySsrApp", specification)).toEqual(terraform);
    const policyOf = (id: string) => JSON.stringify(terraform.find((one) => one.id === id)?.arguments);
    for (const id of ["compute-role-policy", "branch-dev-compute-role-policy"])
      expect(policyOf(id)).toMatch(/:amplify:eu-west-1:123456789012:apps\/[^"]+\/branches\/main\/jobs\/\*/);
    expect(policyOf("service-role-policy")).toMatch(/:codecommit:eu-west-1:123456789012:site"/);
    expect(policyOf("service-role-policy")).toMatch(/parameter\/amplify\/shared\/[^"]+"/);
  });

  test("for the roles of an identity pool alone", async () => {
    const seen = { attached: 0, authenticated: 0, unauthenticated: 0, tagged: 0 };
    await fc.assert(
      fc.asyncProperty(identityPools, async (specification) => {
        const terraform = throughTerraform("AmplifyIdentityPoolRole", specification);
        expect(await throughPulumi("AmplifyIdentityPoolRole", specification)).toEqual(terraform);
        const ids = terraform.map(({ id }) => id);
        seen.attached += Number(ids.includes("attachment"));
        seen.authenticated += Number(ids.includes("authenticated"));
        seen.unauthenticated += Number(ids.includes("unauthenticated"));
        seen.tagged += Number(ids.some((id) => id.startsWith("principal-tag-")));
      }),
      { numRuns: 40 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
    expect(seen.attached).toBe(40);
  });
});
