import { type FoundPolicy, findPolicies } from "./find-policies.js";
import { type Syntax, valueOfExpression } from "./hcl-expression.js";

const TERMINATOR = "END_OF_TEMPLATE_FILE";

/** The policy in a file for Terraform's `templatefile`, which is JSON with templates. */
export async function policiesInTemplateFile(file: string, text: string): Promise<readonly FoundPolicy[]> {
  // It may be a template of something else.
  if (!/"Statement"/.test(text)) return [];
  const { getExpressionAst } = await import("@cdktn/hcl2json");
  const opening = `<<${TERMINATOR}\n`;
  const expression = `${opening}${text}\n${TERMINATOR}\n`;
  const syntax = await getExpressionAst(file, expression).catch(() => null);
  if (syntax === null) return [];
  const bytes = Buffer.from(expression);
  const locationAt = (byte: number) => ({
    offset: Math.max(0, bytes.toString("utf8", 0, byte).length - opening.length),
  });
  return findPolicies({ ...valueOfExpression(syntax as Syntax, expression, locationAt), location: { offset: 0 } });
}
