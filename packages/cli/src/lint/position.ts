/** A position in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A step from a value to a property or an item of it. */
export type Step = string | number;

/** Turns offsets in a text into positions. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** A value in a text: where it starts and ends, and its properties or items. */
export interface TreeNode {
  readonly offset: number;
  end: number;
  /** For an attribute of HCL: where its expression starts and ends. */
  expression?: readonly [number, number];
  readonly children: Map<Step, TreeNode>;
}

/** The deepest node on the way. */
export function nodeAt(root: TreeNode, steps: readonly Step[]): TreeNode {
  let node = root;
  for (const step of steps) {
    const next = node.children.get(step) ?? node.children.get(String(step));
    if (next === undefined) break;
    node = next;
  }
  return node;
}

const STEP = /\.?([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gy;

/** The steps of a finding's path: `Statement[0].Condition["aws:x"]`. */
export function stepsOf(path: string): readonly Step[] {
  return Array.from(
    path.matchAll(STEP),
    ([, name, index, quoted]) => name ?? (index === undefined ? (JSON.parse(quoted ?? '""') as string) : Number(index)),
  );
}

/** The path of steps, as findings write it. */
export const pathOf = (steps: readonly Step[]): string =>
  steps.reduce<string>((path, step) => {
    if (typeof step === "number") return `${path}[${step}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `${path}[${JSON.stringify(step)}]`;
    return path === "" ? step : `${path}.${step}`;
  }, "");
