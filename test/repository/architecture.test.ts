import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { groupBy } from "../../packages/core/src/util/group-by.js";

/** The rules of ARCHITECTURE.md about files and what they import. */
const root = fileURLToPath(new URL("../../", import.meta.url));
const packages = readdirSync(join(root, "packages")).filter((name) =>
  existsSync(join(root, "packages", name, "package.json")),
);

interface SourceFile {
  /** Relative to the repository: `packages/core/src/plan/app.ts`. */
  readonly path: string;
  readonly package: string;
  readonly text: string;
  /** As they are written: `../schema/schema.js`, `@amplify-roles/core`. */
  readonly imports: readonly string[];
}

const files: readonly SourceFile[] = packages.flatMap((name) => {
  const folder = join(root, "packages", name, "src");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file): SourceFile => {
      const text = readFileSync(join(folder, file), "utf8");
      const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
      return { path: relative(root, join(folder, file)).replaceAll("\\", "/"), package: name, text, imports };
    });
});
const byPath = new Map(files.map((file) => [file.path, file]));
const core = files.filter((file) => file.package === "core");

/** The source file that a relative import means. */
function targetOf({ path }: SourceFile, specifier: string): SourceFile | undefined {
  const target = join(dirname(path), specifier).replaceAll("\\", "/");
  return byPath.get(target.replace(/\.js$/, ".ts"));
}

/** A relative import, by the files on both ends. */
const imports = files.flatMap((file) =>
  file.imports
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => ({ from: file, to: targetOf(file, specifier), specifier })),
);
/** Imports of packages, each as `packages/core/src/index.ts imports cdktf`. */
const packageImportsOf = (name: string, isAllowed: (specifier: string) => boolean) =>
  files
    .filter((file) => file.package === name)
    .flatMap(({ path, imports }) => imports.map((specifier) => ({ path, specifier })))
    .filter(({ specifier }) => !specifier.startsWith(".") && !isAllowed(specifier))
    .map(({ path, specifier }) => `${path} imports ${specifier}`);

test("there are files and imports to check", () => {
  expect(packages).toEqual(expect.arrayContaining(["cdktf", "cli", "core", "pulumi", "service-reference"]));
  expect(files.length).toBeGreaterThan(150);
  expect(imports.length).toBeGreaterThan(files.length);
});

describe("rule 1: the core's folders", () => {
  const ORDER = [
    "util",
    "placeholders",
    "findings",
    "schema",
    "aws",
    "policy",
    "evaluate",
    "grants",
    "denials",
    "specification",
    "plan",
    "explain",
    "diagnosis",
    "testing",
  ];
  const folderOf = ({ path }: SourceFile) => path.split("/").slice(3, -1)[0];

  test("are those of the list, and only entries are outside of them", () => {
    const folders = new Set(core.map(folderOf));
    expect([...folders].filter((name) => name !== undefined).sort()).toEqual([...ORDER].sort());
    const entries = core.filter((file) => folderOf(file) === undefined).map(({ path }) => path.split("/").at(-1));
    expect(entries.sort()).toEqual(["adapter.ts", "doctor.ts", "index.ts", "lint.ts", "settings.ts", "testing.ts"]);
  });

  test("import only folders that come before them", () => {
    const upward = imports
      .filter(({ from, to }) => from.package === "core" && to?.package === "core")
      .map(({ from, to }) => ({ from, to, folders: [folderOf(from), to && folderOf(to)] }))
      .filter(({ folders: [from, to] }) => from !== undefined && ORDER.indexOf(to ?? "") > ORDER.indexOf(from))
      .map(({ from, to }) => `${from.path} imports ${to?.path}`);
    expect(upward).toEqual([]);
  });

  test("and the files of every package have no import cycle", () => {
    const targets = new Map(files.map((file) => [file, new Set<SourceFile>()]));
    for (const { from, to } of imports) if (to !== undefined) targets.get(from)?.add(to);
    // What is left after removing files without imports, again and again, is on a cycle or imports one.
    for (let before = -1; before !== targets.size; ) {
      before = targets.size;
      for (const [file, remaining] of targets) {
        for (const target of remaining) if (!targets.has(target)) remaining.delete(target);
        if (remaining.size === 0) targets.delete(file);
      }
    }
    expect([...targets].map(([{ path }, to]) => `${path} → ${[...to].map((file) => file.path).join(", ")}`)).toEqual(
      [],
    );
  });

  test("and every relative import is a file of the same package", () => {
    // `data` and `policies` are the service reference's, `package.json` the command's own version.
    const DATA = /^\.\.\/(data\/|policies\/|package\.json$)/;
    const outside = imports
      .filter(({ from, to, specifier }) => to?.package !== from.package && !DATA.test(specifier))
      .map(({ from, specifier }) => `${from.path} imports ${specifier}`);
    expect(outside).toEqual([]);
  });
});

