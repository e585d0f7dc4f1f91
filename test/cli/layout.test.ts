import type { AccessMatrix, MatrixRole, Statement } from "@amplify-roles/core";
import { describe, expect, test } from "vitest";
import { layoutOf, type Row } from "../../packages/cli/src/render/layout.js";
import { markOf } from "../../packages/cli/src/render/marks.js";

const role = (id: string): MatrixRole => ({
  id,
  owner: "web",
  type: "compute",
  name: id,
  exists: false,
  branches: [id],
  otherBranches: false,
  managedPolicies: [],
});
const statement = (Action: Statement["Action"], Resource: Statement["Resource"], more: Partial<Statement> = {}) =>
  ({ Effect: "Allow", Action, Resource, ...more }) as Statement;
const matrix = (...statements: readonly Statement[]): AccessMatrix => ({
  roles: [role("main")],
  branches: [],
  permissions: statements.map((one) => ({ role: "main", by: "allow", path: "computeRole.grants[0]", statement: one })),
});
const rowsOf = (...statements: readonly Statement[]): readonly Row[] =>
  layoutOf(matrix(...statements)).sections.flatMap(({ rows }) => rows);
const letters = (...statements: readonly Statement[]) =>
  rowsOf(...statements).map(({ cells }) =>
    cells.map((cell) => (cell === undefined ? "" : markOf(cell).letters)).join(),
  );

const table = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
const condition = { StringEquals: { "aws:PrincipalTag/team": "web" } };

describe("how far access reaches", () => {
  test.each([
    ["dynamodb:GetItem", "R"],
    ["dynamodb:PutItem", "W"],
    ["dynamodb:Get*", "R"],
    ["dynamodb:*Item", "RW"],
    ["kms:Decrypt", "R"],
    ["kms:Encrypt", "W"],
    ["kms:CreateGrant", "A"],
    ["iam:PassRole", "A"],
    ["sts:AssumeRole", "A"],
    ["s3:PutBucketPolicy", "A"],
    ["s3:PutObjectTagging", "W"],
    ["s3:ListBucket", "R"],
    ["lambda:InvokeFunction", "W"],
    ["nosuchservice:DoIt", "W"],
    ["*", "RWA"],
  ])("%s is %s", (action, expected) => {
    expect(letters(statement(action, table))).toEqual([expected]);
  });

  test("adds up in one cell", () => {
    expect(letters(statement("dynamodb:GetItem", table), statement("dynamodb:PutItem", table))).toEqual(["RW"]);
  });

  test("is everything where only exceptions are named", () => {
    expect(letters({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })).toEqual(["RWA"]);
  });

  test("has a star if everything that is allowed has a condition", () => {
    const conditional = statement("dynamodb:GetItem", table, { Condition: condition });
    expect(letters(conditional)).toEqual(["R*"]);
    expect(letters(conditional, statement("dynamodb:PutItem", table))).toEqual(["RW"]);
  });

  test("shows what is denied and what is allowed", () => {
    const deny = statement("dynamodb:PutItem", table, { Effect: "Deny" });
    expect(letters(deny)).toEqual(["✕"]);
    expect(letters(statement("dynamodb:GetItem", table), deny)).toEqual(["R✕"]);
  });

  test("shows what a statement of another row denies", () => {
    const allow = statement("s3:GetObject", "arn:aws:s3:::images/*");
    const cellOf = (deny: Partial<Statement>) =>
      rowsOf(allow, { Effect: "Deny", ...deny })
        .filter(({ label }) => label === "images/*")
        .map(({ cells }) => cells.map((cell) => (cell === undefined ? "" : markOf(cell).letters)).join());
    expect(cellOf({ Action: "s3:*", Resource: "*" })).toEqual(["R✕"]);
    expect(cellOf({ Action: "*", Resource: "arn:aws:s3:::images/private/*" })).toEqual(["R✕"]);
    expect(cellOf({ NotAction: "s3:ListBucket", Resource: "*" })).toEqual(["R✕"]);
    expect(cellOf({ Action: "s3:GetObject", NotResource: "arn:aws:s3:::other/*" })).toEqual(["R✕"]);
    expect(cellOf({ Action: "s3:PutObject", Resource: "*" })).toEqual(["R"]);
    expect(cellOf({ Action: "s3:*", Resource: "arn:aws:s3:::other/*" })).toEqual(["R"]);
    expect(cellOf({ NotAction: "s3:Get*", Resource: "*" })).toEqual(["R"]);
    expect(cellOf({ Action: "s3:GetObject", NotResource: "arn:aws:s3:::images/*" })).toEqual(["R"]);
  });
});

describe("rows", () => {
  test("of a resource include what belongs to it", () => {
    const rows = rowsOf(
      statement("dynamodb:Query", [`${table}/index/*`, table]),
      statement("dynamodb:Scan", `${table}-old`),
    );
    expect(rows.map(({ label, resources }) => [label, resources])).toEqual([
      ["table/orders", [table, `${table}/index/*`]],
      ["table/orders-old", [`${table}-old`]],
    ]);
  });

  test("are told apart by region and account where most are elsewhere", () => {
    const elsewhere = table.replace("eu-west-1", "us-east-1");
    const rows = rowsOf(statement("dynamodb:GetItem", [table, `${table}2`, elsewhere]));
    expect(rows.map(({ label, regionAndAccount }) => [label, regionAndAccount])).toEqual([
      ["table/orders", undefined],
      ["table/orders", "us-east-1, 123456789012"],
      ["table/orders2", undefined],
    ]);
  });

  test("of one statement about two services are two", () => {
    const { sections } = layoutOf(matrix(statement(["sqs:SendMessage", "sns:Publish"], "*")));
    expect(sections.map(({ service, rows }) => [service, rows.map(({ label }) => label)])).toEqual([
      ["sns", ["*"]],
      ["sqs", ["*"]],
    ]);
  });

  test("have a cell for each role, empty where it may do nothing", () => {
    const [row] =
      layoutOf({ ...matrix(statement("s3:GetObject", "*")), roles: [role("next"), role("main")] }).sections[0]?.rows ??
      [];
    expect(row?.cells.map((cell) => cell?.allowed)).toEqual([undefined, ["read"]]);
  });

  test("of policies whose contents are unknown show who has them", () => {
    const roles = [role("main"), { ...role("next"), managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }];
    expect(layoutOf({ roles, branches: [], permissions: [] }).attached).toEqual([
      { arn: "arn:aws:iam::aws:policy/ReadOnlyAccess", attached: [false, true] },
    ]);
  });
});
