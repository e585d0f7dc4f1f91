import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dynamodb, lambda, s3 } from "@amplify-roles/core";
import { explainPlan, type PlannedResource, toDisplayAccess } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { definitions } from "../../packages/core/src/grants/definitions.js";
import { acceptedObjects } from "./bad-input/objects.js";
import { wrong } from "./bad-input/rows.js";
import { attributeOf, resourceOf, Unresolved } from "./support/placeholders.js";
import { planners, reportedBy } from "./support/plans.js";

test.each(acceptedObjects)("%s is accepted", (_, plan) => {
  expect(reportedBy(plan)).toEqual([]);
});

const policyOf = (resources: readonly PlannedResource[]) =>
  resources.find((one): one is PlannedResource<"aws_iam_role_policy"> => one.type === "aws_iam_role_policy")?.arguments
    .policy;

describe("what a resource of the program grants", () => {
  const granted = (grant: unknown) => policyOf(planners.computeRole({ grants: [grant] }).resources);
  const arnOnly = (policy: unknown) => JSON.stringify(policy).replace(/(unresolved:\d+):[^\uE001]*/g, "$1");

  test("is what its ARN grants", () => {
    const table = resourceOf("aws_dynamodb_table");
    expect(arnOnly(granted(dynamodb.read(wrong(table))))).toBe(
      arnOnly(granted(dynamodb.read(wrong(new Unresolved(1))))),
    );
  });

  test("an access point gets the statements of access points", () => {
    expect(JSON.stringify(granted(s3.read(wrong(resourceOf("aws_s3_access_point")))))).toContain("/object/*");
    expect(JSON.stringify(granted(s3.read(wrong(resourceOf("aws_s3_bucket")))))).not.toContain("/object/*");
  });

  test.each([resourceOf("aws_lambda_alias"), attributeOf("aws:lambda/function:Function", "qualifiedArn")])(
    "an alias or a version of a function allows that one only",
    (origin) => {
      expect(JSON.stringify(granted(lambda.invoke(wrong(origin))))).not.toContain(":*");
      expect(JSON.stringify(granted(lambda.invoke(wrong(resourceOf("aws_lambda_function")))))).toContain(":*");
    },
  );
});

describe("access and explain name the resources", () => {
  const orders = (name: string) => dynamodb.readWrite(wrong(resourceOf("aws_dynamodb_table", name)));

  test("by branch", () => {
    const plan = planners.app({
      name: "web",
      branches: {
        main: { computeRole: { grants: [orders("orders")] } },
        develop: { computeRole: { grants: [orders("dev/orders")] } },
      },
    });
    const resources = toDisplayAccess(plan.access).map(({ path, statements }) => [
      path,
      [...new Set(statements.flatMap(({ Resource }) => Resource))].sort(),
    ]);
    expect(resources).toContainEqual(["branches.main.computeRole", ["<arn of orders>", "<arn of orders>/index/*"]]);
    expect(resources).toContainEqual([
      "branches.develop.computeRole",
      ["<arn of dev/orders>", "<arn of dev/orders>/index/*"],
    ]);
    expect(JSON.stringify(explainPlan("web", plan))).toContain("<arn of dev/orders>");
  });

  test("two resources of one name are numbered, and a name may have any characters", () => {
    const twice = planners.computeRole({
      grants: [orders("orders"), dynamodb.read(wrong(resourceOf("aws_dynamodb_table", "orders"))), orders('a"b:%\\c')],
    });
    const shown = JSON.stringify(toDisplayAccess(twice.access));
    expect(shown).toContain("<arn of orders, 1>");
    expect(shown).toContain("<arn of orders, 2>");
    expect(JSON.parse(shown)).toBeDefined();
    expect(shown).toContain(JSON.stringify('<arn of a"b:%\\c>').slice(1, -1));
  });
});

describe("the types of the tools", () => {
  const types = [
    ...new Set(
      definitions.flatMap(({ access }) =>
        Object.values(access).flatMap(({ resourceTypes }) => resourceTypes.flatMap(({ managedAs = [] }) => managedAs)),
      ),
    ),
  ];
  const require = createRequire(import.meta.url);

  test("are declared for every resource type of a grant", () => {
    const missing = definitions.flatMap(({ name, access }) =>
      Object.values(access).flatMap(({ resourceTypes }) =>
        resourceTypes.filter(({ managedAs }) => managedAs === undefined).map((type) => `${name}: ${type.name}`),
      ),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  // `aws_appsync_api` is in provider 6, and the bindings that are tested here are of provider 5.
  const ofTerraform = types.filter((type) => type.startsWith("aws_") && type !== "aws_appsync_api");
  test.each(ofTerraform)("%s exists in the provider for Terraform", (type) => {
    const file = type.replace(/^aws_/, "").replaceAll("_", "-");
    const found = [file, `data-aws-${file}`].some((name) => {
      try {
        return readFileSync(require.resolve(`@cdktf/provider-aws/lib/${name}`), "utf8").includes(`"${type}"`);
      } catch {
        return false;
      }
    });
    expect(found).toBe(true);
  });

  test.each(types.filter((type) => type.startsWith("aws:")))("%s exists in the provider for Pulumi", (type) => {
    const [, module = ""] = type.split(":");
    expect(readFileSync(require.resolve(`@pulumi/aws/${module}`), "utf8")).toContain(`'${type}'`);
  });
});
