import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import type { Caller } from "./caller.js";
import type { PolicyVerdict } from "./compare-policy.js";
import type { Assumption, DeniedCall, DenyingPolicy, GraphqlField } from "./symptom.js";

/** Who made a call, and what that says about the role: assumed, or not. */
export function ranAs(caller: Caller | undefined): string {
  if (caller === undefined) return "The call had credentials.";
  const role = quoted(caller.role ?? caller.arn);
  if (caller.type === "compute") return `The compute role ${role} was assumed: server code ran as it.`;
  if (caller.type === "build") return `The service role ${role} was assumed: the call was made at build time.`;
  if (caller.type === "identityPool") return `The role ${role} was assumed for a user of an identity pool.`;
  if (caller.type === "role") return `The role ${role} was assumed.`;
  if (caller.type === "user") return `The call used the access key of the user ${role}, not a role.`;
  return `The caller was ${role}.`;
}

/** Where a program writes the grant. */
function whereToAdd(caller: Caller | undefined): string {
  if (caller?.type === "build") return "to serviceRole.grants, or render the page at request time";
  if (caller?.type === "identityPool") return "to the grants of the identity pool's role";
  if (caller?.type === "user") return "to the compute role, and delete the user's access key";
  return "to the grants of the compute role";
}

const on = (resource: string | undefined) => (resource === undefined ? "" : ` on ${quoted(resource)}`);
const parametersOf = ({ caller, action, resource, policy, explicit }: DeniedCall) => ({
  ...(caller === undefined ? {} : { caller: caller.type, role: caller.role ?? caller.arn }),
  ...(action === undefined ? {} : { action }),
  ...(resource === undefined ? {} : { resource }),
  ...(policy === undefined ? {} : { policy }),
  explicit,
});

const KEY_OF_A_RESOURCE =
  " If the key encrypts a table, a bucket, a secret or a parameter, give it as kmsKey to that grant instead.";

export const callNotAllowed = (call: DeniedCall & { readonly action: string }, grant: string): Report => ({
  code: "CALL_NOT_ALLOWED",
  message: `${ranAs(call.caller)} No policy of it allows ${call.action}${on(call.resource)}.`,
  fix: `Add ${grant} ${whereToAdd(call.caller)}.${call.action === "kms:Decrypt" ? KEY_OF_A_RESOURCE : ""}`,
  parameters: parametersOf(call),
});

/** @param resources what the policy allows the action on */
export const callOnOtherResource = (
  call: DeniedCall & { readonly action: string },
  { resources }: PolicyVerdict,
  grant: string,
): Report => ({
  code: "CALL_ON_OTHER_RESOURCE",
  message: `${ranAs(call.caller)} Its policy allows ${call.action} on ${listed(resources)} only, but AWS authorizes the call${on(call.resource)}.${whyOther(call.action, resources)}`,
  fix: `Write ${grant}, or correct the resource in the policy.`,
  parameters: { ...parametersOf(call), resources },
});

const MAX_LISTED = 3;
const listed = (resources: readonly string[]) => {
  const shown = resources.slice(0, MAX_LISTED).map(quoted).join(", ");
  return resources.length > MAX_LISTED ? `${shown} and ${resources.length - MAX_LISTED} more` : shown;
};

