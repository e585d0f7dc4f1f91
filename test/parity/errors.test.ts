import * as cdktf from "@amplify-roles/cdktf";
import * as cdktn from "@amplify-roles/cdktn";
import { type Finding, SpecificationError } from "@amplify-roles/core";
import { planAmplifySsrApp } from "@amplify-roles/core/adapter";
import * as pulumi from "@amplify-roles/pulumi";
import { App, TerraformStack } from "cdktf";
import { App as CdktnApp, TerraformStack as CdktnStack } from "cdktn";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withMocks } from "../support/pulumi/mocks.js";

type Findings = readonly Pick<Finding, "code" | "path">[];

/** What a program throws. */
function thrownBy(program: () => unknown): Findings {
  try {
    program();
  } catch (error) {
    if (!(error instanceof SpecificationError)) throw error;
    return error.findings.map(({ code, path }) => ({ code, path }));
  }
  return [];
}

/** Properties of an app, each with something wrong in it or valid. */
const PROPERTIES: Readonly<Record<string, readonly unknown[]>> = {
  name: ["web", 5],
  platform: ["WEB_COMPUTE", "WEBCOMPUTE"],
  description: ["☃", "an app"],
  customRules: [[{ condition: 5 }, { target: 5 }], [{ source: "/<*>", target: "/index.html", status: "404-200" }]],
  computeRole: [
    { grants: [cdktf.dynamodb.read("orders"), cdktf.s3.read({ name: "Web" })], description: "☃", name: "web" },
    { policyDocuments: [{ Statement: { Effect: "Allow", Action: "sqs:SendMesage", Resource: "*" } }] },
  ],
  serviceRole: [{ grants: [cdktf.sqs.send({ nmae: "mail" } as never)] }, false],
  branches: [
    { main: { ttl: 5, computeRole: { name: "web" } }, "a/b": { stage: "PROD" }, "a-b": {} },
    { "": {}, main: { buildSpec: 5, environmentVariables: { API_URL: 5, AWS_SECRET: "x" } } },
  ],
  environmentVariables: [{ "": "a", API_URL: {} }, { API_URL: "https://example.com" }],
  tags: [{ "aws:team": "web", team: 5 }, { team: "web" }],
  polices: [[]],
};

/** Two or more of them, in any order. */
const specifications = fc
  .shuffledSubarray(Object.keys(PROPERTIES), { minLength: 2 })
  .chain((names) =>
    fc
      .tuple(...names.map((name) => fc.constantFrom(...(PROPERTIES[name] ?? []))))
      .map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]]))),
  );

test("all tools report what is wrong as the core does: all of it, in the order of the specification", async () => {
  let withSeveral = 0;
  await fc.assert(
    fc.asyncProperty(specifications, async (specification) => {
      const expected = thrownBy(() => planAmplifySsrApp("web", specification));
      const given = specification as never;
      const { result: throughPulumi } = await withMocks({}, () =>
        thrownBy(() => {
          // Nothing may be registered for a valid specification: this is about errors.
          if (expected.length > 0) new pulumi.AmplifySsrApp("web", given);
        }),
      );
      expect({
        cdktf: thrownBy(() => new cdktf.AmplifySsrApp(new TerraformStack(new App(), "stack"), "web", given)),
        cdktn: thrownBy(() => new cdktn.AmplifySsrApp(new CdktnStack(new CdktnApp(), "stack"), "web", given)),
        pulumi: throughPulumi,
      }).toEqual({ cdktf: expected, cdktn: expected, pulumi: expected });

      const names = Object.keys(specification);
      // What is missing comes after what is there.
      const positions = expected.map(({ path }) => {
        const position = names.indexOf(/^\w+/.exec(path)?.[0] ?? "");
        return position === -1 ? names.length : position;
      });
      expect(positions).toEqual([...positions].sort((a, b) => a - b));
      if (new Set(positions).size > 1) withSeveral += 1;
    }),
    { numRuns: 60 },
  );
  expect(withSeveral).toBeGreaterThan(20);
});
