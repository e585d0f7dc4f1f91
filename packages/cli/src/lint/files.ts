import { readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Files that may contain policies, in a folder. */
const CANDIDATE = /\.(json|tf|tofu|hcl|ya?ml|template|tfstate|tpl|tftpl)$/;
/** Whether a file is part of a module of Terraform, in its own language. */
export const isModuleFile = (name: string): boolean => /\.(tf|tofu)$/.test(name);

/** Folders of other people's files. */
const SKIPPED = new Set(["node_modules", ".git", ".terraform", ".pulumi", "dist"]);

/** A file to check. Of files that nobody named, those without a policy are left out. */
export interface InputFile {
  readonly name: string;
  readonly named: boolean;
}

/** The files that arguments mean: files, folders, patterns with `*`, `**`, `?` and `{a,b}`, and `-` for standard input. */
export function filesOf(args: readonly string[]): readonly InputFile[] {
  const found = args.flatMap((arg): readonly InputFile[] => {
    if (arg === "-") return [{ name: arg, named: true }];
    const stats = statSync(arg, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return filesIn(arg).map((name) => ({ name, named: false }));
    if (stats !== undefined || !/[*?{]/.test(arg)) return [{ name: arg, named: true }];
    const pattern = globPattern(arg);
    const base = arg
      .split("/")
      .slice(
        0,
        arg.split("/").findIndex((part) => /[*?{]/.test(part)),
      )
      .join("/");
    const from = base === "" ? (arg.startsWith("/") ? "/" : ".") : base;
    if (statSync(from, { throwIfNoEntry: false })?.isDirectory() !== true) return [{ name: arg, named: true }];
    const matching = filesIn(from, () => true).filter((name) => pattern.test(name));
    return matching.length === 0 ? [{ name: arg, named: true }] : matching.map((name) => ({ name, named: false }));
  });
  return [...new Map(found.map((file) => [file.name, file])).values()];
}

function filesIn(folder: string, wanted = (name: string) => CANDIDATE.test(name)): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = normalized(join(folder, entry.name));
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesIn(path, wanted);
      return entry.isFile() && wanted(entry.name) ? [path] : [];
    });
}

const normalized = (path: string) => path.split(sep).join("/");

/** A pattern for paths: `*` and `?` match within a folder, `**` across folders. */
export function globPattern(glob: string): RegExp {
  const source = normalized(glob.replace(/^\.\//, ""))
    .split(/(\*\*\/|\*\*|\*|\?|\{[^{}]*\})/)
    .map((part) => {
      if (part === "**/") return "(?:.*/)?";
      if (part === "**") return ".*";
      if (part === "*") return "[^/]*";
      if (part === "?") return "[^/]";
      if (/^\{.*\}$/.test(part)) return `(?:${part.slice(1, -1).split(",").map(escaped).join("|")})`;
      return escaped(part);
    });
  return new RegExp(`^(?:\\./)?${source.join("")}$`);
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A file's name relative to the working directory, as SARIF and GitHub need it. */
export const relativeName = (name: string): string => normalized(relative(process.cwd(), name));
