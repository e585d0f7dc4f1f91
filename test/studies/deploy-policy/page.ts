import { quotas } from "../../../packages/core/src/adapter.js";
import type { Statement } from "../../../packages/core/src/index.js";
import { lint } from "../../../packages/core/src/lint.js";
import { groupsOf, type Needed } from "./groups.js";
import { doneWithout } from "./needed.js";
import { filled, policyOf, statementsOf } from "./policy.js";
import type { Recorded, Removal } from "./recorded.js";

const NAME = "docs/deploy-policy";
const SAMPLE = { account: "123456789012", region: "eu-west-1", app: "web" };

/** What lint says of this policy, and rightly: see the page. */
const INHERENT = "PRIVILEGE_ESCALATION";
/** The ids of apps and identity pools are random, so whoever creates them names all of the account. */
const RANDOM_IDS = "WILDCARD_RESOURCE";

/**
 * docs/deploy-policy.md and docs/deploy-policy.json.
 *
 * @throws where the two do not speak of the same actions, lint finds something else in the policy than what is inherent in it, or a role could not take it
 */
export function deployPolicyFiles(recorded: Recorded, removals: readonly Removal[]) {
  expectSame(recorded, removals);
  const without = doneWithout(removals);
  const groups = groupsOf(recorded);
  const policy = policyOf(groups, without);
  const example = filled(policy, SAMPLE);
  const findings = lint(example).filter(
    ({ code, severity }) => code !== INHERENT && code !== RANDOM_IDS && severity !== "suggestion",
  );
  if (findings.length > 0) throw new Error(`lint: ${JSON.stringify(findings, null, 2)}`);
  const size = sizeOf(example);
  if (size > quotas.inlinePolicies) throw new Error(`The policy has ${size} characters, more than a role takes`);
  return [
    { path: `${NAME}.json`, text: `${JSON.stringify(policy, null, 2)}\n` },
    { path: `${NAME}.md`, text: page(groups, removals, without, size) },
  ];
}

function expectSame(recorded: Recorded, removals: readonly Removal[]): void {
  const rows = Object.values(recorded).flatMap(({ terraform, pulumi }) => [...terraform, ...pulumi]);
  const asked = new Set(rows.map(({ action }) => action));
  const taken = new Set(removals.map(({ action }) => action));
  const odd = [...[...asked].filter((one) => !taken.has(one)), ...[...taken].filter((one) => !asked.has(one))];
  if (odd.length > 0) throw new Error(`recorded.json and removals.json differ in ${odd.join(", ")}: record them anew`);
}

const sizeOf = (policy: object) => JSON.stringify(policy).replaceAll(/\s/g, "").length;

function page(groups: readonly Needed[], removals: readonly Removal[], without: ReadonlySet<string>, size: number) {
  const own = groups.filter(({ option }) => !option);
  const options = groups.filter(({ option }) => option);
  return `<!-- Made by \`npm run generate\` from test/studies/deploy-policy/recorded.json and removals.json. -->

# What the person who deploys must be allowed to do

[deploy-policy.json](deploy-policy.json) is the least policy with which every example, and every option below, is planned, deployed, changed, read back and destroyed, with Terraform and with Pulumi. It is a record: both tools ran whole lives against AWS's APIs on localhost, and each call was put into the actions, resources and condition keys that AWS authorises it by. Then each action was taken away in turn, and something failed ([how](../test/studies/deploy-policy/README.md)).

## Use it

\`<account>\`, \`<region>\` and \`<app>\` stand for the account's twelve digits, the region, and what the names of the app's things begin with: its \`name\`, or \`roles.namePrefix\`. Elsewhere than in \`aws\` put the partition in too.

\`\`\`sh
sed -e 's/<account>/123456789012/g; s/<region>/eu-west-1/g; s/<app>/web/g' docs/deploy-policy.json > policy.json
npx amplify-roles lint policy.json
aws iam put-role-policy --role-name web-deployer --policy-name deploy --policy-document file://policy.json
\`\`\`

lint warns of \`${RANDOM_IDS}\`, because the ids of apps and identity pools are random, and of \`${INHERENT}\`, and that is so: whoever may write a role's policies and hand the role on can do through it what the policies say. Where that is too much, have the roles bounded (\`permissionsBoundary\`), and allow CreateRole and PutRolePolicy with [the condition \`iam:PermissionsBoundary\`](https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html) only.

It comes to ${size.toLocaleString("en")} characters for an app called \`web\`. A role takes ${quotas.inlinePolicies.toLocaleString("en")} inline, a managed policy (\`aws iam create-policy\`) ${quotas.managedPolicy.toLocaleString("en")}, without white space ([quotas](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)). Each \`Sid\` begins with the name in brackets below; what you do not use goes with its statements.

## What you use, and what it takes

${own.map((group) => section(group, without)).join("\n\n")}

## Options

What only those need who set the option, beside what is above.

${options.map((group) => section(group, without)).join("\n\n")}

## Asked for, and done without

${swallowed(removals)}

## When something is missing

Terraform says it so, Pulumi in the same words under its \`Diagnostics\`:

\`\`\`
Error: putting IAM Role (site) Policy (permissions): operation error IAM: PutRolePolicy, https response error
StatusCode: 403, RequestID: …, api error AccessDenied: User: arn:aws:iam::123456789012:user/deployer is not authorized
to perform: iam:PutRolePolicy on resource: arn:aws:iam::123456789012:role/site because no identity-based policy allows
the iam:PutRolePolicy action

  with aws_iam_role_policy.site_role-policy_7DA6C454,
\`\`\`

The action and the resource are what is to be added. Then the same command goes on where it failed.${waiting(removals)}

## What this cannot tell

\`exclusivePolicies\` was lived with Terraform alone: the plugin that stood behind Pulumi's engine cannot make its two resources. Policies of your organisation, of resources and of sessions, and boundaries of your own, are asked as well, and only AWS knows them. Which actions a request needs is AWS's to change. The record is of AWS provider 5.100, which stood behind Pulumi's engine too: other versions, and Pulumi's own plugin, which is made from a newer one, may make other calls. Of a program's own tables, buckets, keys, secrets and parameters the record has what the examples do with them: creating, reading and deleting them as they are. Names that you give (\`serviceRole: { name }\`, \`path\`) have to be in the resources where they do not begin with the app's name.
`;
}

