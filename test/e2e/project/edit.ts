import { readFile, writeFile } from "node:fs/promises";

/** Somebody changes a program: this text in the place of that one. */
export type Edit = readonly [from: string, to: string];

/** Puts `to` in the place of what a file has to hold exactly once. */
export async function replaceOnce(file: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times, not once: ${from}`);
  await writeFile(file, parts.join(to));
}
