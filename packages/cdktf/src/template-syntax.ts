/**
 * Recognizes Terraform's template syntax (https://developer.hashicorp.com/terraform/language/expressions/strings) in text
 * that may have something else after `${` and `%{`, such as a shell's `${VAR:-x}`.
 */

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
const SPACE = /[ \t\r\n]*/y;
const OPERATOR = /==|!=|<=|>=|&&|\|\||[+\-*/%<>]/y;
/** What most expressions are: `${aws_dynamodb_table.orders.arn}`, or a token of CDKTF's. */
const REFERENCE = /\$\{(?:[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+|TfToken\[[A-Za-z_]\w*\.\d+\])\}/y;
/** `${` and `%{`, and both escaped. */
const INTRODUCTION = /\$?\$\{|%?%\{/g;
const WORD = /\$\{(\w*)\}/y;

/** Ends an attempt to read an expression. It is caught in this file. */
class NoMatch {}

class Scanner {
  private index = 0;
  /** The variables of the `for` directives and expressions around the current position. */
  private readonly scopes: (readonly string[])[] = [];
  /** The directives that are open. */
  private readonly open: ("if" | "for")[] = [];

  constructor(
    private readonly text: string,
    private readonly withDirectives: boolean,
  ) {}

  /** Undefined if a directive has no end, or an end no start. */
  segments(): readonly Segment[] | undefined {
    const segments: Segment[] = [];
    let plain = 0;
    const add = (kind: Segment["kind"], start: number) => {
      if (start > plain) segments.push({ kind: "text", source: this.text.slice(plain, start) });
      segments.push({ kind, source: this.text.slice(start, this.index) });
      plain = this.index;
    };
    for (let start = this.next(); start !== undefined; start = this.next()) {
      if (this.at("${") && this.takeExpression()) add("expression", start);
      else if (this.withDirectives && this.at("%{") && this.attempt(() => this.directive())) add("directive", start);
      else this.index = start + 1;
    }
    if (this.open.length > 0) return undefined;
    if (this.text.length > plain) segments.push({ kind: "text", source: this.text.slice(plain) });
    return segments;
  }

  /** Goes to the next `${` or `%{` that is not escaped. */
  private next(): number | undefined {
    INTRODUCTION.lastIndex = this.index;
    for (let found = INTRODUCTION.exec(this.text); found !== null; found = INTRODUCTION.exec(this.text)) {
      if (found[0].length > 2) continue;
      this.index = found.index;
      return found.index;
    }
    return undefined;
  }

  private takeExpression(): boolean {
    return this.take(REFERENCE) !== undefined || (!this.isWord() && this.attempt(() => this.interpolation()));
  }

  /** A shell's `${NODE_ENV}` and `${1}`, unless a `for` has a variable of that name. */
  private isWord(): boolean {
    WORD.lastIndex = this.index;
    const word = WORD.exec(this.text)?.[1];
    return word !== undefined && !this.scopes.some((scope) => scope.includes(word));
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

  private at(text: string): boolean {
    return this.text.startsWith(text, this.index);
  }

  private matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.index;
    return pattern.test(this.text);
  }

  private matchesSpaced(pattern: RegExp): boolean {
    const start = this.index;
    this.take(SPACE);
    const found = this.matches(pattern);
    if (!found) this.index = start;
    return found;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }

  private takeSpaced(pattern: RegExp): boolean {
    return this.matchesSpaced(pattern) && this.take(pattern) !== undefined;
  }

  private require(pattern: RegExp): string {
    const found = this.take(pattern);
    if (found === undefined) throw new NoMatch();
    return found;
  }

  private spaced(pattern: RegExp): string {
    this.take(SPACE);
    return this.require(pattern);
  }
}
