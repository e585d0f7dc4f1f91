import { type LocationAt, locationsFrom, valueOfExpression } from "./hcl-expression.js";
import { type Syntax, syntaxOf } from "./hcl-syntax.js";
import { innerValues, type Value } from "./value.js";

/** An expression. */
export interface HclExpression {
  readonly text: string;
  /** Where it starts in the file. Undefined if it is in another one. */
  readonly start?: number;
}

/** The names of the local values that an expression refers to. */
export const localsUsedIn = (expression: string): readonly string[] =>
  Array.from(expression.matchAll(/\blocal\.([A-Za-z_][\w-]*)/g), ([, name = ""]) => name);

/** More than any policy. Local values that contain each other several times grow exponentially. */
const LARGEST = 20_000;

/** Where values of another file are: where they are used. */
const ELSEWHERE: LocationAt = () => ({});

/**
 * Evaluates the expressions of a file with its local values:
 * https://developer.hashicorp.com/terraform/language/values/locals. A variable is not known, as its default may be replaced.
 */
export class Scope {
  private readonly syntaxes = new Map<string, Syntax | undefined>();
  private readonly values = new Map<string, Value | undefined>();
  /** The names of those that are too large, and of those that use one. */
  private readonly large = new Set<string>();
  private readonly sizes = new WeakMap<Value, number>();

  /** @param locals the expressions of the local values, by name */
  constructor(
    private readonly file: string,
    private readonly locals: ReadonlyMap<string, HclExpression>,
  ) {}

  /** Parses expressions, and those of the local values that they use. Others cannot be evaluated. */
  async parse(expressions: readonly string[]): Promise<void> {
    const used = expressions.flatMap((one) =>
      Array.from(this.usedBy(one), (name) => this.locals.get(name)?.text ?? ""),
    );
    for (const text of new Set([...expressions, ...used])) {
      if (!this.syntaxes.has(text)) this.syntaxes.set(text, await syntaxOf(this.file, `${text}\n`));
    }
  }

  /** The value of a parsed expression. */
  valueOf({ text, start }: HclExpression): Value {
    const syntax = this.syntaxes.get(text);
    const locationAt = start === undefined ? ELSEWHERE : locationsFrom(start, text);
    if (syntax === undefined) return { kind: "unknown", location: locationAt(0), name: text };
    return valueOfExpression(syntax, text, locationAt, (name) => this.valueOfLocal(name));
  }

  /** Undefined for one that is not there, for one that refers to itself, and for one that is too large. */
  valueOfLocal(name: string): Value | undefined {
    const expression = this.locals.get(name);
    if (this.values.has(name) || expression === undefined) return this.values.get(name);
    this.values.set(name, undefined);
    const value = this.valueOf(expression);
    const isLarge =
      this.sizeOf(value) > LARGEST || [...this.usedBy(expression.text)].some((one) => this.large.has(one));
    if (isLarge) this.large.add(name);
    else this.values.set(name, value);
    return this.values.get(name);
  }

  /** An expression, and those of the local values that it uses. */
  textOf(expression: string): string {
    return [expression, ...Array.from(this.usedBy(expression), (name) => this.locals.get(name)?.text ?? "")].join("\n");
  }

  /** The local values that an expression refers to, and those that they refer to. */
  private usedBy(expression: string): ReadonlySet<string> {
    const used = new Set<string>();
    const open = [expression];
    for (let text = open.pop(); text !== undefined; text = open.pop()) {
      for (const name of localsUsedIn(text)) {
        const inner = this.locals.get(name);
        if (inner === undefined || used.has(name)) continue;
        used.add(name);
        open.push(inner.text);
      }
    }
    return used;
  }

  private sizeOf(value: Value): number {
    const known = this.sizes.get(value);
    if (known !== undefined) return known;
    const size = innerValues(value).reduce((sum, inner) => sum + this.sizeOf(inner), 1);
    this.sizes.set(value, size);
    return size;
  }
}
