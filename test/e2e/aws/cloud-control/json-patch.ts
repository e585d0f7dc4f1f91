import { isMembers } from "../message.js";

export interface PatchOperation {
  readonly op: "add" | "remove" | "replace" | "test" | "move" | "copy";
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/**
 * A patch that does not fit the document it is for, such as one that replaces what is not there. Worded as in
 * https://github.com/hashicorp/terraform-provider-awscc/issues/3235.
 */
export class PatchError extends Error {
  override readonly name = "PatchError";
}

type Container = Record<string, unknown> | unknown[];

/** A copy of a document with a JSON patch applied, operation by operation (RFC 6902). */
export function applyPatch(document: unknown, operations: readonly PatchOperation[]): unknown {
  const holder = { document: structuredClone(document) };
  for (const operation of operations) {
    try {
      apply(holder, operation);
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      throw new PatchError(`[${operation.op.toUpperCase()} Operation] ${error.message}`);
    }
  }
  return holder.document;
}

function apply(holder: Record<string, unknown>, { op, path, from, value }: PatchOperation): void {
  switch (op) {
    case "add":
      add(holder, path, value);
      break;
    case "remove":
      remove(holder, path);
      break;
    case "replace":
      remove(holder, path);
      add(holder, path, value);
      break;
    case "test":
      if (JSON.stringify(read(holder, path)) !== JSON.stringify(value)) throw new PatchError(`test failed at ${path}`);
      break;
    case "move":
      add(holder, path, remove(holder, from ?? ""));
      break;
    case "copy":
      add(holder, path, structuredClone(read(holder, from ?? "")));
      break;
    default:
      throw new PatchError(`unknown operation ${op}`);
  }
}

function add(holder: Record<string, unknown>, path: string, value: unknown): void {
  const { container, key } = locate(holder, path);
  if (!Array.isArray(container)) container[key] = value;
  else container.splice(key === "-" ? container.length : index(key, container.length, path), 0, value);
}

function remove(holder: Record<string, unknown>, path: string): unknown {
  const { container, key } = locate(holder, path);
  if (Array.isArray(container)) return container.splice(index(key, container.length - 1, path), 1)[0];
  if (!Object.hasOwn(container, key)) throw new PatchError(`noSuchPath in source, path provided : /${path}`);
  const value = container[key];
  delete container[key];
  return value;
}

function read(holder: Record<string, unknown>, path: string): unknown {
  const { container, key } = locate(holder, path);
  return Array.isArray(container) ? container[index(key, container.length - 1, path)] : container[key];
}

/** The object or array that a JSON pointer's last step is taken in, and that step (RFC 6901). */
function locate(holder: Record<string, unknown>, path: string): { container: Container; key: string } {
  const steps = `/document${path}`.split("/").slice(1).map(unescapeStep);
  const key = steps.pop() ?? "";
  let container: unknown = holder;
  for (const step of steps) {
    if (Array.isArray(container)) container = container[index(step, container.length - 1, path)];
    else container = isMembers(container) ? container[step] : undefined;
  }
  if (!Array.isArray(container) && !isMembers(container))
    throw new PatchError(`noSuchPath in source, path provided : /${path}`);
  return { container, key };
}

function unescapeStep(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

function index(step: string, last: number, path: string): number {
  const at = Number(step);
  if (!/^\d+$/.test(step) || at > last) throw new PatchError(`noSuchPath in source, path provided : /${path}`);
  return at;
}
