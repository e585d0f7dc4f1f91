import { recordOf } from "../util.js";

/**
 * The addresses of a construct's resources, by the ids of their own constructs.
 *
 * @param configurations the contents of each stack's `cdk.tf.json`, of any shape, by the stack's name
 * @param construct its path in its stack: `web`, `backend/web`
 */
export function movesOf(
  configurations: Readonly<Record<string, unknown>>,
  construct: string,
): ReadonlyMap<string, string> {
  const moves = new Map<string, string>();
  for (const [stack, json] of Object.entries(configurations)) {
    for (const [type, blocks] of Object.entries(recordOf(recordOf(json).resource))) {
      for (const [name, block] of Object.entries(recordOf(blocks))) {
        const { path } = recordOf(recordOf(recordOf(block)["//"]).metadata);
        const child = childOf(String(path ?? ""), construct, stack);
        if (child !== undefined) moves.set(child, `${type}.${name}`);
      }
    }
  }
  return moves;
}

/** The id of a direct child of the construct. The first part of a path is the stack's id, whatever its folder's name. */
function childOf(path: string, construct: string, stack: string): string | undefined {
  const inStack = path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path.slice(path.indexOf("/") + 1);
  if (!inStack.startsWith(`${construct}/`)) return undefined;
  const child = inStack.slice(construct.length + 1);
  return child.includes("/") ? undefined : child;
}
