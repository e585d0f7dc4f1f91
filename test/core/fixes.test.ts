import { dynamodb, rdsIam, s3, ssm } from "@amplify-roles/core";
import { describe, expect, test } from "vitest";
import { app, branch, computeRole, granting, serviceRole, variables, wrong } from "./bad-input/rows.js";
import { table } from "./fixtures/arns.js";
import { Unresolved } from "./support/placeholders.js";
import { reportedBy } from "./support/plans.js";

class IamRole {}
class DynamodbTable {}

type Row = readonly [what: string, plan: () => unknown, at: string, fix: string];

/** Finds the only finding of a plan, and compares what it says to write. */
const says = (rows: readonly Row[]) =>
  test.each(rows)("%s", (_, plan, at, fix) => {
    expect(reportedBy(plan).map((finding) => [finding.path, finding.fix])).toEqual([[at, fix]]);
  });

describe("a value of another type: the fix says what this property takes", () => {
  const newComputeRole =
    "Write an object for a new role ({ grants: [dynamodb.read(table.arn)] }), the ARN of an existing role, or an AmplifyComputeRole.";
  const newServiceRole =
    "Leave it out for a new role that may write the logs. Otherwise write an object ({ logs: { retentionInDays: 30 } }), the ARN of an existing role, an AmplifyServiceRole, or false.";

  says([
    ["a role without an ARN as the compute role", app({ computeRole: new IamRole() }), "computeRole", newComputeRole],
    ["true as a branch's compute role", branch({ computeRole: true }), "branches.main.computeRole", newComputeRole],
    ["a role without an ARN as the service role", app({ serviceRole: new IamRole() }), "serviceRole", newServiceRole],
    ["serviceRole: true", app({ serviceRole: true }), "serviceRole", newServiceRole],
    [
      "logs: true",
      serviceRole({ appId: "d1", logs: true }),
      "logs",
      "Leave it out for the permission to write logs, write { retentionInDays: 30 } for a log group, or false for neither.",
    ],
    [
      "branches as an array",
      app({ branches: ["main", "feature/login"] }),
      "branches",
      'Write an object with the branches by name: { main: {}, "feature/login": {} }.',
    ],
    [
      "branches as one name",
      app({ branches: "develop" }),
      "branches",
      "Write an object with the branches by name: { develop: {} }.",
    ],
    [
      "a branch that is true",
      app({ branches: { main: true } }),
      "branches.main",
      "Write an object, which may be empty: { main: {} }.",
    ],
    [
      "one grant instead of an array",
      computeRole({ grants: dynamodb.read(table) }),
      "grants",
      "Write an array: [dynamodb.read(table.arn)]. What is in a grant may be known only after deploy.",
    ],
    [
      "grants that are an Output as a whole",
      computeRole({ grants: new Unresolved([]) }),
      "grants",
      "Write an array: [dynamodb.read(table.arn)]. What is in a grant may be known only after deploy.",
    ],
    [
      "a policy document that is an Output",
      computeRole({ policyDocuments: [new Unresolved("{}")] }),
      "policyDocuments[0]",
      "Write the document as an object, in which ARNs may be known only after deploy. Or create a policy of it, and attach it: managedPolicies: { team: policy.arn }.",
    ],
    [
      "the name of a managed policy instead of an array",
      computeRole({ managedPolicies: "AmazonS3ReadOnlyAccess" }),
      "managedPolicies",
      'Write an array or an object: ["AmazonS3ReadOnlyAccess"], { team: policy.arn }. Its values may be known only after deploy.',
    ],
    [
      "tags as an array",
      app({ tags: [{ Key: "team", Value: "web" }] }),
      "tags",
      'Write an object with the values by key: { team: "web" }.',
    ],
    [
      "variables as an array",
      app({ environmentVariables: ["API_URL"] }),
      "environmentVariables",
      'Write an object with the values by name: { API_URL: "https://api.example.com" }.',
    ],
    [
      "options that are not an object",
      granting(dynamodb.read(table, wrong("byDate"))),
      "grants[0].options",
      "Write the options in one object after the resource: dynamodb.read(table.arn, { indexes: [] }).",
    ],
    [
      "a construct where a string is expected",
      app({ description: new DynamodbTable() }),
      "description",
      "Write a string. For a resource, pass its attribute: table.arn, bucket.arn, app.id.",
    ],
    [
      "a construct as a variable",
      variables({ TABLE: new DynamodbTable() }),
      "environmentVariables.TABLE",
      "Write a string. For a resource, pass its attribute: table.arn, bucket.arn, app.id.",
    ],
    ["a port as a number", variables({ PORT: 3000 }), "environmentVariables.PORT", 'Write it in quotes: "3000".'],
    ["a Boolean variable", variables({ DEBUG: true }), "environmentVariables.DEBUG", 'Write it in quotes: "true".'],
    ["a secret number", variables({ ADMIN_PIN: 4711 }), "environmentVariables.ADMIN_PIN", "Write it in quotes."],
  ]);
});

