/**
 * packages/<name>/API.md: the public API, so that a pull request shows how it changes. API Extractor writes it from the
 * declarations that the build emits. The command's API is what its `--help` prints.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { source } from "../source.mjs";
import { build, root } from "../steps.mjs";

// It takes a second to load, so only when it is used.
const loadExtractor = () => createRequire(import.meta.url)("@microsoft/api-extractor");

const PACKAGES = ["service-reference", "core", "cdktf", "cdktn", "pulumi", "runtime", "cli"];
const folderOf = (name) => join(root, "packages", name);
const manifestOf = (name) => JSON.parse(readFileSync(join(folderOf(name), "package.json"), "utf8"));

/** Messages that would end up in the reports, or on the screen. The reports are about names and types. */
const SILENT = { default: { logLevel: "none" } };

export function files() {
  build();
  const reports = mkdtempSync(join(tmpdir(), "amplify-roles-api-"));
  try {
    const entries = PACKAGES.flatMap(entriesOf);
    writeReports(entries, reports);
    return PACKAGES.map((name) => {
      const manifest = manifestOf(name);
      const own = entries.filter((entry) => entry.package === name);
      const sections = manifest.bin === undefined ? reportSections(own, reports) : helpSections(name, manifest);
      if (name === "core") sections.push(codesSection());
      const text = inOrder(
        `# API of ${manifest.name}\n\n<!-- Written by \`npm run generate\`. -->\n\n${sections.join("\n")}`,
      );
      return { path: `packages/${name}/API.md`, text };
    });
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

/** The text with the strings of each union in order. TypeScript writes them in the order in which it met them first. */
const inOrder = (text) =>
  text.replaceAll(/"[^"\n]*"(?: \| "[^"\n]*")+/g, (union) => union.split(" | ").sort().join(" | "));

/** The entries of a package: `@amplify-roles/core/adapter` and its declarations. */
function entriesOf(name) {
  const manifest = manifestOf(name);
  return Object.entries(manifest.exports)
    .filter(([, target]) => target.types !== undefined)
    .map(([path, { types }]) => ({
      package: name,
      specifier: `${manifest.name}${path.slice(1)}`,
      types: join(folderOf(name), types),
      report: `${name}${path.slice(1).replaceAll("/", "-")}`,
    }));
}

/** One report for each entry. All entries are one program, since compiling AWS's types is what takes long. */
function writeReports(entries, folder) {
  const { CompilerState, Extractor, ExtractorConfig } = loadExtractor();
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8"));
  const configs = entries.map((entry) =>
    ExtractorConfig.prepare({
      configObject: {
        projectFolder: folderOf(entry.package),
        mainEntryPointFilePath: entry.types,
        compiler: {
          overrideTsconfig: { compilerOptions: { ...compilerOptions, types: ["node"] }, files: [entry.types] },
        },
        apiReport: {
          enabled: true,
          reportFileName: entry.report,
          reportFolder: folder,
          reportTempFolder: folder,
          // Base classes, for example, and what the declarations of other types refer to.
          includeForgottenExports: true,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        newlineKind: "lf",
        messages: {
          compilerMessageReporting: SILENT,
          extractorMessageReporting: SILENT,
          tsdocMessageReporting: SILENT,
        },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: join(folderOf(entry.package), "package.json"),
    }),
  );
  const [first] = configs;
  const compilerState = CompilerState.create(first, { additionalEntryPoints: entries.map(({ types }) => types) });
  for (const config of configs) {
    const messageCallback = (message) => {
      if (message.logLevel !== "error") message.handled = true;
    };
    const { succeeded } = Extractor.invoke(config, { compilerState, localBuild: true, messageCallback });
    if (!succeeded) throw new Error(`API Extractor failed for ${config.mainEntryPointFilePath}`);
  }
}

/** A section for each entry. What no entry exports, but a declaration refers to, is in the first one that needs it. */
function reportSections(entries, folder) {
  const reports = entries.map(({ specifier, report }) => ({ specifier, declarations: declarationsIn(folder, report) }));
  const listed = new Set(reports.flatMap(({ declarations }) => declarations.filter(isExported).map(withoutExport)));
  return reports.map(({ specifier, declarations }) => {
    const shown = declarations.filter((declaration) => {
      if (isExported(declaration)) return true;
      if (IN_GENERATED_PAGES.test(declaration) || listed.has(declaration)) return false;
      listed.add(declaration);
      return true;
    });
    return `## \`${specifier}\`\n\n\`\`\`ts\n${shown.join("\n\n")}\n\`\`\`\n`;
  });
}

/** The tables of services and of codes: docs/grants.md and docs/errors.md are generated from them. */
const IN_GENERATED_PAGES = /^(const \w+: (Service|Resource)<|const codes: |declare namespace services )/m;

const isExported = (declaration) => /^(export|import) /m.test(declaration);
const withoutExport = (declaration) => declaration.replace(/^export /m, "");

/** The declarations of a report, each with the comment that API Extractor puts above it. */
function declarationsIn(folder, report) {
  const [, declarations = ""] =
    /```ts\n([\s\S]*?)```/.exec(readFileSync(join(folder, `${report}.api.md`), "utf8")) ?? [];
  return declarations
    .replace(/\/\/ \(No @packageDocumentation .*\n/, "")
    .trim()
    .split(/\n\n(?=\S)/);
}

/** The codes of findings, of which the declarations have only the name of the table. */
function codesSection() {
  const codes = Object.keys(source("findings/codes").codes).sort();
  return `## Codes of findings\n\n${codes.map((code) => `- \`${code}\``).join("\n")}\n`;
}

/** What the command prints for `--help`, and each of its commands. */
function helpSections(name, { bin }) {
  const [[command, file]] = Object.entries(bin);
  const help = (...args) =>
    execFileSync(process.execPath, [join(folderOf(name), file), ...args, "--help"], { encoding: "utf8" });
  const main = help();
  const commands = [...main.matchAll(/^ {2}(\w+) /gm)].map(([, found]) => found);
  return [[], ...commands.map((one) => [one])].map(
    (args) => `## \`${[command, ...args].join(" ")}\`\n\n\`\`\`\n${help(...args).trimEnd()}\n\`\`\`\n`,
  );
}
