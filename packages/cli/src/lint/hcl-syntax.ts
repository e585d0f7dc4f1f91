/** A node of HashiCorp's syntax tree, as `@cdktn/hcl2json` returns it. Ranges are in bytes. */
export interface Syntax {
  readonly type: string;
  readonly children?: readonly Syntax[];
  readonly range: { readonly start: { readonly byte: number }; readonly end: { readonly byte: number } };
  readonly meta?: {
    readonly value: string;
    readonly name?: string;
    readonly type?: string;
    readonly conditionExpression?: string;
    readonly keyExpression?: string;
    readonly expandedFinalArgument?: boolean;
    readonly operator?: string;
    /** Of an operation. */
    readonly valueExpression?: string;
    readonly lhsExpression?: string;
    readonly rhsExpression?: string;
    /** Of a reference: `local.policies["web"]` has three. */
    readonly traversal?: readonly { readonly segment: string }[];
  };
}

/** How a string is written. */
export type Mode = "quoted" | "heredoc";

/** The syntax of an expression. Undefined if HashiCorp's parser, which is large and loaded for this only, cannot read it. */
export async function syntaxOf(file: string, expression: string): Promise<Syntax | undefined> {
  const { getExpressionAst } = await import("@cdktn/hcl2json");
  const syntax = await getExpressionAst(file, expression).catch(() => null);
  return (syntax as Syntax | null) ?? undefined;
}
