import { diagnoseSymptoms, type Symptom, symptomsIn } from "../../../packages/core/src/doctor.js";
import { error, type Messages, suggestion, warning } from "./row.js";

const observed = (symptom: Symptom, policies?: unknown) => () =>
  diagnoseSymptoms([{ symptom, at: "line 1" }], policies).findings;
const said = (text: string, policies?: unknown) => () =>
  diagnoseSymptoms(
    symptomsIn(text).map((symptom) => ({ symptom, at: "line 1" })),
    policies,
  ).findings;

const account = "123456789012";
const sessionOf = (role: string, session: string) => `arn:aws:sts::${account}:assumed-role/${role}/${session}`;
const compute = sessionOf("web-compute", "AmplifyHostingCompute-app=d1");
const table = `arn:aws:dynamodb:eu-west-1:${account}:table/orders`;
const api = `arn:aws:appsync:eu-west-1:${account}:apis/abc`;
const field = `${api}/types/Query/fields/getPost`;
const role = `arn:aws:iam::${account}:role/web`;
const denied = (caller: string, action: string, resource: string, reason = "") =>
  `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
const read = denied(compute, "dynamodb:GetItem", table);
const ofRead = { caller: "compute", role: "web-compute", action: "dynamodb:GetItem", resource: table, explicit: false };
const allowing = (Action: string, Resource: string, more: object = {}) => ({
  Statement: [{ Effect: "Allow", Action, Resource, ...more }],
});
const assumed = 'The compute role "web-compute" was assumed: server code ran as it.';

/** What blocks a call, by the words that AWS writes. */
const blocked = (reason: string, policy: string, explicit: boolean, message: string, fix: string, more: object = {}) =>
  error(said(`${read}${reason}`), `${assumed} But ${message}`, fix, { ...ofRead, policy, explicit, ...more });

export const denials: Messages = {
  CALL_NOT_ALLOWED: [
    error(
      said(`${read}because no identity-based policy allows the dynamodb:GetItem action`),
      `${assumed} No policy of it allows dynamodb:GetItem on "${table}".`,
      `Add dynamodb.read("${table}") to the grants of the compute role.`,
      { ...ofRead, policy: "identity" },
    ),
    error(
      said(denied(sessionOf("web-build", "BuildSession"), "dynamodb:GetItem", table)),
      `The service role "web-build" was assumed: the call was made at build time. No policy of it allows dynamodb:GetItem on "${table}".`,
      `Add dynamodb.read("${table}") to serviceRole.grants, or render the page at request time.`,
      { ...ofRead, caller: "build", role: "web-build" },
    ),
    error(
      said(denied(sessionOf("users", "CognitoIdentityCredentials"), "appsync:GraphQL", field)),
      `The role "users" was assumed for a user of an identity pool. No policy of it allows appsync:GraphQL on "${field}".`,
      `Add appsync.query("${api}", { fields: ["getPost"] }) to the grants of the identity pool's role.`,
      { caller: "identityPool", role: "users", action: "appsync:GraphQL", resource: field, explicit: false },
    ),
    error(
      said(denied(`arn:aws:iam::${account}:user/web`, "dynamodb:GetItem", table)),
      `The call used the access key of the user "arn:aws:iam::${account}:user/web", not a role. No policy of it allows dynamodb:GetItem on "${table}".`,
      `Add dynamodb.read("${table}") to the compute role, and delete the user's access key.`,
      { ...ofRead, caller: "user", role: `arn:aws:iam::${account}:user/web` },
    ),
    error(
      said(denied(compute, "kms:Decrypt", `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`)),
      `${assumed} No policy of it allows kms:Decrypt on "arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab".`,
      `Add kms.decrypt("arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab") to the grants of the compute role. If the key encrypts a table, a bucket, a secret or a parameter, give it as kmsKey to that grant instead.`,
      {
        ...ofRead,
        action: "kms:Decrypt",
        resource: `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
      },
    ),
  ],
  CALL_ON_OTHER_RESOURCE: [
    error(
      said(denied(compute, "appsync:GraphQL", field), allowing("appsync:GraphQL", api)),
      `${assumed} Its policy allows appsync:GraphQL on "${api}" only, but AWS authorizes the call on "${field}". AppSync authorizes fields, so an API's ARN alone never matches.`,
      `Write appsync.query("${api}", { fields: ["getPost"] }), or correct the resource in the policy.`,
      { ...ofRead, action: "appsync:GraphQL", resource: field, resources: [api] },
    ),
    error(
      said(denied(compute, "s3:GetObject", "arn:aws:s3:::web/a.png"), allowing("s3:GetObject", "arn:aws:s3:::web")),
      `${assumed} Its policy allows s3:GetObject on "arn:aws:s3:::web" only, but AWS authorizes the call on "arn:aws:s3:::web/a.png". A bucket's ARN does not match its objects.`,
      'Write s3.read("arn:aws:s3:::web"), or correct the resource in the policy.',
      { ...ofRead, action: "s3:GetObject", resource: "arn:aws:s3:::web/a.png", resources: ["arn:aws:s3:::web"] },
    ),
  ],
  CALL_UNDER_CONDITION: [
    error(
      said(read, allowing("dynamodb:*", "*", { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } })),
      `${assumed} Its policy allows dynamodb:GetItem on "${table}" only under conditions: aws:SourceVpc.`,
      "Compare the conditions with the request, and correct the one that it does not meet.",
      { ...ofRead, conditionKeys: ["aws:SourceVpc"] },
    ),
  ],
  POLICY_NOT_IN_EFFECT: [
    error(
      said(read, allowing("dynamodb:*", "*")),
      `${assumed} The policy allows dynamodb:GetItem on "${table}", but AWS denied it.`,
      "Attach the policy to the role that the message names. If it is attached, wait some seconds, or look for a policy that denies the call: a permissions boundary, the organization's policies, the resource's policy.",
      ofRead,
    ),
  ],
  CALL_BLOCKED: [
    blocked(
      "with an explicit deny in an identity-based policy",
      "identity",
      true,
      `a policy of the role denies dynamodb:GetItem on "${table}".`,
      "Remove the Deny statement from the role's policy.",
    ),
    blocked(
      "because no resource-based policy allows the dynamodb:GetItem action",
      "resource",
      false,
      `the resource's own policy does not allow dynamodb:GetItem on "${table}".`,
      "Allow the role in the policy of the resource (bucket, key, secret, queue). If the resource is in another account, both sides have to allow the call.",
    ),
    blocked(
      "because no permissions boundary allows the dynamodb:GetItem action",
      "boundary",
      false,
      `the role's permissions boundary does not allow dynamodb:GetItem on "${table}".`,
      "Allow the action in the permissions boundary. A grant alone does not help.",
    ),
    blocked(
      "with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-e/service_control_policy/p-1",
      "serviceControl",
      true,
      `a service control policy of the organization denies dynamodb:GetItem on "${table}". The policy is "arn:aws:organizations::111122223333:policy/o-e/service_control_policy/p-1".`,
      "Ask the administrator of the organization to allow the action. No policy of this account helps. A Deny statement wins over every Allow.",
      { policyArn: "arn:aws:organizations::111122223333:policy/o-e/service_control_policy/p-1" },
    ),
    blocked(
      "with an explicit deny in a resource control policy",
      "resourceControl",
      true,
      `a resource control policy of the organization denies dynamodb:GetItem on "${table}".`,
      "Ask the administrator of the organization to allow the call. No policy of this account helps. A Deny statement wins over every Allow.",
    ),
    blocked(
      "because no session policy allows the dynamodb:GetItem action",
      "session",
      false,
      `the session policy does not allow dynamodb:GetItem on "${table}".`,
      "Allow the action in the policy that is passed when the role is assumed. For guests of an identity pool, Cognito passes one that allows some services only.",
    ),
    blocked(
      "because no VPC endpoint policy allows the dynamodb:GetItem action",
      "vpcEndpoint",
      false,
      `the policy of a VPC endpoint does not allow dynamodb:GetItem on "${table}".`,
      "Allow the action in the policy of the VPC endpoint that the request goes through.",
    ),
    error(
      said(
        `User: ${compute} is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
      ),
      `${assumed} But the role's trust policy does not allow sts:AssumeRole.`,
      "Allow the caller in the trust policy of the role.",
      { caller: "compute", role: "web-compute", action: "sts:AssumeRole", policy: "trust", explicit: false },
    ),
  ],
  DENIAL_WITHOUT_DETAILS: [
    warning(
      said("AccessDenied: Access Denied"),
      "AWS denied a call, and the message names neither the role nor the resource. Credentials were found, so a role was assumed or a key was used.",
      "Look up the event in CloudTrail, which names both.",
      {},
    ),
    warning(
      said("An error occurred (AccessDenied) when calling the GetObject operation: Access Denied"),
      "AWS denied s3:GetObject, and the message names neither the role nor the resource. Credentials were found, so a role was assumed or a key was used.",
      "Look up the event in CloudTrail, which names both.",
      { action: "s3:GetObject" },
    ),
  ],
  DENIAL_ENCODED: [
    warning(
      observed({ type: "encoded", message: "abc" }),
      "AWS denied a call, and its message is encoded.",
      "Decode it with the command, and pass the output to doctor: `… | amplify-roles doctor --event -`. It needs sts:DecodeAuthorizationMessage.",
      {},
    ),
  ],
  GRAPHQL_FIELD_NOT_ALLOWED: [
    error(
      said("Not Authorized to access getPost on type Query"),
      'AppSync refused the field "Query.getPost". The request was signed, so credentials were found; the role or the schema does not allow the field.',
      'Add appsync.query("<ARN of the API>", { fields: ["getPost"] }) to the role. A policy that names apis/<id> without /* never matches. If the API\'s default authorization is not IAM, add @aws_iam to the field.',
      { type: "Query", field: "getPost" },
    ),
    error(
      said("Not Authorized to access title on type Post"),
      'AppSync refused the field "Post.title". The request was signed, so credentials were found; the role or the schema does not allow the field.',
      'Add appsync.fields("<ARN of the API>", { type: "Post", fields: ["title"] }) to the role. A policy that names apis/<id> without /* never matches. If the API\'s default authorization is not IAM, add @aws_iam to the field.',
      { type: "Post", field: "title" },
    ),
    error(
      observed({ type: "graphqlField", of: "Query", field: "getPost", api, role: "web", isAllowed: false }),
      'AppSync refused the field "Query.getPost". The request was signed, so credentials were found; the role or the schema does not allow the field.',
      `Add appsync.query("${api}", { fields: ["getPost"] }) to the role. A policy that names apis/<id> without /* never matches. If the API's default authorization is not IAM, add @aws_iam to the field.`,
      { type: "Query", field: "getPost", role: "web" },
    ),
    suggestion(
      observed({ type: "graphqlField", of: "Query", field: "getPost", api, role: "web", isAllowed: true }),
      'AppSync refused the field "Query.getPost". The role "web" now allows it.',
      "Send the request again. If it is still refused, the API's default authorization is not IAM: add @aws_iam to the field in the schema.",
      { type: "Query", field: "getPost", role: "web" },
    ),
  ],
  GRAPHQL_REQUEST_REFUSED: [
    error(
      said('{"logType":"RequestSummary","graphQLAPIId":"abc","statusCode":401}'),
      'AppSync refused a request to the API "abc" as a whole, before it looked at fields.',
      "Sign the request with IAM credentials, and turn AWS_IAM on in the API. If the request is signed, the role was not assumed, or its policy names no field of the API: apis/<id> without /* never matches.",
      { api: "abc" },
    ),
  ],
  NO_CREDENTIALS: [
    error(
      said("CredentialsProviderError: Could not load credentials from any providers"),
      "The SDK found no credentials, so no role was assumed: no compute role is in effect on the branch.",
      'Give the app or the branch a "computeRole". Permissions of the service role do not count, because server code never runs as it.',
      {},
    ),
  ],
  INVALID_CREDENTIALS: [
    error(
      said("ExpiredToken"),
      "The SDK used credentials that have expired. They come from variables or files, so the role was not used.",
      "Remove the access keys from environment variables, .env.production and the code. With a compute role, the SDK finds credentials by itself and renews them.",
      { expired: true },
    ),
    error(
      said("InvalidClientTokenId: The security token included in the request is invalid"),
      "The SDK used credentials that AWS does not accept. They come from variables or files, so the role was not used.",
      "Remove the access keys from environment variables, .env.production and the code. With a compute role, the SDK finds credentials by itself and renews them.",
      { expired: false },
    ),
  ],
  ASSUME_ROLE_REFUSED: [
    error(
      observed({ type: "refused", action: "sts:AssumeRole", role, by: "amplify.amazonaws.com", message: "denied" }),
      `"amplify.amazonaws.com" tried to assume the role "${role}" with sts:AssumeRole, and was refused. AWS says: "denied".`,
      "Correct the role's trust policy: the principal amplify.amazonaws.com, sts:AssumeRole, and no condition that excludes the app.",
      { action: "sts:AssumeRole", role, by: "amplify.amazonaws.com" },
    ),
    error(
      observed({ type: "refused", action: "sts:AssumeRoleWithWebIdentity" }),
      "A caller tried to assume a role with sts:AssumeRoleWithWebIdentity, and was refused.",
      "Correct the role's trust policy: the pool's id in cognito-identity.amazonaws.com:aud, and authenticated or unauthenticated in amr.",
      { action: "sts:AssumeRoleWithWebIdentity" },
    ),
  ],
  ROLE_NOT_ASSUMABLE: [
    error(
      said("The compute role provided cannot be assumed by Amplify"),
      "Amplify cannot assume the compute role. It was not assumed.",
      "Allow amplify.amazonaws.com in the role's trust policy, without conditions for a compute role. If the role is seconds old, try again.",
      { role: "compute" },
    ),
  ],
};
