import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** A text of the source: a message or a fix of a finding. */
export interface TextInSource {
  /** `aws/arn.ts:12`. */
  readonly position: string;
  /** Undefined if the object does not name its code. */
  readonly code: string | undefined;
  /** Matches what the text can be. What the source computes matches anything. */
  readonly pattern: RegExp;
  /** Without what the source computes. */
  readonly literal: string;
}

const CORE = new URL("../../../packages/core/src/", import.meta.url);
const ANYTHING = "\0";

/**
 * What an expression can be, with `ANYTHING` for what it computes. Each branch of a condition is in one of them, but they
 * are not all combinations of the branches.
 */
function variantsOf(node: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return variantsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...variantsOf(node.whenTrue), ...variantsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
    return [...variantsOf(node.left), ...variantsOf(node.right)];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return combined([node.left, node.right], ["", "", ""]);
  if (ts.isTemplateExpression(node))
    return combined(
      node.templateSpans.map(({ expression }) => expression),
      [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)],
    );
  return [ANYTHING];
}

/** Expressions between texts: each variant of each expression, with anything for the others. */
function combined(expressions: readonly ts.Expression[], texts: readonly string[]): readonly string[] {
  const compose = (at: number, variant: string) =>
    texts.map((text, index) => text + (index === at ? variant : index < expressions.length ? ANYTHING : "")).join("");
  const variants = expressions.flatMap((expression, index) =>
    variantsOf(expression).map((variant) => compose(index, variant)),
  );
  return [...new Set(variants)];
}

const has = ({ properties }: ts.ObjectLiteralExpression, name: string) =>
  properties.some((one) => one.name?.getText() === name);

function textsIn(path: string, property: string): readonly TextInSource[] {
  const source = ts.createSourceFile(path, readFileSync(new URL(path, CORE), "utf8"), ts.ScriptTarget.ES2022, true);
  const texts: TextInSource[] = [];
  const visit = (node: ts.Node): void => {
    const isFinding =
      ts.isPropertyAssignment(node) &&
      ts.isObjectLiteralExpression(node.parent) &&
      has(node.parent, "message") &&
      has(node.parent, "fix");
    if (isFinding && node.name.getText() === property) {
      const position = `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      const code = node.parent.properties.find((one) => one.name?.getText() === "code");
      for (const variant of variantsOf(node.initializer)) {
        const escaped = variant.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(ANYTHING, ".*");
        texts.push({
          position,
          code:
            code !== undefined && ts.isPropertyAssignment(code) && ts.isStringLiteral(code.initializer)
              ? code.initializer.text
              : undefined,
          pattern: new RegExp(`^${escaped}$`, "s"),
          literal: variant.replaceAll(ANYTHING, ""),
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

/** All texts of the core that a property named so begins: `message`, `fix`. */
export function textsInSource(property: "message" | "fix"): readonly TextInSource[] {
  return readdirSync(fileURLToPath(CORE), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .flatMap((path) => textsIn(path, property))
    .filter(({ literal }) => /[A-Za-z]/.test(literal));
}
