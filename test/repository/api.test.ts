import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The declarations in a package's API.md: one source file per entry. */
function sectionsOf(name: string): readonly ts.SourceFile[] {
  const text = readFileSync(`${root}packages/${name}/API.md`, "utf8");
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) =>
    ts.createSourceFile(`${name}.d.ts`, code, ts.ScriptTarget.ES2022, true),
  );
}

const PACKAGES = readdirSync(`${root}packages`).filter((name) => sectionsOf(name).length > 0);

function nodesIn(source: ts.SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return nodes;
}

/** The names that a section declares or imports, with type parameters and what `infer` names. */
const namesIn = (source: ts.SourceFile) =>
  nodesIn(source).flatMap((node) => {
    const name = ts.isImportClause(node) ? node.name : (node as ts.NamedDeclaration).name;
    const isName =
      ts.isDeclarationStatement(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isTypeParameterDeclaration(node) ||
      ts.isImportClause(node) ||
      ts.isNamespaceImport(node) ||
      ts.isImportSpecifier(node);
    return isName && name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
  });

/** The first part of each name of a type: `pulumi` of `pulumi.Input`. */
const typesIn = (source: ts.SourceFile) =>
  nodesIn(source).flatMap((node) => {
    if (ts.isExpressionWithTypeArguments(node)) return ts.isIdentifier(node.expression) ? [node.expression.text] : [];
    if (!ts.isTypeReferenceNode(node)) return [];
    let name: ts.EntityName = node.typeName;
    while (ts.isQualifiedName(name)) name = name.left;
    return [name.text];
  });

/** Types of the language and of Node.js. */
const BUILT_IN = new Set(
  "Error ErrorOptions Exclude Extract Map NonNullable Omit Partial Pick Promise Readonly ReadonlyArray ReadonlyMap ReadonlySet Record RegExp Set".split(
    " ",
  ),
);

describe.each(PACKAGES)("API.md of %s", (name) => {
  const sections = sectionsOf(name);

  test("has every type that a declaration refers to", () => {
    const declared = new Set(sections.flatMap(namesIn));
    const missing = sections.flatMap(typesIn).filter((type) => !declared.has(type) && !BUILT_IN.has(type));
    expect([...new Set(missing)].sort()).toEqual([]);
  });
});

/** The entries that users import. The others are for the adapters and the command. */
const FOR_USERS = /^@amplify-roles\/(core|core\/lint|core\/testing|cdktf|cdktn|pulumi|runtime|service-reference)$/;

/** Members and types without a doc comment, each as `AmplifyRole: readonly role: IamRole;`. */
function undocumentedIn(code: string): readonly string[] {
  const declarations = code.split(/\n\n(?=\S)/).filter((declaration) => /^export /m.test(declaration));
  return declarations.flatMap((declaration) => {
    const [, name = ""] = /^export (?:declare |abstract )*(?:\w+) (\w+)/m.exec(declaration) ?? [];
    return [...declaration.matchAll(/\(undocumented\)\n\s*(.*)/g)].map(([, member]) => `${name}: ${member}`);
  });
}

describe.each(PACKAGES)("every option, method and type of %s", (name) => {
  const text = readFileSync(`${root}packages/${name}/API.md`, "utf8");
  const sections = [...text.matchAll(/^## `(.+)`\n\n```ts\n([\s\S]*?)```/gm)].map(([, entry = "", code = ""]) => ({
    entry,
    code,
  }));

  test.each(sections.filter(({ entry }) => FOR_USERS.test(entry)))("has a doc comment: $entry", ({ entry, code }) => {
    expect(undocumentedIn(code).map((member) => `${entry}: ${member}`)).toEqual([]);
  });

  test("is in a section", () => expect(sections.length).toBeGreaterThan(0));
});

test("there are packages with declarations", () => {
  expect(PACKAGES).toEqual(expect.arrayContaining(["cdktf", "core", "pulumi", "runtime", "service-reference"]));
});
