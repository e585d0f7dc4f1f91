export { EXPLAIN_KINDS, type ExplainKind, type ExplainOptions, explain, explainPlan } from "./explain.js";
export { accessHtml } from "./html.js";
export { type AccessMatrix, type MatrixBranch, type MatrixRole, type Right, together } from "./matrix.js";
export { accessSvg } from "./svg.js";
export { explainTerraform } from "./terraform/explain-terraform.js";
export { accessText } from "./text.js";
