import { type FoundPolicy, findPolicies } from "./find-policies.js";
import { BEFORE_TEMPLATE, heredocOf, locationsFrom, valueOfExpression } from "./hcl-expression.js";
import { syntaxOf } from "./hcl-syntax.js";

/** The policy in a file for Terraform's `templatefile`, which is JSON with templates. */
export async function policiesInTemplateFile(file: string, text: string): Promise<readonly FoundPolicy[]> {
  // It may be a template of something else.
  if (!/"Statement"/.test(text)) return [];
  const expression = heredocOf(text);
  const syntax = await syntaxOf(file, expression);
  if (syntax === undefined) return [];
  const value = valueOfExpression(syntax, expression, locationsFrom(-BEFORE_TEMPLATE, expression));
  return findPolicies(value, { steps: [], location: { offset: 0 } });
}
