/**
 * Recognizes Terraform's template syntax (https://developer.hashicorp.com/terraform/language/expressions/strings) in text
 * that may have something else after `${` and `%{`, such as a shell's `${VAR:-x}`.
 */

import { NoMatch, SPACE, TextCursor } from "./text-cursor.js";

/** A part of a text: plain text, an expression `${…}`, or a directive `%{…}`. */
export interface Segment {
  readonly kind: "text" | "expression" | "directive";
  readonly source: string;
}

/** Splits a text. What cannot be an expression or a directive is plain text, and so is a directive without its end. */
export function segmentsOf(text: string): readonly Segment[] {
  return new Scanner(text, true).segments() ?? new Scanner(text, false).segments() ?? [];
}

/** Names that are values by themselves. */
const KEYWORDS: ReadonlySet<string> = new Set(["true", "false", "null"]);
const IDENTIFIER = /[A-Za-z_][\w-]*/y;
const NUMBER = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
const OPERATOR = /==|!=|<=|>=|&&|\|\||[+\-*/%<>]/y;
/** What most expressions are: `${aws_dynamodb_table.orders.arn}`, or a token of CDKTF's. */
const REFERENCE = /\$\{(?:[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+|TfToken\[[A-Za-z_]\w*\.\d+\])\}/y;
/** `${` and `%{`, unless they are escaped. */
const INTRODUCTION = /(?<!\$)\$\{|(?<!%)%\{/g;
const WORD = /\$\{(\w*)\}/y;

class Scanner extends TextCursor {
  /** The variables of the `for` directives and expressions around the current position. */
  private readonly scopes: (readonly string[])[] = [];
  /** The directives that are open. */
  private readonly open: ("if" | "for")[] = [];

  constructor(
    text: string,
    private readonly withDirectives: boolean,
  ) {
    super(text);
  }

  /** Undefined if a directive has no end, or an end no start. */
  segments(): readonly Segment[] | undefined {
    const segments: Segment[] = [];
    let plain = 0;
    const add = (kind: Segment["kind"], start: number) => {
      if (start > plain) segments.push({ kind: "text", source: this.text.slice(plain, start) });
      segments.push({ kind, source: this.text.slice(start, this.index) });
      plain = this.index;
    };
    while (this.next()) {
      const start = this.index;
      if (this.at("${") && this.takeExpression()) add("expression", start);
      else if (this.withDirectives && this.at("%{") && this.attempt(() => this.directive())) add("directive", start);
      else this.index = start + 1;
    }
    if (this.open.length > 0) return undefined;
    if (this.text.length > plain) segments.push({ kind: "text", source: this.text.slice(plain) });
    return segments;
  }

  /** Goes to the next `${` or `%{`, if there is one. */
  private next(): boolean {
    INTRODUCTION.lastIndex = this.index;
    const found = INTRODUCTION.exec(this.text);
    this.index = found?.index ?? this.text.length;
    return found !== null;
  }

  /** Takes an expression, but not a shell's `${NODE_ENV}` or `${1}`, unless a `for` has a variable of that name. */
  private takeExpression(): boolean {
    if (this.take(REFERENCE) !== undefined) return true;
    WORD.lastIndex = this.index;
    const word = WORD.exec(this.text)?.[1];
    if (word !== undefined && !this.scopes.some((scope) => scope.includes(word))) return false;
    return this.attempt(() => this.interpolation());
  }

  /** Whether it can be read. Otherwise the position and the scopes are as before. */
  private attempt(read: () => void): boolean {
    const [start, depth, opened] = [this.index, this.scopes.length, this.open.length];
    try {
      read();
      return true;
    } catch (error) {
      if (!(error instanceof NoMatch)) throw error;
      this.index = start;
      this.scopes.length = depth;
      this.open.length = opened;
      return false;
    }
  }

  /** `${…}`, without white space around it if it has tildes. */
  private interpolation(): void {
    this.require(/\$\{~?/y);
    this.expression();
    this.spaced(/~?\}/y);
  }

  private directive(): void {
    this.require(/%\{~?/y);
    const keyword = this.spaced(/(if|else|endif|for|endfor)\b/y);
    if (keyword === "if") {
      this.expression();
      this.open.push("if");
    } else if (keyword === "for") {
      const names = this.forIntroduction();
      this.open.push("for");
      this.scopes.push(names);
    } else if (keyword === "else") {
      if (this.open.at(-1) !== "if") throw new NoMatch();
    } else {
      if (this.open.at(-1) !== keyword.slice("end".length)) throw new NoMatch();
      this.open.pop();
      if (keyword === "endfor") this.scopes.pop();
    }
    this.spaced(/~?\}/y);
  }

  /** `k, v in <expression>`; returns the names. */
  private forIntroduction(): readonly string[] {
    const names = [this.spaced(IDENTIFIER)];
    if (this.takeSpaced(/,/y)) names.push(this.spaced(IDENTIFIER));
    this.spaced(/in\b/y);
    this.expression();
    return names;
  }

  private expression(): void {
    this.operand();
    while (this.takeSpaced(OPERATOR)) this.operand();
    if (!this.takeSpaced(/\?/y)) return;
    this.expression();
    this.spaced(/:/y);
    this.expression();
  }

  private operand(): void {
    while (this.takeSpaced(/[!-]/y));
    this.take(SPACE);
    if (this.at('"')) this.string();
    else if (this.takeSpaced(/\(/y)) {
      this.expression();
      this.spaced(/\)/y);
    } else if (this.takeSpaced(/\[/y)) this.collection(/\]/y);
    else if (this.takeSpaced(/\{/y)) this.collection(/\}/y);
    else if (this.take(NUMBER) === undefined) this.reference();
    this.traversal();
  }

  /** A call, a reference with at least one attribute, a keyword, or a variable of a `for`. */
  private reference(): void {
    const name = this.require(IDENTIFIER);
    let isFunction = false;
    while (this.take(/::/y) !== undefined) {
      this.require(IDENTIFIER);
      isFunction = true;
    }
    if (this.take(/\(/y) !== undefined) {
      this.collection(/\)/y);
      return;
    }
    if (isFunction) throw new NoMatch();
    // CDKTF's tokens are `TfToken[…]`.
    const isKnown = KEYWORDS.has(name) || name === "TfToken" || this.scopes.some((scope) => scope.includes(name));
    if (!isKnown && !this.at(".")) throw new NoMatch();
  }

  private traversal(): void {
    for (;;) {
      if (this.take(/\./y) !== undefined) this.require(/\*|\d+|[A-Za-z_][\w-]*/y);
      else if (this.take(/\[\s*\*\s*\]/y) !== undefined) continue;
      else if (this.take(/\[/y) !== undefined) {
        this.expression();
        this.spaced(/\]/y);
      } else return;
    }
  }

  /** Items, pairs or a `for`, up to the bracket that closes them. */
  private collection(close: RegExp): void {
    if (this.takeSpaced(/for\s/y)) {
      this.scopes.push(this.forIntroduction());
      this.spaced(/:/y);
      this.expression();
      if (this.takeSpaced(/=>/y)) this.expression();
      this.takeSpaced(/\.\.\./y);
      if (this.takeSpaced(/if\b/y)) this.expression();
      this.spaced(close);
      this.scopes.pop();
      return;
    }
    while (!this.takeSpaced(close)) {
      // A key of an object may be a bare name.
      if (!this.attempt(() => void this.spaced(/[A-Za-z_][\w-]*(?=\s*[=:])/y))) this.expression();
      if (this.takeSpaced(/[=:]/y)) this.expression();
      this.takeSpaced(/\.\.\./y);
      if (!this.takeSpaced(/,/y) && !this.matchesSpaced(close) && !/[\r\n]/.test(this.text[this.index] ?? ""))
        throw new NoMatch();
    }
  }

  /** A quoted string, which may contain expressions and directives. */
  private string(): void {
    this.require(/"/y);
    while (this.take(/"/y) === undefined) {
      if (this.take(/\\.|\$\$\{|%%\{/y) !== undefined) continue;
      if (this.at("${")) this.interpolation();
      else if (this.at("%{")) this.directive();
      else this.require(/[^\r\n]/y);
    }
  }
}
