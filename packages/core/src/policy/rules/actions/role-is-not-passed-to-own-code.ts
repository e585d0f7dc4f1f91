import { globMatches } from "../../../util/wildcard.js";
import { perText } from "../../parse/per-text.js";
import type { PolicyRule } from "../rule.js";
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

/** The first of these actions that a pattern matches. */
const runningCode = perText((pattern) =>
  /^\*|:\*+$/.test(pattern) ? undefined : Object.keys(RUN_CODE).find((action) => globMatches(pattern, action)),
);

/** Whoever may pass a role to a service that runs code of their own has the permissions of the role. */
export const roleIsNotPassedToOwnCode: PolicyRule = (statements, { type }) => {
  if (type !== "identity") return;
  const allows = statements.filter(({ effect }) => effect === "Allow");
  const passing = allows.filter(({ actions }) => actions.some(passesRole));
  if (passing.length === 0) return;
  for (const action of allows.flatMap(({ actions }) => actions)) {
    const name = runningCode(action);
    if (name === undefined) continue;
    const service = RUN_CODE[name] ?? "";
    const passes = passing.some(({ conditions }) => {
      const services = conditions.filter(({ key }) => key.toLowerCase() === "iam:passedtoservice");
      return services.length === 0 || services.some(({ values }) => values.some((one) => isFor(one.text, service)));
    });
    if (passes) action.context.report(escalation(name, "runs code with a role that iam:PassRole allows"));
  }
};

const isFor = (principal: string, service: string) =>
  globMatches(principal, `${service}.amazonaws.com`) || principal.startsWith(`${service}.`);
