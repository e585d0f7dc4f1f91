import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../support/repository.js";
import { testFolder } from "../../support/test-folder.js";

/** The command `amplify-roles` as it is published. `npm test` builds it first. */
export const bin = join(root, "packages/cli/dist/main.cjs");

/** The built command in a new folder, which is removed after the tests. */
export function builtCommand(name: string) {
  const { path: folder, write } = testFolder(name);
  return {
    folder,
    /** Writes a file into the folder. @returns its name, as the command gets it */
    file: (name: string, content: unknown): string => {
      write(name, content);
      return name;
    },
    amplifyRoles: (args: readonly string[], input = "") => {
      const options = { input, encoding: "utf8", cwd: folder } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], options);
      return { status, stdout, stderr };
    },
  };
}
