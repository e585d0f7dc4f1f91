import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

export interface TestFolder {
  readonly path: string;
  /**
   * Writes a file, whose folders need not exist. What is neither a string nor bytes is written as JSON.
   *
   * @returns the path of the file
   */
  readonly write: (name: string, content: unknown) => string;
}

/** A new folder, which is removed after the tests of the file or suite that creates it. */
export function testFolder(name: string): TestFolder {
  const folder = mkdtempSync(join(tmpdir(), `amplify-roles-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (file: string, content: unknown) => {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
    return path;
  };
  return { path: folder, write };
}