describe("rule 2: what a package may use", () => {
  const OWN = /^@amplify-roles\/|^amplify-roles$/;
  const isOneOf =
    (...allowed: readonly string[]) =>
    (specifier: string) =>
      allowed.some((name) => specifier === name || (name.endsWith("/") && specifier.startsWith(name)));

  test("the service reference imports only what reads its data", () => {
    expect(packageImportsOf("service-reference", isOneOf("node:fs", "node:path"))).toEqual([]);
  });

  test("the core imports only the service reference", () => {
    expect(packageImportsOf("core", isOneOf("@amplify-roles/service-reference"))).toEqual([]);
  });

  test.each([
    ["cdktf", ["cdktf", "constructs", "@cdktf/provider-aws/"]],
    ["cdktn", ["cdktn", "constructs", "@cdktn/provider-aws/"]],
    ["pulumi", ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/aws/"]],
  ])("the adapter %s imports only core, core/adapter and its tool", (name, tool) => {
    const allowed = isOneOf("@amplify-roles/core", "@amplify-roles/core/adapter", ...tool);
    expect(packageImportsOf(name, allowed)).toEqual([]);
  });

  test("only cli and runtime read files and print, and the service reference reads its data", () => {
    const IO =
      /\bconsole\.|\bprocess\.(stdout|stderr|stdin)\b|"(node:)?(fs|child_process|http|https|net|readline|tty)(\/promises)?"/;
    expect(
      files
        .filter((file) => !["cli", "runtime", "service-reference"].includes(file.package) && IO.test(codeOf(file)))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test("only runtime and cli call AWS", () => {
    const callers = packages.filter((name) => packageImportsOf(name, (one) => !one.startsWith("@aws-sdk/")).length > 0);
    expect(callers.filter((name) => name !== "runtime" && name !== "cli")).toEqual([]);
  });

  test("every import of a package is a dependency of its manifest", () => {
    const undeclared = packages.flatMap((name) => {
      const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
      const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
      return packageImportsOf(
        name,
        (one) => one.startsWith("node:") || declared.some((dependency) => `${one}/`.startsWith(`${dependency}/`)),
      );
    });
    expect(undeclared).toEqual([]);
  });

  test("every dependency is used", () => {
    const unused = packages.flatMap((name) => {
      const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
      const used = files.filter((file) => file.package === name).flatMap((file) => file.imports);
      return Object.keys(manifest.dependencies ?? {})
        .filter((dependency) => !used.some((one) => `${one}/`.startsWith(`${dependency}/`)))
        .map((dependency) => `${name}: ${dependency}`);
    });
    expect(unused.filter((one) => !OWN.test(one.split(": ")[1] ?? ""))).toEqual([]);
  });
});

/** A file without its comments, as far as that needs no parser: those that begin a line. */
function codeOf({ text }: SourceFile): string {
  return text.replaceAll(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*$)/gm, "");
}

describe("rule 4: a message", () => {
  test("is in `findings` only if several files report it", () => {
    const messages = byPath.get("packages/core/src/findings/messages.ts") as SourceFile;
    const mentions = ({ text }: SourceFile, name: string) =>
      [...text.matchAll(new RegExp(`\\b${name}\\b`, "g"))].length;
    // The import or the declaration is the first mention.
    const usersOf = (name: string) => core.filter((file) => mentions(file, name) > 1);
    const names = [...exportedNames(messages)];
    expect(names.filter((name) => usersOf(name).length < 2)).toEqual([]);
    expect(names.length).toBeGreaterThan(10);
  });
});

describe("rule 5: a service is one file", () => {
  const FOLDER = "packages/core/src/grants/services/";
  const index = byPath.get(`${FOLDER}index.ts`) as SourceFile;
  const services = core.filter(({ path }) => path.startsWith(FOLDER) && path !== index.path);

  test("that the index exports", () => {
    const exported = index.imports.map((specifier) => targetOf(index, specifier)?.path);
    expect(exported.sort()).toEqual(services.map(({ path }) => path).sort());
    expect(services.length).toBeGreaterThan(20);
  });

  test("and that no other file of the core imports, except for another service", () => {
    // Keys encrypt settings and logs, too.
    const shared = byPath.get(`${FOLDER}kms.ts`);
    const others = imports
      .filter(({ to }) => to !== undefined && services.includes(to) && to !== shared)
      .filter(({ from }) => from !== index && !services.includes(from))
      .map(({ from, to }) => `${from.path} imports ${to?.path}`);
    expect(others).toEqual([]);
  });
});

describe("rule 7: a file does one thing", () => {
  const MAX_LINES = 250;
  /** Tables may be longer, and so may generated files. */
  const TABLES: Readonly<Record<string, string>> = {
    "packages/core/src/findings/codes.ts": "a cause and a fix for every code, from which docs/errors.md is generated",
    "packages/core/src/findings/policy-codes.ts": "the same for the codes of policies",
  };

  const isGenerated = ({ text }: SourceFile) => text.startsWith("// Generated by ");
  const linesOf = ({ text }: SourceFile) => text.split("\n").length - 1;

  test(`and has at most ${MAX_LINES} lines`, () => {
    const long = files.filter(
      (file) => linesOf(file) > MAX_LINES && TABLES[file.path] === undefined && !isGenerated(file),
    );
    expect(long.map((file) => `${file.path}: ${linesOf(file)} lines`)).toEqual([]);
  });

  test.each(Object.entries(TABLES))("the exception %s is needed: %s", (path) => {
    const file = byPath.get(path);
    expect(file && linesOf(file)).toBeGreaterThan(MAX_LINES);
  });

  test.each(packages)("no exported name of %s has two meanings", (name) => {
    const own = files.filter((file) => file.package === name);
    const declarations = groupBy(
      own.flatMap((file) => [...exportedNames(file)].map((one) => [one, file.path] as const)),
    );
    const twice = [...declarations].filter(([, paths]) => paths.length > 1);
    expect(twice.map(([one, paths]) => `${one}: ${paths.join(", ")}`)).toEqual([]);
    expect(declarations.size).toBeGreaterThan(0);
  });
});

/** The names that a file declares and exports. A type and a value of one name in one file are one meaning. */
function exportedNames({ path, text }: SourceFile): ReadonlySet<string> {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const names = source.statements.flatMap((statement): readonly string[] => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    const { name } = statement as ts.DeclarationStatement;
    return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
  });
  return new Set(names);
}

describe("rule 8: API.md records the public API of", () => {
  test.each(packages)("%s, with a section for every entry or command", (name) => {
    const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
    const api = readFileSync(join(root, "packages", name, "API.md"), "utf8");
    const sections = [...api.matchAll(/^## `(.+)`$/gm)].map(([, section]) => section);
    const entries = Object.keys(manifest.exports).filter((entry) => entry !== "./package.json");
    const commands = Object.keys(manifest.bin ?? {});
    expect(sections).toEqual(
      expect.arrayContaining([...entries.map((entry) => join(manifest.name, entry)), ...commands]),
    );
    expect(sections.length).toBeGreaterThan(0);
  });
});