function section(group: Needed, without: ReadonlySet<string>): string {
  const { sid, use, note } = group;
  const statements = statementsOf(group, without);
  const heading = `### ${use} (\`${sid}\`)`;
  const notes = note === undefined ? [] : [note];
  if (statements.length === 0) return [heading, "Nothing more.", ...notes].join("\n\n");
  const rows = statements.map((statement) => row(statement, group));
  const table = `| actions | resources | conditions | asked by |\n| --- | --- | --- | --- |\n${rows.join("\n")}`;
  return [heading, ...notes, table].join("\n\n");
}

const lines = (texts: readonly string[]) => texts.map((text) => `\`${text}\``).join("<br>");
const listed = (value: string | readonly string[] | undefined) => [value ?? []].flat();

function row({ Action, Resource, Condition = {} }: Statement, { rows }: Needed): string {
  const actions = listed(Action);
  const resources = listed(Resource);
  const conditions = Object.entries(Condition.StringEquals ?? {}).map(
    ([key, value]) => `${key}: ${listed(value).join(", ")}`,
  );
  const asking = rows.filter((one) => actions.includes(one.action) && resources.includes(one.resource));
  return `| ${[lines(actions), lines(resources), lines(conditions), reasons(asking)].join(" | ")} |`;
}

/** The steps that ask, and the calls that are not called as their actions are. */
function reasons(rows: Needed["rows"]): string {
  const steps = [...new Set(rows.flatMap((one) => one.steps.map(kindOf)))].sort();
  const others = [
    ...new Set(rows.flatMap(({ action, calls }) => calls.filter((call) => call !== action).map((call) => call))),
  ].sort();
  return [
    steps.join(", "),
    ...(others.length === 0 ? [] : [`through ${others.map((call) => `\`${call}\``).join(", ")}`]),
  ].join("; ");
}

/** Plans read what is there, and so does whatever changes it. */
const KINDS: Readonly<Record<string, string>> = { plan: "plan", read: "plan", deploy: "deploy", destroy: "destroy" };
const kindOf = (step: string) => KINDS[step] ?? "change";

/** What the tools take for something that is not there yet. */
function waiting(removals: readonly Removal[]): string {
  const found = removals.filter(({ outcome }) => outcome === "waits");
  if (found.length === 0) return "";
  const rows = found.map(({ action, scenario, tool, step }) => `| \`${action}\` | ${scenario}, ${tool} | ${step} |`);
  return `

Without these no message comes for many minutes: the tool takes the refusal for something that is not there yet, and asks again until its own time is up.

| action | seen with | step |
| --- | --- | --- |
${rows.join("\n")}`;
}

function swallowed(removals: readonly Removal[]): string {
  const found = removals.filter(({ outcome }) => outcome === "done without");
  if (found.length === 0) return "Nothing: without any one of these actions a life that asks for it fails.";
  const rows = found.map(({ action, tool, scenario, step }) => `| \`${action}\` | ${scenario}, ${tool} | ${step} |`);
  return `The tools ask for these too, but go on without: no life failed, and what was read back afterwards was as it should be. They are not in the policy; a refusal of them in CloudTrail is no fault.

| action | seen with | steps that went on |\n| --- | --- | --- |\n${rows.join("\n")}`;
}
