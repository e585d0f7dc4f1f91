import { createHash } from "node:crypto";

/** What a traversal such as `aws_iam_role.web.arn` or `var.token` comes to. */
export type Lookup = (path: readonly string[]) => unknown;

const FUNCTIONS: Readonly<Record<string, (...args: never[]) => unknown>> = {
  base64decode: (text: string) => Buffer.from(text, "base64").toString(),
  element: (list: readonly unknown[], index: number) => list[index],
  jsonencode: (value: unknown) => JSON.stringify(value),
  regex: (pattern: string, text: string) => new RegExp(pattern).exec(text)?.slice(1),
  parseint: (text: string, base: number) => Number.parseInt(text, base),
  sha256: (text: string) => createHash("sha256").update(text).digest("hex"),
  substr: (text: string, start: number, length: number) => text.slice(start, start + length),
  sensitive: (value: unknown) => value,
  upper: (text: string) => text.toUpperCase(),
  tostring: (value: string | number | boolean) => {
    if (typeof value === "object") throw new Error("tostring(…) takes no list and no object");
    return String(value);
  },
  replace: (text: string, from: string, to: string) => text.replaceAll(from, to),
};

/** The text of a Terraform template: `arn:${data.aws_partition.p.partition}:…`; `$${` is a plain `${`. */
export function evaluateTemplate(template: string, lookup: Lookup): unknown {
  const reader = new ExpressionReader(template, lookup);
  return reader.template(undefined);
}

/** Reads the part of Terraform's language that synthesized configurations of this project hold. */
class ExpressionReader {
  private index = 0;

  constructor(
    private readonly source: string,
    private readonly lookup: Lookup,
  ) {}

  /** Up to `end`, or to the end of the source. One expression alone keeps its type. */
  template(end: string | undefined): unknown {
    const parts: unknown[] = [];
    let text = "";
    for (; this.index < this.source.length && this.source[this.index] !== end; ) {
      if (this.take("$${")) text += "${";
      else if (this.take("%%{")) text += "%{";
      else if (this.take("${")) {
        if (text !== "") parts.push(text);
        text = "";
        parts.push(this.expression());
        this.expect("}");
      } else if (end !== undefined && this.source[this.index] === "\\") text += this.escape();
      else text += this.source[this.index++];
    }
    if (text !== "" || parts.length === 0) parts.push(text);
    return parts.length === 1 ? parts[0] : parts.join("");
  }

  private expression(): unknown {
    this.space();
    if (this.take('"')) {
      const text = this.template('"');
      this.expect('"');
      return text;
    }
    const number = /^-?\d+(\.\d+)?/.exec(this.source.slice(this.index))?.[0];
    if (number !== undefined) {
      this.index += number.length;
      return Number(number);
    }
    const word = /^[\w.-]+/.exec(this.source.slice(this.index))?.[0];
    if (word === undefined) throw new Error(`No expression at ${this.index} of ${this.source}`);
    this.index += word.length;
    return this.take("(") ? this.call(word) : this.lookup(word.split("."));
  }

  private call(name: string): unknown {
    const args: unknown[] = [];
    for (this.space(); !this.take(")"); this.space()) {
      args.push(this.expression());
      this.take(",");
    }
    const known = FUNCTIONS[name];
    if (known === undefined) throw new Error(`${name}(…) is not evaluated by these tests`);
    return known(...(args as never[]));
  }

  private escape(): string {
    const [escaped] = /^\\(u[0-9a-fA-F]{4}|.)/.exec(this.source.slice(this.index)) ?? [];
    this.index += escaped?.length ?? 0;
    return JSON.parse(`"${escaped}"`);
  }

  private take(token: string): boolean {
    if (!this.source.startsWith(token, this.index)) return false;
    this.index += token.length;
    return true;
  }

  private expect(token: string): void {
    this.space();
    if (!this.take(token)) throw new Error(`"${token}" is missing at ${this.index} of ${this.source}`);
  }

  private space(): void {
    while (this.source[this.index] === " ") this.index += 1;
  }
}
