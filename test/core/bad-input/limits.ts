import { allow, dynamodb } from "@amplify-roles/core";
import { queue, role } from "../fixtures/arns.js";
import { Joined, Unresolved } from "../support/placeholders.js";
import { app, arnOf, branch, computeRole, queues, type Row, serviceRole, variables } from "./rows.js";

export const keyed = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
const long = (length: number) => "x".repeat(length);
const unresolved = new Unresolved("later");
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html, and the same for Amplify and CloudWatch. */
export const tags: readonly Row[] = [
  ["51 tags of a role", computeRole({ tags: keyed(51) }), ["TOO_MANY tags"]],
  ["51 tags of an app", app({ tags: keyed(51) }), ["TOO_MANY tags"]],
  ["51 tags of a branch", branch({ tags: keyed(51) }), ["TOO_MANY branches.main.tags"]],
  ["51 tags of all roles", app({ roles: { tags: keyed(51) } }), ["TOO_MANY roles.tags"]],
  [
    "51 tags of a log group",
    serviceRole({ appId: "d1", logs: { retentionInDays: 1, tags: keyed(51) } }),
    ["TOO_MANY logs.tags"],
  ],
  ["a key that starts with aws:", computeRole({ tags: { "aws:team": "web" } }), ['INVALID_TAG tags["aws:team"]']],
  ["a key that starts with AWS:", computeRole({ tags: { "AWS:team": "web" } }), ['INVALID_TAG tags["AWS:team"]']],
  ["a value that starts with aws:", computeRole({ tags: { team: "aws:web" } }), ["INVALID_TAG tags.team"]],
  ["an app's key that starts with aws:", app({ tags: { "aws:team": "web" } }), ['INVALID_TAG tags["aws:team"]']],
  ["an empty key", computeRole({ tags: { "": "web" } }), ['INVALID_TAG tags[""]']],
  ["a key of 129 characters", computeRole({ tags: { [long(129)]: "web" } }), [`INVALID_TAG tags.${long(129)}`]],
  ["a key with a bracket", computeRole({ tags: { "team[0]": "web" } }), ['INVALID_TAG tags["team[0]"]']],
  [
    "two keys of a role that differ only in case",
    computeRole({ tags: { team: "a", Team: "b" } }),
    ["INVALID_TAG tags.Team"],
  ],
  [
    "a key that JavaScript tools lose",
    computeRole({ tags: JSON.parse('{ "__proto__": "web" }') }),
    ["INVALID_TAG tags.__proto__"],
  ],
  ["an app's key with a space", app({ tags: { "my team": "web" } }), ['INVALID_TAG tags["my team"]']],
  ["an app's key with an @", app({ tags: { "team@web": "web" } }), ['INVALID_TAG tags["team@web"]']],
  [
    "a Cloud Control branch's key with a space",
    branch({ computeRole: role, tags: { "my team": "web" } }),
    ['INVALID_TAG branches.main.tags["my team"]'],
  ],
  ["a value of 257 characters", computeRole({ tags: { team: long(257) } }), ["INVALID_TAG tags.team"]],
  ["a value with a semicolon", computeRole({ tags: { team: "a;b" } }), ["INVALID_TAG tags.team"]],
  ["a value with a lone surrogate", computeRole({ tags: { team: "\uD800" } }), ["INVALID_TAG tags.team"]],
  [
    "an unresolved value whose known part is too long",
    computeRole({ tags: { team: new Joined(long(257), unresolved) } }),
    ["INVALID_TAG tags.team"],
  ],
  ["a number as the value", computeRole({ tags: { team: 5 } }), ["NOT_A_STRING tags.team"]],
  ["an array of tags", computeRole({ tags: [{ Key: "team", Value: "web" }] }), ["NOT_AN_OBJECT tags"]],
  ["a forged placeholder", computeRole({ tags: "\uE000unresolved:0\uE001" }), ["RESERVED_CHARACTER tags"]],
];

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_CreateApp.html, API_CreateBranch */
export const lengths: readonly Row[] = [
  ["an app's description that is too long", app({ description: long(1_001) }), ["INVALID_LENGTH description"]],
  [
    "an unresolved description whose known part is too long",
    app({ description: new Joined(long(1_001), unresolved) }),
    ["INVALID_LENGTH description"],
  ],
  ["a repository that is too long", app({ repository: long(1_001) }), ["INVALID_LENGTH repository"]],
  ["an access token that is too long", app({ accessToken: long(256) }), ["INVALID_LENGTH accessToken"]],
  ["an empty access token", app({ accessToken: "" }), ["INVALID_LENGTH accessToken"]],
  ["an OAuth token that is too long", app({ oauthToken: long(1_001) }), ["INVALID_LENGTH oauthToken"]],
  ["a build specification that is too long", app({ buildSpec: long(25_001) }), ["INVALID_LENGTH buildSpec"]],
  ["an empty build specification", app({ buildSpec: "" }), ["INVALID_LENGTH buildSpec"]],
  ["custom headers that are too long", app({ customHeaders: long(25_001) }), ["INVALID_LENGTH customHeaders"]],
  [
    "a custom rule with parts that are too long or too short",
    app({ customRules: [{ source: "", target: long(2_049), status: "30", condition: long(2_049) }] }),
    ["source", "target", "status", "condition"].map((part) => `INVALID_LENGTH customRules[0].${part}`),
  ],
  ["an empty pattern", app({ autoBranchCreationPatterns: [""] }), ["INVALID_LENGTH autoBranchCreationPatterns[0]"]],
  [
    "credentials that are too long",
    app({ basicAuthCredentials: base64(`user:${long(2_000)}`) }),
    ["INVALID_LENGTH basicAuthCredentials"],
  ],
  [
    "the configuration of auto-created branches",
    app({
      autoBranchCreationConfig: { buildSpec: "", framework: long(256), pullRequestEnvironmentName: long(21) },
    }),
    ["buildSpec", "framework", "pullRequestEnvironmentName"].map(
      (part) => `INVALID_LENGTH autoBranchCreationConfig.${part}`,
    ),
  ],
  [
    "a branch's arguments that are too long",
    branch({
      description: long(1_001),
      framework: long(256),
      displayName: long(256),
      pullRequestEnvironmentName: long(21),
      backendEnvironmentArn: long(1_001),
    }),
    ["description", "framework", "displayName", "pullRequestEnvironmentName", "backendEnvironmentArn"].map(
      (part) => `INVALID_LENGTH branches.main.${part}`,
    ),
  ],
  [
    "a Cloud Control branch's empty build specification",
    branch({ computeRole: role, buildSpec: "" }),
    ["INVALID_LENGTH branches.main.buildSpec"],
  ],
  ["a branch's id that is too long", branch({ id: long(256) }), ["INVALID_LENGTH branches.main.id"]],
  [
    "a wait of six minutes",
    app({ roles: { propagationSeconds: 360 } }),
    ["INVALID_PROPAGATION roles.propagationSeconds"],
  ],
  ["a negative wait", app({ roles: { propagationSeconds: -1 } }), ["INVALID_PROPAGATION roles.propagationSeconds"]],
  [
    "a wait of half a second",
    app({ roles: { propagationSeconds: 0.5 } }),
    ["INVALID_PROPAGATION roles.propagationSeconds"],
  ],
  [
    "a wait with the name of another provider's resource",
    app({ roles: { propagationWait: "null_resource" } }),
    ["INVALID_VALUE roles.propagationWait"],
  ],
  ["a way to wait as a boolean", computeRole({ propagationWait: true }), ["NOT_A_STRING propagationWait"]],
  ["a wait as a string", app({ roles: { propagationSeconds: "10s" } }), ["NOT_A_NUMBER roles.propagationSeconds"]],
  ["a name prefix that is too long", app({ roles: { namePrefix: long(256) } }), ["INVALID_LENGTH roles.namePrefix"]],
  ["a time to live with a unit", branch({ ttl: "5s" }), ["INVALID_NAME branches.main.ttl"]],
  ["a time to live of 33 digits", branch({ ttl: "1".repeat(33) }), ["INVALID_NAME branches.main.ttl"]],
  ["a negative time to live", branch({ ttl: "-5" }), ["INVALID_NAME branches.main.ttl"]],
  ["a variable with an empty name", variables({ "": "x" }), ['INVALID_LENGTH environmentVariables[""]']],
  [
    "a variable name that is too long",
    variables({ [long(256)]: "x" }),
    [`INVALID_LENGTH environmentVariables.${long(256)}`],
  ],
  [
    "an unresolved variable whose known part is too long",
    variables({ LONG: new Joined(long(5_501), unresolved) }),
    ["VARIABLE_TOO_LONG environmentVariables.LONG"],
  ],
  [
    "an empty password of a Cloud Control branch",
    branch({ computeRole: role, basicAuthCredentials: base64("user:") }),
    ["INVALID_BASIC_AUTH branches.main.basicAuthCredentials"],
  ],
  [
    "a user name that is too long for a Cloud Control branch",
    branch({ computeRole: role, basicAuthCredentials: base64(`${long(256)}:password`) }),
    ["INVALID_BASIC_AUTH branches.main.basicAuthCredentials"],
  ],
];