describe("undefined: the fix asks for the variable of the environment", () => {
  const isItSet =
    "Pass a value. If it comes from the environment, is the variable set? If it is an attribute, does the resource have it?";
  const nothing = wrong(undefined);

  says([
    ["as the resource of a grant", granting(dynamodb.read(nothing)), "grants[0].resources[0]", isItSet],
    ["as one of several", granting(dynamodb.read([table, nothing])), "grants[0].resources[1]", isItSet],
    ["as a name", granting(s3.read({ name: nothing })), "grants[0].resources[0].name", isItSet],
    [
      "as one of two names",
      granting(rdsIam.connect({ resourceId: "db-ABC", user: nothing })),
      "grants[0].resources[0].user",
      isItSet,
    ],
    ["as a managed policy", computeRole({ managedPolicies: [nothing] }), "managedPolicies[0]", isItSet],
    ["as what is required", app({ name: nothing }), "name", isItSet],
  ]);
});

describe("a property with another name or in another place", () => {
  const grants = "Write it in the role of the server code: computeRole: { grants: [ … ] }.";
  const logs = "Write it in the service role, which writes the logs: serviceRole: { logs: { retentionInDays: 30 } }.";
  const domain =
    "Create an AmplifyDomainAssociation (in Pulumi aws.amplify.DomainAssociation) with web.app.id and, for its subdomains, web.branches.main.branchName.";
  const webhook =
    "Create an AmplifyWebhook (in Pulumi aws.amplify.Webhook) with web.app.id and web.branches.main.branchName.";
  const basicAuth =
    'Write enableBasicAuth: true and basicAuthCredentials: Buffer.from("user:password").toString("base64").';
  const third = (option: string) =>
    `It is a resource option. In Pulumi, write it in the third argument: new AmplifySsrApp("web", { … }, { ${option} }).`;

  says([
    ["grants of the app", app({ grants: [] }), "grants", grants],
    ["grants of a branch", branch({ grants: [] }), "branches.main.grants", grants],
    ["logs of the app", app({ logs: {} }), "logs", logs],
    ["retentionInDays of the app", app({ retentionInDays: 30 }), "retentionInDays", logs],
    [
      "logs of a branch",
      branch({ logs: {} }),
      "branches.main.logs",
      "All branches write to the app's log group. Write it in the app's service role: serviceRole: { logs: { retentionInDays: 30 } }.",
    ],
    ["domain", app({ domain: "example.com" }), "domain", domain],
    ["domains", app({ domains: [] }), "domains", domain],
    ["webhooks", app({ webhooks: [] }), "webhooks", webhook],
    ["envVars", app({ envVars: {} }), "envVars", "Write environmentVariables: { … }."],
    ["environment", branch({ environment: {} }), "branches.main.environment", "Write environmentVariables: { … }."],
    ["env", app({ env: {} }), "env", "Write environmentVariables: { … }."],
    ["basicAuth", app({ basicAuth: "user:password" }), "basicAuth", basicAuth],
    [
      "protect",
      app({ protect: true }),
      "protect",
      `${third("protect: true")} Or write preventDestroy: true, which protects the app in both tools.`,
    ],
    [
      "dependsOn",
      app({ dependsOn: [] }),
      "dependsOn",
      `${third("dependsOn: [ … ]")} In CDKTF, add it to the resource: web.app.dependsOn = [ …, table.fqn].`,
    ],
    ["provider of a branch", branch({ provider: {} }), "branches.main.provider", third("provider")],
    ["ignoreChanges", app({ ignoreChanges: ["tags"] }), "ignoreChanges", third("ignoreChanges: …")],
    [
      "lifecycle",
      app({ lifecycle: {} }),
      "lifecycle",
      "To keep the app from being destroyed, write preventDestroy: true. For other settings, change the resource in CDKTF: web.app.lifecycle = { … }.",
    ],
    ["forEach", app({ forEach: {} }), "forEach", "Create one construct for each item, in a loop of TypeScript."],
    [
      "another service that may assume the role",
      computeRole({ trustedService: "ecs-tasks.amazonaws.com" }),
      "trustedService",
      "The role trusts Amplify and nobody else. Create a role for another service with the tool itself, and write policyFor([ … ]) as its policy.",
    ],
    [
      "an option for a function without options",
      granting({ ...rdsIam.connect({ resourceId: "db-ABC", user: "web" }), options: { tls: true } }),
      "grants[0].options.tls",
      'Remove "tls". No properties are expected here.',
    ],
    [
      "an option that belongs to the resource",
      granting({ ...rdsIam.connect({ resourceId: "db-ABC", user: "web" }), options: { user: "web" } }),
      "grants[0].options.user",
      'Write it in the resource: { resourceId: "…", user: "…" }.',
    ],
    [
      "an account as an option",
      granting(dynamodb.read({ name: "orders" }, wrong({ account: "210987654321" }))),
      "grants[0].options.account",
      'Write it in the resource: { name: "…", account: "…" }.',
    ],
  ]);
});

