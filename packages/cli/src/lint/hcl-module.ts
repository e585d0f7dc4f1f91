import { hclTree } from "./hcl-tree.js";
import type { TreeNode } from "./position.js";

/** Files of Terraform's language, of one folder: a module. */
export class HclModule {
  private found: Promise<ReadonlyMap<string, LocalValue>> | undefined;

  /** @param files the names of the files, and how to read one */
  constructor(
    private readonly files: readonly string[],
    private readonly read: (file: string) => string,
  ) {}

  /** The local values of all files, by name. A file that cannot be read or parsed has none. */
  locals(): Promise<ReadonlyMap<string, LocalValue>> {
    this.found ??= this.find();
    return this.found;
  }

  private async find(): Promise<ReadonlyMap<string, LocalValue>> {
    const { parse } = await import("@cdktn/hcl2json");
    const all = new Map<string, LocalValue>();
    for (const file of this.files) {
      try {
        const text = this.read(file);
        if (!/^[ \t]*locals\b/m.test(text)) continue;
        await parse(file, text);
        for (const [name, expression] of localsIn(hclTree(text).root, text)) all.set(name, { file, text: expression });
      } catch {
        // It is reported where it is checked itself.
      }
    }
    return all;
  }
}

interface LocalValue {
  readonly file: string;
  readonly text: string;
}

/** The expressions in the blocks `locals`, by name. */
function localsIn(root: TreeNode, text: string): readonly (readonly [string, string])[] {
  const blocks = [...(root.children.get("locals")?.children.values() ?? [])];
  return blocks.flatMap((block) =>
    Array.from(
      block.children,
      ([name, { expression }]) => [String(name), text.slice(...(expression ?? [0, 0]))] as const,
    ),
  );
}