const managed = { policyType: "managed", grants: [queues(1)] };
export const exactlyOne = (service: string) => allow({ actions: [`${service}:Do`], resources: [arnOf(service, "a")] });
/** What is too long, or a duplicate, only after it is composed. */
export const composed: readonly Row[] = [
  [
    "an unresolved role name whose known part is too long",
    computeRole({ name: new Joined(long(65), unresolved) }),
    ["INVALID_ROLE_NAME name"],
  ],
  [
    "an unresolved name prefix with a long branch name",
    app({
      roles: { namePrefix: unresolved },
      branches: { [long(60)]: { computeRole: { grants: [dynamodb.read({ name: "a" })] } } },
    }),
    [`INVALID_ROLE_NAME branches.${long(60)}.computeRole.name`],
  ],
  [
    "a managed policy name that is too long",
    computeRole({ policyType: "managed", grants: [exactlyOne(long(130))] }),
    ["INVALID_ROLE_NAME name"],
  ],
  ["an invalid path of a managed policy", computeRole({ ...managed, path: "/a!b/" }), ["INVALID_PATH path"]],
  [
    "two managed policies with the same name",
    app({
      computeRole: { name: "web", policyType: "managed", grants: [exactlyOne("execute-things")] },
      serviceRole: { name: "web-execute", policyType: "managed", logs: false, grants: [exactlyOne("things")] },
    }),
    ["DUPLICATE_ROLE_NAME computeRole.name"],
  ],
  [
    "a Sid that the SSR logs use",
    serviceRole({
      logs: { shape: "single-statement" },
      grants: [allow({ sid: "AllowLoggroupWrite", actions: ["sqs:SendMessage"], resources: [queue] })],
    }),
    ["UNIQUE_SIDS_REQUIRED grants[0].sid"],
  ],
];