/** The resources that people write, and that never match. */
function whyOther(action: string, resources: readonly string[]): string {
  if (action === "appsync:GraphQL" && resources.some((one) => /:apis\/[^/*]+$/.test(one)))
    return " AppSync authorizes fields, so an API's ARN alone never matches.";
  if (/^s3:(Get|Put|Delete)Object/.test(action) && resources.some((one) => /:::[^/*]+$/.test(one)))
    return " A bucket's ARN does not match its objects.";
  return "";
}

export const callUnderCondition = (
  call: DeniedCall & { readonly action: string },
  { conditionKeys }: PolicyVerdict,
): Report => ({
  code: "CALL_UNDER_CONDITION",
  message: `${ranAs(call.caller)} Its policy allows ${call.action}${on(call.resource)} only under conditions: ${conditionKeys.join(", ")}.`,
  fix: "Compare the conditions with the request, and correct the one that it does not meet.",
  parameters: { ...parametersOf(call), conditionKeys },
});

export const policyNotInEffect = (call: DeniedCall & { readonly action: string }): Report => ({
  code: "POLICY_NOT_IN_EFFECT",
  message: `${ranAs(call.caller)} The policy allows ${call.action}${on(call.resource)}, but AWS denied it.`,
  fix: "Attach the policy to the role that the message names. If it is attached, wait some seconds, or look for a policy that denies the call: a permissions boundary, the organization's policies, the resource's policy.",
  parameters: parametersOf(call),
});

/** What each policy is called, and who can change it. */
const OTHER_POLICIES: Readonly<Record<DenyingPolicy, readonly [name: string, fix: string]>> = {
  identity: ["a policy of the role", "Remove the Deny statement from the role's policy."],
  resource: [
    "the resource's own policy",
    "Allow the role in the policy of the resource (bucket, key, secret, queue). If the resource is in another account, both sides have to allow the call.",
  ],
  boundary: [
    "the role's permissions boundary",
    "Allow the action in the permissions boundary. A grant alone does not help.",
  ],
  serviceControl: [
    "a service control policy of the organization",
    "Ask the administrator of the organization to allow the action. No policy of this account helps.",
  ],
  resourceControl: [
    "a resource control policy of the organization",
    "Ask the administrator of the organization to allow the call. No policy of this account helps.",
  ],
  session: [
    "the session policy",
    "Allow the action in the policy that is passed when the role is assumed. For guests of an identity pool, Cognito passes one that allows some services only.",
  ],
  vpcEndpoint: [
    "the policy of a VPC endpoint",
    "Allow the action in the policy of the VPC endpoint that the request goes through.",
  ],
  trust: ["the role's trust policy", "Allow the caller in the trust policy of the role."],
};

export function callBlocked(call: DeniedCall & { readonly action: string; readonly policy: DenyingPolicy }): Report {
  const [name, fix] = OTHER_POLICIES[call.policy];
  const how = call.explicit ? `${name} denies ${call.action}` : `${name} does not allow ${call.action}`;
  const arn = call.policyArn === undefined ? "" : ` The policy is ${quoted(call.policyArn)}.`;
  const remove = call.explicit && call.policy !== "identity" ? " A Deny statement wins over every Allow." : "";
  return {
    code: "CALL_BLOCKED",
    message: `${ranAs(call.caller)} But ${how}${on(call.resource)}.${arn}`,
    fix: `${fix}${remove}`,
    parameters: { ...parametersOf(call), ...(call.policyArn === undefined ? {} : { policyArn: call.policyArn }) },
  };
}

export const denialWithoutDetails = (action: string | undefined): Report => ({
  code: "DENIAL_WITHOUT_DETAILS",
  severity: "warning",
  message: `AWS denied ${action ?? "a call"}, and the message names neither the role nor the resource. Credentials were found, so a role was assumed or a key was used.`,
  fix: "Look up the event in CloudTrail, which names both.",
  parameters: action === undefined ? {} : { action },
});

export const denialEncoded = (): Report => ({
  code: "DENIAL_ENCODED",
  severity: "warning",
  message: "AWS denied a call, and its message is encoded.",
  fix: "Decode it with the command, and pass the output to doctor: `… | amplify-roles doctor --event -`. It needs sts:DecodeAuthorizationMessage.",
});

export const graphqlFieldNotAllowed = (symptom: GraphqlField): Report => {
  const { of, field, role, isAllowed } = symptom;
  const refused = `AppSync refused the field ${quoted(`${of}.${field}`)}.`;
  const parameters = { type: of, field, ...(role === undefined ? {} : { role }) };
  const code = "GRAPHQL_FIELD_NOT_ALLOWED";
  return isAllowed === true
    ? {
        code,
        severity: "suggestion",
        message: `${refused} The role ${quoted(role ?? "")} now allows it.`,
        fix: "Send the request again. If it is still refused, the API's default authorization is not IAM: add @aws_iam to the field in the schema.",
        parameters,
      }
    : {
        code,
        message: `${refused} The request was signed, so credentials were found; the role or the schema does not allow the field.`,
        fix: `Add ${graphqlGrant(symptom)} to the role. A policy that names apis/<id> without /* never matches. If the API's default authorization is not IAM, add @aws_iam to the field.`,
        parameters,
      };
};

/** The grant for a field. */
export const graphqlGrant = ({ of, field, api = "<ARN of the API>" }: GraphqlField): string => {
  const root = { Query: "query", Mutation: "mutate", Subscription: "subscribe" }[of];
  return root === undefined
    ? `appsync.fields("${api}", { type: "${of}", fields: ["${field}"] })`
    : `appsync.${root}("${api}", { fields: ["${field}"] })`;
};

export const graphqlRequestRefused = (api: string | undefined): Report => ({
  code: "GRAPHQL_REQUEST_REFUSED",
  message: `AppSync refused a request to ${api === undefined ? "an API" : `the API ${quoted(api)}`} as a whole, before it looked at fields.`,
  fix: "Sign the request with IAM credentials, and turn AWS_IAM on in the API. If the request is signed, the role was not assumed, or its policy names no field of the API: apis/<id> without /* never matches.",
  parameters: api === undefined ? {} : { api },
});

export const noCredentials = (): Report => ({
  code: "NO_CREDENTIALS",
  message: "The SDK found no credentials, so no role was assumed: no compute role is in effect on the branch.",
  fix: 'Give the app or the branch a "computeRole". Permissions of the service role do not count, because server code never runs as it.',
});

export const invalidCredentials = (expired: boolean): Report => ({
  code: "INVALID_CREDENTIALS",
  message: `The SDK used credentials that ${expired ? "have expired" : "AWS does not accept"}. They come from variables or files, so the role was not used.`,
  fix: "Remove the access keys from environment variables, .env.production and the code. With a compute role, the SDK finds credentials by itself and renews them.",
  parameters: { expired },
});

export const assumeRoleRefused = ({ role, by, action, message }: Assumption): Report => ({
  code: "ASSUME_ROLE_REFUSED",
  message: `${by === undefined ? "A caller" : quoted(by)} tried to assume ${role === undefined ? "a role" : `the role ${quoted(role)}`} with ${action}, and was refused.${message === undefined ? "" : ` AWS says: ${quoted(message)}.`}`,
  fix:
    action === "sts:AssumeRole"
      ? "Correct the role's trust policy: the principal amplify.amazonaws.com, sts:AssumeRole, and no condition that excludes the app."
      : "Correct the role's trust policy: the pool's id in cognito-identity.amazonaws.com:aud, and authenticated or unauthenticated in amr.",
  parameters: { action, ...(role === undefined ? {} : { role }), ...(by === undefined ? {} : { by }) },
});

export const roleNotAssumable = (role: "compute" | "service"): Report => ({
  code: "ROLE_NOT_ASSUMABLE",
  message: `Amplify cannot assume the ${role} role. It was not assumed.`,
  fix: "Allow amplify.amazonaws.com in the role's trust policy, without conditions for a compute role. If the role is seconds old, try again.",
  parameters: { role },
});
