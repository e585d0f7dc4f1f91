import type { Step, TreeNode } from "./position.js";

/** A comment of an HCL file. */
export interface Comment {
  readonly offset: number;
  readonly text: string;
}

export interface HclTree {
  readonly root: TreeNode;
  readonly comments: readonly Comment[];
}

/**
 * Where the blocks, attributes, objects and tuples of an HCL file are
 * (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md). The file is known to be valid: HashiCorp's parser read it.
 * A block with labels is at `resource.aws_iam_role.web`, one without at `statement[0]`.
 */
export const hclTree = (text: string): HclTree => new Scanner(text).tree();

/** https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#identifiers */
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const HEREDOC = /<<(-?)([A-Za-z_]\w*)[^\n]*\n/y;

class Scanner {
  private at = 0;
  private readonly comments: Comment[] = [];

  constructor(private readonly text: string) {}

  tree(): HclTree {
    const root: TreeNode = { offset: 0, end: this.text.length, children: new Map() };
    this.body(root);
    return { root, comments: this.comments };
  }

  private body(node: TreeNode): void {
    for (;;) {
      this.space(true);
      if (this.at >= this.text.length || this.text[this.at] === "}") return;
      const offset = this.at;
      const name = this.take(IDENTIFIER);
      if (name === undefined) {
        this.at += 1;
        continue;
      }
      const labels: string[] = [];
      for (this.space(false); ; this.space(false)) {
        const label = this.text[this.at] === '"' ? this.string() : this.take(IDENTIFIER);
        if (label === undefined) break;
        labels.push(label);
      }
      if (this.text[this.at] === "{") this.block(node, offset, name, labels);
      else {
        this.at += 1;
        this.space(false);
        const start = this.at;
        const value = this.expression(offset, "\n");
        value.expression = [start, value.end];
        node.children.set(name, value);
      }
    }
  }

  private block(parent: TreeNode, offset: number, type: string, labels: readonly string[]): void {
    let node = childOf(parent, type, offset);
    const steps: readonly Step[] = labels.length > 0 ? labels : [node.children.size];
    for (const step of steps) node = childOf(node, step, offset);
    this.at += 1;
    this.body(node);
    this.at += 1;
    node.end = this.at;
  }

  /**
   * An expression up to one of the characters, which stays. Its first object or tuple is its structure. Others, such as the
   * second branch of a conditional, have a child of their own.
   */
  private expression(offset: number, ends: string): TreeNode {
    const node: TreeNode = { offset, end: offset, children: new Map() };
    while (this.at < this.text.length) {
      this.space(!ends.includes("\n"));
      const next = this.text[this.at] ?? "";
      if (next === "" || ends.includes(next) || "})]".includes(next)) break;
      node.end = this.at;
      if (next === '"') this.string();
      else if (this.text.startsWith("<<", this.at)) this.heredoc();
      else if (next === "(") this.group(node);
      else if (next === "[" && /[\w\])]$/.test(this.text.slice(Math.max(0, this.at - 1), this.at)))
        this.group(undefined);
      else if (next === "{" || next === "[") this.collection(structureIn(node, this.at), next);
      else this.at += 1;
      node.end = this.at;
    }
    return node;
  }

  /** The arguments of a function, or an index. */
  private group(node: TreeNode | undefined): void {
    this.at += 1;
    while (this.at < this.text.length && !")]".includes(this.text[this.at] ?? "")) {
      const argument = this.expression(this.at, ",");
      if (node !== undefined && argument.children.size > 0) {
        const target = structureIn(node, argument.offset);
        for (const [step, child] of argument.children) target.children.set(step, child);
        if (target !== node) target.end = argument.end;
      }
      this.space(true);
      if (this.text[this.at] === "," || this.text[this.at] === "}") this.at += 1;
      this.space(true);
    }
    this.at += 1;
  }

  private collection(node: TreeNode, opening: "{" | "[" | string): void {
    const closing = opening === "{" ? "}" : "]";
    this.at += 1;
    for (let index = 0; ; index += 1) {
      this.space(true);
      if (this.text[this.at] === ",") {
        this.at += 1;
        this.space(true);
      }
      if (this.at >= this.text.length || this.text[this.at] === closing) break;
      const offset = this.at;
      const step = opening === "{" ? this.key() : index;
      const child = this.expression(offset, opening === "{" ? ",\n" : ",");
      node.children.set(step, child);
      if (this.at === offset) this.at += 1;
    }
    this.at += 1;
    node.end = this.at;
  }

  private key(): string {
    const key = this.text[this.at] === '"' ? this.string() : (this.take(IDENTIFIER) ?? "");
    this.space(true);
    if ("=:".includes(this.text[this.at] ?? "\0")) this.at += 1;
    this.space(false);
    return key;
  }

  /** A string with its templates, which may contain strings. */
  private string(): string {
    const start = this.at;
    this.at += 1;
    while (this.at < this.text.length && this.text[this.at] !== '"') {
      if (this.text[this.at] === "\\") this.at += 2;
      else if (/^(\$\$|%%)\{/.test(this.text.slice(this.at, this.at + 3))) this.at += 3;
      else if (/^[$%]\{/.test(this.text.slice(this.at, this.at + 2))) this.template();
      else this.at += 1;
    }
    this.at += 1;
    return this.text.slice(start + 1, this.at - 1);
  }

  private template(): void {
    let depth = 0;
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      if (this.text[this.at] === '"') {
        this.string();
        this.at -= 1;
      } else if (this.text[this.at] === "{") depth += 1;
      else if (this.text[this.at] === "}") depth -= 1;
      if (depth === 0) break;
    }
    this.at += 1;
  }

  private heredoc(): void {
    HEREDOC.lastIndex = this.at;
    const [opening = "<<", , word = ""] = HEREDOC.exec(this.text) ?? [];
    this.at += opening.length;
    const end = new RegExp(`^[ \\t]*${word}[ \\t]*$`, "m").exec(this.text.slice(this.at));
    this.at = end === null ? this.text.length : this.at + end.index + end[0].length;
  }

  /** Skips white space and comments. */
  private space(withLineBreaks: boolean): void {
    const white = withLineBreaks ? /[ \t\r\n]*/y : /[ \t\r]*/y;
    for (;;) {
      white.lastIndex = this.at;
      this.at += white.exec(this.text)?.[0].length ?? 0;
      const comment = /(?:#|\/\/)[^\n]*|\/\*[\s\S]*?\*\//y;
      comment.lastIndex = this.at;
      const found = comment.exec(this.text)?.[0];
      if (found === undefined) return;
      this.comments.push({ offset: this.at, text: found });
      this.at += found.length;
    }
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }
}

/** The node for the structure of an expression: the expression itself if it has none yet. */
const structureIn = (node: TreeNode, offset: number): TreeNode =>
  node.children.size === 0 ? node : childOf(node, `(${offset})`, offset);

function childOf(parent: TreeNode, step: Step, offset: number): TreeNode {
  const known = parent.children.get(step);
  if (known !== undefined) return known;
  const node: TreeNode = { offset, end: offset, children: new Map() };
  parent.children.set(step, node);
  return node;
}
