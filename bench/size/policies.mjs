import { planAmplifyComputeRole, policyDocument, sizeOf } from "@amplify-roles/core/adapter";
import { minimized, policyOf } from "./aws-cdk.cjs";
import { resources } from "./resources.mjs";

const PLACE = { partition: "aws", region: "eu-west-1", account: "123456789012" };

function ourPolicy(grants) {
  const plan = planAmplifyComputeRole("web", { ...PLACE, grants });
  return plan.resources.find(({ type }) => type === "aws_iam_role_policy").arguments.policy;
}

/** Both policies for one kind of resource, or for all of them in one role, once both are seen to allow the same calls. */
function compared(name, { ours, theirs, calls }) {
  const policies = { ours: ourPolicy(ours), theirs: policyOf(theirs) };
  for (const [whose, policy] of Object.entries(policies)) {
    const refused = calls.find((call) => !allows(policy, call));
    if (refused !== undefined) throw new Error(`${name}: ${whose} does not allow ${JSON.stringify(refused)}`);
  }
  return {
    name,
    ours: sizeOf(policies.ours),
    theirs: sizeOf(policies.theirs),
    // The same permissions, minimized by both: of what we grant, and of what aws-cdk grants.
    equal: [policies.ours, policies.theirs].map(({ Statement }) => ({
      ours: sizeOf(policyDocument(Statement)),
      theirs: Math.min(sizeOf(minimized(Statement)), sizeOf({ Version: "2012-10-17", Statement })),
    })),
    calls: calls.length,
    onlyOurs: actionsBeyond(policies.ours, policies.theirs),
    onlyTheirs: actionsBeyond(policies.theirs, policies.ours),
    conditionalInOurs: conditional(policies.ours).filter((action) => !conditional(policies.theirs).includes(action)),
  };
}

/** The sizes of both, for each kind of resource and for all in one role. */
export function comparisons() {
  const all = Object.values(resources);
  const together = {
    ours: all.flatMap(({ ours }) => ours),
    theirs: all.flatMap(({ theirs }) => theirs),
    calls: all.flatMap(({ calls }) => calls),
  };
  return [
    ...Object.entries(resources).map(([name, resource]) => compared(name, resource)),
    compared("all of them in one role", together),
  ];
}

const toArray = (value) => [value].flat();

const matches = (pattern, text) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  ).test(text);
const matchesOne = (patterns, text) => toArray(patterns).some((pattern) => matches(pattern, text));

/** How the operators that these policies use compare; AWS has more. */
const operators = {
  StringEquals: (values, text) => toArray(values).includes(text),
  StringLike: matchesOne,
};

const holds = (condition, context) =>
  Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => operators[operator](values, context[key] ?? "")),
  );

const allows = ({ Statement }, { action, resource, context = {} }) =>
  Statement.some(
    ({ Action, Resource, Condition = {} }) =>
      matchesOne(Action, action) && matchesOne(Resource, resource) && holds(Condition, context),
  );

/** The actions of one policy, as they are written there, that the other does not have on any resource. */
function actionsBeyond(policy, other) {
  const has = other.Statement.flatMap(({ Action }) => toArray(Action));
  const actions = policy.Statement.flatMap(({ Action }) => toArray(Action)).filter(
    (action) => !matchesOne(has, action),
  );
  return [...new Set(actions)].sort();
}

/** The actions that are allowed under conditions. */
const conditional = ({ Statement }) =>
  [...new Set(Statement.filter(({ Condition }) => Condition).flatMap(({ Action }) => toArray(Action)))].sort();
