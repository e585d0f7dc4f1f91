import { globMatches } from "../../../util/wildcard.js";
import type { Located, LocatedStatement } from "../../parse/located.js";
import { perText } from "../../parse/per-text.js";
import type { RuleOptions, StatementRule } from "../rule.js";
import { isEveryAction, leadsToEveryPermission } from "./every-action.js";
import { escalation } from "./no-privilege-escalation.js";

/**
 * Actions that run code with a role that the caller passes: the methods with iam:PassRole of Rhino Security Labs, "AWS IAM
 * Privilege Escalation Methods" (https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation).
 */
const RUN_CODE: Readonly<Record<string, string>> = {
  "ec2:RunInstances": "ec2",
  "lambda:CreateFunction": "lambda",
  "glue:CreateDevEndpoint": "glue",
  "cloudformation:CreateStack": "cloudformation",
  "datapipeline:PutPipelineDefinition": "datapipeline",
  "codestar:CreateProject": "codestar",
  "sagemaker:CreateNotebookInstance": "sagemaker",
};

const passesRole = perText((pattern) => globMatches(pattern, "iam:PassRole"));

/** Those of these actions that a pattern matches. */
const runningCode = perText((text, pattern): readonly string[] => {
  if (leadsToEveryPermission(pattern)) return NONE;
  const found = Object.keys(RUN_CODE).filter((action) => globMatches(text, action));
  return found.length === 0 ? NONE : found;
});
const NONE: readonly string[] = [];

/** The first action of a pattern that runs code with a role that the policy passes, and what it does, after "it". */
export function codeRunWithPassedRole(
  action: Located,
  { type, statements = [] }: RuleOptions,
): { readonly name: string; readonly why: string } | undefined {
  const names = type === "identity" ? runningCode(action) : NONE;
  if (names.length === 0) return undefined;
  const passing = passingIn(statements);
  const name = names.find((one) => passing.some((statement) => passesTo(RUN_CODE[one] ?? "", statement)));
  return name === undefined ? undefined : { name, why: "runs code with a role that iam:PassRole allows" };
}

/** The statements of a policy that allow to pass roles. */
const passingIn = (statements: readonly LocatedStatement[]) =>
  statements.filter(({ effect, actions }) => effect === "Allow" && actions.some(passesRole));

function passesTo(service: string, { conditions }: LocatedStatement): boolean {
  const services = conditions.filter(({ key }) => key.toLowerCase() === "iam:passedtoservice");
  return services.length === 0 || services.some(({ values }) => values.some((one) => isFor(one.text, service)));
}

/** Whoever may pass a role to a service that runs code of their own has the permissions of the role. */
export const roleIsNotPassedToOwnCode: StatementRule = ({ effect, actions }, options) => {
  if (effect !== "Allow") return;
  for (const action of actions) {
    // With all other actions of its service, it is reported by the rule for them.
    const found = isEveryAction(action) ? undefined : codeRunWithPassedRole(action, options);
    if (found !== undefined) action.context.report(escalation(found.name, found.why));
  }
};

const isFor = (principal: string, service: string) =>
  globMatches(principal, `${service}.amazonaws.com`) || principal.startsWith(`${service}.`);
