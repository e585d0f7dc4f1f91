import { dynamodb } from "@amplify-roles/core";
import type { Edit, Tool } from "../../e2e/project/project.js";
import { scenarioOf } from "../../e2e/scenarios/examples/scenarios.js";

/** What the program of `fixtures` reads: a construct, and its specification. */
export interface Specification {
  readonly construct: "AmplifyComputeRole" | "AmplifyServiceRole" | "AmplifySsrApp";
  readonly specification: object;
}

/** What a program says from one deploy to the next. */
export interface Version {
  /** The step that deploys it. */
  readonly step: string;
  /** Of an example: on top of those before. */
  readonly edits?: readonly Edit[];
  /** Of the fixture's program. */
  readonly given?: Specification;
}

/** What is deployed, changed and destroyed to learn what that is authorized for. */
export interface Scenario {
  readonly name: string;
  /** What the names of its things begin with. */
  readonly app: string;
  /** The example of that name, with the stack that is deployed; otherwise the fixture's program. */
  readonly stack?: string;
  /** An option that not everybody uses: what only this scenario is authorized for, only they need. */
  readonly option?: string;
  /** Whether an app from the console exists before. Its id replaces `CONSOLE_APP`. */
  readonly console?: true;
  /** Default: both. */
  readonly tools?: readonly Tool[];
  /** The first is there from the first deploy. */
  readonly versions: readonly Version[];
}

export const toolsOf = ({ tools = ["terraform", "pulumi"] }: Scenario): readonly Tool[] => tools;

/** Replaced by the id of an app from the console, which is known only once it is created. */
export const CONSOLE_APP = "d0000000000000";

/** Waiting for a new role is another matter, and takes its time. */
const AT_ONCE = { propagationSeconds: 0 };

const orders = dynamodb.read({ name: "orders" });
const boundary = (name: string) => ({ permissionsBoundary: `arn:aws:iam::aws:policy/${name}` });

const computeRole = (specification: object): Specification => ({
  construct: "AmplifyComputeRole",
  specification: { name: "site", ...specification },
});
const serviceRole = (logs: object): Specification => ({
  construct: "AmplifyServiceRole",
  specification: { name: "site", appId: "d123456789", logs },
});
const app = (specification: object): Specification => ({
  construct: "AmplifySsrApp",
  specification: {
    name: "site",
    repository: "https://github.com/example/site",
    accessToken: "token",
    roles: AT_ONCE,
    ...specification,
  },
});
const branches = (login: object) =>
  app({ serviceRole: false, branches: { "feature/login": { managedBy: "cloudControl", ...login } } });
const tagged = (tags: Readonly<Record<string, string>>) =>
  app({
    tags,
    roles: { ...AT_ONCE, tags, policyType: "managed" },
    serviceRole: { logs: { tags } },
    computeRole: { grants: [orders] },
    branches: { main: { tags }, preview: { managedBy: "cloudControl", tags } },
  });

/** An example with the change of a grant that its scenario makes, edits from its first version on, and more versions. */
function example(name: string, appName: string, edits: readonly Edit[] = [], more: readonly Version[] = []): Scenario {
  const { grant, stack } = scenarioOf(name);
  const versions = [{ step: "deploy", edits }, { step: "change a grant", edits: grant.edits }, ...more];
  return { name, app: appName, stack, versions };
}

/**
 * The smallest first: of those that ask for an action, the first one shows that it is needed. The programs of `fixtures`
 * have what the examples do not have, and small scenarios for what they have.
 */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: "compute role",
    app: "site",
    versions: [
      { step: "deploy", given: computeRole({ grants: [orders], managedPolicies: ["AmazonS3ReadOnlyAccess"] }) },
      {
        step: "change the role",
        given: computeRole({ description: "Server code", maxSessionDuration: 7_200, confusedDeputyConditions: true }),
      },
    ],
  },
  {
    name: "managed policies",
    app: "site",
    versions: [
      { step: "deploy", given: computeRole({ policyType: "managed", grants: [orders] }) },
      {
        step: "change a grant",
        given: computeRole({ policyType: "managed", grants: [dynamodb.readWrite({ name: "orders" })] }),
      },
    ],
  },
  {
    name: "log group",
    app: "site",
    versions: [
      { step: "deploy", given: serviceRole({ retentionInDays: 30 }) },
      { step: "logs that never expire", given: serviceRole({ retentionInDays: 0 }) },
    ],
  },
  {
    name: "app",
    app: "site",
    versions: [
      { step: "deploy", given: app({ branches: { main: { stage: "PRODUCTION" } } }) },
      {
        step: "swap the service role",
        given: app({
          serviceRole: { name: "site-builds" },
          branches: { main: { stage: "PRODUCTION", description: "What is live" } },
        }),
      },
    ],
  },
  {
    name: "branch with its own role",
    app: "site",
    versions: [
      { step: "deploy", given: branches({}) },
      { step: "give it a role", given: branches({ computeRole: { grants: [orders] } }) },
      { step: "take the role away", given: branches({}) },
    ],
  },
  {
    name: "exclusive policies",
    app: "site",
    option: "exclusivePolicies",
    // The provider that stands in for Pulumi's own gives these resources no id.
    tools: ["terraform"],
    versions: [
      {
        step: "deploy",
        given: computeRole({ grants: [orders], managedPolicies: ["AmazonS3ReadOnlyAccess"], exclusivePolicies: true }),
      },
    ],
  },
  {
    name: "permissions boundary",
    app: "site",
    option: "permissionsBoundary",
    versions: [
      { step: "deploy", given: computeRole({ grants: [orders], ...boundary("PowerUserAccess") }) },
      { step: "change it", given: computeRole({ grants: [orders], ...boundary("ReadOnlyAccess") }) },
      { step: "take it away", given: computeRole({ grants: [orders] }) },
    ],
  },
  {
    name: "key of a log group",
    app: "site",
    option: "logs.kmsKeyId",
    versions: [
      {
        step: "deploy",
        given: serviceRole({
          kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        }),
      },
    ],
  },
  {
    name: "tags",
    app: "site",
    option: "tags",
    versions: [
      { step: "deploy", given: tagged({ team: "web", stage: "live" }) },
      { step: "change them", given: tagged({ team: "shop" }) },
    ],
  },
  {
    name: "import",
    app: "site",
    option: "importId",
    console: true,
    versions: [
      {
        step: "deploy",
        // What the console's app has and this does not say would be removed.
        given: app({
          importId: CONSOLE_APP,
          // The scenario destroys it in the end.
          preventDestroy: false,
          environmentVariables: { TABLE: "orders" },
          customRules: [{ source: "/<*>", target: "/index.html", status: "404-200" }],
          branches: { main: { stage: "PRODUCTION", framework: "Next.js - SSR" } },
        }),
      },
    ],
  },
  example("existing-app-logs", "shop"),
  example("appsync-users", "posts"),
  example("keys-to-roles", "my-app"),
  example("private-bucket", "gallery"),
  example(
    "new-app",
    "web",
    [['name: "web",\n', 'name: "web", roles: { propagationSeconds: 0 },\n']],
    [
      { step: "add a domain", edits: [["const domain = ", 'const domain = "example.com" || ']] },
      {
        step: "change the domain and the webhook",
        edits: [
          ['prefix: "www"', 'prefix: "shop"'],
          ['description: "Content changed"', 'description: "A page changed"'],
        ],
      },
    ],
  ),
];
