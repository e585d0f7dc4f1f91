import { join } from "node:path";
import ts from "typescript";
import { root } from "../support/repository.js";

/** Where the declarations and the programs that use them are. No file there is written. */
const FOLDER = join(root, "declarations");

/** The modules of which an editor sees the declarations. The adapters' `index.ts` exports all of their `grants.ts`. */
const SOURCES = {
  "@amplify-roles/service-reference": "packages/service-reference/src/index",
  "@amplify-roles/core": "packages/core/src/index",
  "@amplify-roles/core/adapter": "packages/core/src/adapter",
  "@amplify-roles/cdktf": "packages/cdktf/src/grants",
  "@amplify-roles/pulumi": "packages/pulumi/src/grants",
};

const optionsWith = (folder: string, extension: string): ts.CompilerOptions => ({
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  skipLibCheck: true,
  types: [],
  paths: Object.fromEntries(
    Object.entries(SOURCES).map(([name, source]) => [name, [`${join(folder, source)}${extension}`]]),
  ),
});

/** The declarations that the packages are published with, by path. */
function declarations(): ReadonlyMap<string, string> {
  const options = {
    ...optionsWith(root, ".ts"),
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: root,
    outDir: FOLDER,
  };
  const files = new Map<string, string>();
  const program = ts.createProgram(
    Object.values(SOURCES).map((source) => join(root, `${source}.ts`)),
    options,
  );
  program.emit(undefined, (path, text) => files.set(path, text));
  return files;
}

/** What an editor shows in a program. */
export interface Editor {
  /** The declaration and the documentation at a text, or at the `|` in it: `dynamodb.|read`. */
  hover(text: string): { readonly declaration: string; readonly documentation: string };
  /** What can be written after the text. */
  completions(text: string): readonly string[];
  /** What the compiler reports about the program. */
  errors(): readonly string[];
}

/** An editor with open programs that use the published packages. Parsing and checking the packages takes seconds. */
export function editorOf(programs: Readonly<Record<string, string>>): (name: string) => Editor {
  const files = new Map([
    ...declarations(),
    ...Object.entries(programs).map(([name, text]) => [join(FOLDER, `${name}.ts`), text] as const),
  ]);
  const readFile = (path: string) => files.get(path) ?? ts.sys.readFile(path);
  const options = optionsWith(FOLDER, ".d.ts");
  const service = ts.createLanguageService({
    getScriptFileNames: () => Object.keys(programs).map((name) => join(FOLDER, `${name}.ts`)),
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => files.has(path) || ts.sys.fileExists(path),
    directoryExists: (path) => path.startsWith(FOLDER) || ts.sys.directoryExists(path),
    readFile,
  });
  return (name: string): Editor => {
    const path = join(FOLDER, `${name}.ts`);
    const program = programs[name] ?? "";
    const positionOf = (text: string) => {
      const position = program.indexOf(text.replace("|", ""));
      if (position < 0) throw new Error(`${name} does not contain ${text}`);
      return position + Math.max(0, text.indexOf("|"));
    };
    return {
      hover: (text) => {
        const { displayParts, documentation } = service.getQuickInfoAtPosition(path, positionOf(text)) ?? {};
        return {
          declaration: ts.displayPartsToString(displayParts),
          documentation: ts.displayPartsToString(documentation),
        };
      },
      completions: (text) =>
        (service.getCompletionsAtPosition(path, positionOf(text) + text.length, {})?.entries ?? [])
          .filter(
            ({ kind }) =>
              kind === ts.ScriptElementKind.memberVariableElement ||
              kind === ts.ScriptElementKind.memberFunctionElement,
          )
          .map((entry) => entry.name)
          .sort(),
      errors: () =>
        service
          .getSemanticDiagnostics(path)
          .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")),
    };
  };
}