describe("an invalid name: the fix has an example, and the characters in words", () => {
  const path = 'Use letters, digits, "-", ".", "/" and "_".';

  says([
    [
      "a path without its slash",
      granting(ssm.read({ path: "web/prod" })),
      "grants[0].resources[0].path",
      `Did you mean "/web/prod"? ${path}`,
    ],
    [
      "a path with a wildcard",
      granting(ssm.read({ path: "/amplify/*/main" })),
      "grants[0].resources[0].path",
      `Write "/web/prod/api-url", for example. ${path}`,
    ],
    [
      "a name in capitals",
      granting(s3.read({ name: "Images" })),
      "grants[0].resources[0].name",
      'Did you mean "images"? Use lowercase letters, digits, "-" and "." (at most 63 characters). "*" and "?" are wildcards.',
    ],
    [
      "an id of a database",
      granting(rdsIam.connect({ resourceId: "orders", user: "web" })),
      "grants[0].resources[0].resourceId",
      'Write "db-ABCDEFGHIJKL01234", for example. Use letters, digits and "-". "*" and "?" are wildcards.',
    ],
    [
      "a user with a slash",
      granting(rdsIam.connect({ resourceId: "db-ABC", user: "a/b" })),
      "grants[0].resources[0].user",
      'Write "web", for example. Use any characters except \'"\', "/" and ":" (at most 63 characters).',
    ],
  ]);
});

test("an ARN of a database that is known only after deploy is not one of its users", () => {
  const [finding] = reportedBy(granting(rdsIam.connect(wrong(new Unresolved(table)))));
  expect(finding).toMatchObject({
    code: "VALUE_REQUIRED_AT_SYNTH",
    path: "grants[0].resources[0]",
    fix: 'Write { resourceId: db.resourceId, user: "web" } (of a cluster: cluster.clusterResourceId), or the ARN as text that starts with "arn:aws:rds-db:".',
  });
});
