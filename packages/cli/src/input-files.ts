import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { UsageError } from "./usage.js";
import { messageOf } from "./util.js";

/** Where a command reads files: a disk, or a revision of a git repository. */
export interface InputFiles {
  /** Undefined if there is nothing at the path. */
  type(path: string): "file" | "folder" | undefined;
  /** @throws UsageError if the file cannot be read */
  read(path: string): string;
  /** The path, as messages name it. */
  label(path: string): string;
}

/** The files of the disk. */
export const onDisk: InputFiles = {
  type: (path) => (!existsSync(path) ? undefined : statSync(path).isDirectory() ? "folder" : "file"),
  read: (path) => {
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      throw new UsageError(`Cannot read ${path}: ${messageOf(error)}`);
    }
  },
  label: (path) => path,
};

/** Plans and states of large stacks are some tens of megabytes. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * The committed files of a revision. Nothing is checked out. Paths are relative to the working directory, as for
 * `git show <revision>:./<path>`.
 *
 * @param revision what `git rev-parse` knows: a branch, a tag, a commit, `HEAD~1`
 * @throws UsageError if there is no such revision, or no repository
 */
export function atRevision(revision: string): InputFiles {
  const commit = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  if (commit === undefined)
    throw new UsageError(
      `There is no revision "${revision}" here. Run the command in the repository, and fetch the revision first.`,
    );
  const object = (path: string) => `${commit.trim()}:./${path.replace(/\/+$/, "")}`;
  const label = (path: string) => `${revision}:${path}`;
  return {
    type: (path) => {
      const type = git(["cat-file", "-t", object(path)])?.trim();
      return type === "blob" ? "file" : type === "tree" ? "folder" : undefined;
    },
    read: (path) => {
      const text = git(["cat-file", "blob", object(path)]);
      if (text === undefined) throw new UsageError(`Cannot read ${label(path)}.`);
      return text;
    },
    label,
  };
}

/** What git prints; undefined if it fails. */
function git(args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", args, { encoding: "utf8", maxBuffer: MAX_BYTES, stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new UsageError("Cannot find git, which reads revisions. Install it, or pass files.");
    return undefined;
  }
}
