import { AmplifySsrApp, dynamodb, kms, SpecificationError, s3, sts } from "@amplify-roles/cdktf";
import { DataAwsDynamodbTable } from "@cdktf/provider-aws/lib/data-aws-dynamodb-table";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { App, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import { annotationsOf, synthesize } from "../support/cdktf/synthesize.js";

const table = (scope: Construct, id = "orders") =>
  new DynamodbTable(scope, id, { name: `shop-${id}`, hashKey: "id", attribute: [{ name: "id", type: "S" }] });

/** A construct of a higher level, as libraries that follow the AWS CDK write them. */
class HigherLevelTable extends Construct {
  readonly tableArn: string;
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.tableArn = table(this, "resource").arn;
  }
}

const policyIn = (write: (stack: TerraformStack) => unknown): string =>
  JSON.stringify(
    synthesize((stack) => {
      new AmplifySsrApp(stack, "web", {
        name: "web",
        account: "123456789012",
        region: "eu-west-1",
        serviceRole: false,
        computeRole: { grants: [dynamodb.readWrite(write(stack) as string)] },
      });
    }).resource.aws_iam_role_policy,
  );

describe("a resource of the program in place of its ARN", () => {
  test.each<[string, (stack: TerraformStack) => unknown, (stack: TerraformStack) => string]>([
    ["a resource", (stack) => table(stack), (stack) => table(stack).arn],
    [
      "a data source",
      (stack) => new DataAwsDynamodbTable(stack, "orders", { name: "orders" }),
      (stack) => new DataAwsDynamodbTable(stack, "orders", { name: "orders" }).arn,
    ],
    [
      "a construct of a higher level",
      (stack) => new HigherLevelTable(stack, "orders"),
      (stack) => new HigherLevelTable(stack, "orders").tableArn,
    ],
    [
      "an imported construct whose ARN is known",
      (stack) =>
        Object.assign(new Construct(stack, "imported"), {
          tableArn: "arn:aws:dynamodb:eu-west-1:123456789012:table/t",
        }),
      () => "arn:aws:dynamodb:eu-west-1:123456789012:table/t",
    ],
  ])("%s gives the same policy", (_, object, arn) => {
    expect(policyIn(object)).toBe(policyIn(arn));
    expect(policyIn(object)).toContain("dynamodb:PutItem");
  });

  test("roles, policies, boundaries and keys", () => {
    const json = synthesize((stack) => {
      const policy = new IamPolicy(stack, "team", { policy: "{}" });
      new AmplifySsrApp(stack, "web", {
        name: "web",
        serviceRole: new IamRole(stack, "builds", { assumeRolePolicy: "{}" }),
        roles: { permissionsBoundary: policy },
        computeRole: {
          managedPolicies: { team: policy },
          grants: [dynamodb.read(table(stack), { kmsKey: new KmsKey(stack, "key") })],
        },
      });
    });
    const text = JSON.stringify(json.resource);
    for (const reference of ["${aws_iam_role.builds.arn}", "${aws_iam_policy.team.arn}", "aws_kms_key.key.arn"])
      expect(text).toContain(reference);
  });
});

describe("access names resources", () => {
  test("by their ids, with their stack if it is another", () => {
    const app = Testing.app();
    const [shared, prod] = [new TerraformStack(app, "shared"), new TerraformStack(app, "prod")];
    const inConstruct = new Construct(prod, "data");
    const web = new AmplifySsrApp(prod, "web", {
      name: "web",
      serviceRole: false,
      branches: {
        main: { computeRole: { grants: [dynamodb.readWrite(table(inConstruct))] } },
        develop: { computeRole: { grants: [dynamodb.readWrite(table(shared).arn)] } },
      },
    });
    const shown = web.access.map(({ statements }) => new Set(statements.flatMap(({ Resource }) => Resource)));
    expect(shown).toContainEqual(new Set(["<arn of data_orders>", "<arn of data_orders>/index/*"]));
    expect(shown).toContainEqual(new Set(["<arn of shared/orders>", "<arn of shared/orders>/index/*"]));
  });
});

describe("findings", () => {
  const findings = (write: (stack: TerraformStack) => unknown[]) => {
    const stack = new TerraformStack(new App(), "prod");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    try {
      new AmplifySsrApp(stack, "web", { name: "web", computeRole: { grants: write(stack) as never } });
      return [];
    } catch (error) {
      if (error instanceof SpecificationError) return error.findings.map(({ code, path }) => `${code} ${path}`);
      throw error;
    }
  };

  test("of every wrong resource at once", () => {
    const found = findings((stack) => {
      const bucket = new S3Bucket(stack, "images");
      return [
        dynamodb.read(bucket),
        dynamodb.read(bucket.arn),
        dynamodb.read(table(stack).name),
        s3.read(bucket.id),
        dynamodb.read(`${table(stack, "other").arn}/index/*`),
        kms.decrypt("${aws_kms_alias.web.arn}"),
        sts.assumeRole(new IamPolicy(stack, "policy", { policy: "{}" })),
        s3.read(new S3BucketPolicy(stack, "rules", { bucket: bucket.id, policy: "{}" })),
        dynamodb.read(new SqsQueue(stack, "queue").url),
      ];
    });
    const at = (index: number) => `computeRole.grants[${index}].resources[0]`;
    expect(found).toEqual([
      `ARN_RESOURCE_TYPE_MISMATCH ${at(0)}`,
      `ARN_RESOURCE_TYPE_MISMATCH ${at(1)}`,
      `NOT_AN_ARN ${at(2)}`,
      `NOT_AN_ARN ${at(3)}`,
      `TEXT_AFTER_ARN ${at(4)}`,
      `ARN_RESOURCE_TYPE_MISMATCH ${at(5)}`,
      `ARN_RESOURCE_TYPE_MISMATCH ${at(6)}`,
      `NOT_A_STRING ${at(7)}`,
      `NOT_AN_ARN ${at(8)}`,
    ]);
  });

  test("a resource whose provider is in another region is a warning", () => {
    const annotations = annotationsOf((stack) => {
      const virginia = new AwsProvider(stack, "virginia", { region: "us-east-1", alias: "virginia" });
      const orders = new DynamodbTable(stack, "orders", { name: "t", provider: virginia });
      const images = new S3Bucket(stack, "images", { provider: virginia });
      return new AmplifySsrApp(stack, "web", {
        name: "web",
        computeRole: { grants: [dynamodb.read(orders), s3.read(images)] },
      });
    });
    const warnings = annotations.filter((text) => text.startsWith("@cdktf/warn "));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('The DynamoDB table orders is in the region "us-east-1"');
  });
});
