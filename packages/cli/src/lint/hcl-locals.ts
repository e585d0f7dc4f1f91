import { innerValues, type Value } from "./value.js";

const REFERENCE = /\blocal\.([A-Za-z_][\w-]*)/g;

/** More than any policy. Local values that contain each other several times grow exponentially. */
const LARGEST = 20_000;

/**
 * The local values of a file: https://developer.hashicorp.com/terraform/language/values/locals. A variable is not followed,
 * as its default may be replaced.
 */
export class Locals {
  private readonly values = new Map<string, Value | undefined>();
  private readonly sizes = new WeakMap<Value, number>();

  /**
   * @param expressions by name
   * @param read returns the value of an expression
   */
  constructor(
    private readonly expressions: ReadonlyMap<string, string>,
    private readonly read: (name: string) => Value | undefined,
  ) {}

  /** The local values that an expression refers to, and those that they refer to. */
  usedBy(expression: string): ReadonlySet<string> {
    const used = new Set<string>();
    const add = (text: string) => {
      for (const [, name = ""] of text.matchAll(REFERENCE)) {
        const inner = this.expressions.get(name);
        if (inner === undefined || used.has(name)) continue;
        used.add(name);
        add(inner);
      }
    };
    add(expression);
    return used;
  }

  /** An expression, and those of the local values that it uses. */
  textOf(expression: string): string {
    return [expression, ...Array.from(this.usedBy(expression), (name) => this.expressions.get(name) ?? "")].join("\n");
  }

  /** Undefined for one of another file, for one that refers to itself, and for one that is too large. */
  valueOf(name: string): Value | undefined {
    if (this.values.has(name) || !this.expressions.has(name)) return this.values.get(name);
    this.values.set(name, undefined);
    const value = this.read(name);
    const known = value === undefined || this.sizeOf(value) > LARGEST ? undefined : value;
    this.values.set(name, known);
    return known;
  }

  private sizeOf(value: Value): number {
    const known = this.sizes.get(value);
    if (known !== undefined) return known;
    const size = innerValues(value).reduce((sum, inner) => sum + this.sizeOf(inner), 1);
    this.sizes.set(value, size);
    return size;
  }
}
