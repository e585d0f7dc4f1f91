import type { CodeExplanation } from "./code-explanation.js";

/** The codes of what messages, events and logs say about roles and permissions. */
export const denialCodes = {
  CALL_NOT_ALLOWED: {
    cause:
      "A role was assumed, and no policy of it allows a call that the app makes. The message says which role, action and resource.",
    fix: "Add the grant that the message names. A grant of a compute role takes effect within seconds, without a deployment.",
  },
  CALL_ON_OTHER_RESOURCE: {
    cause:
      "The role's policy has the action, but not on the resource that AWS authorizes the call on. Typical cases: `appsync:GraphQL` on `apis/<id>` without fields, `s3:GetObject` on the bucket, a table of another region.",
    fix: "Write the grant that the message names. It has the resource that AWS authorizes the action on.",
  },
  CALL_UNDER_CONDITION: {
    cause: "The role's policy allows the call only under conditions, and the request does not meet them.",
    fix: "Compare the condition keys with the request. A key that the request does not have never matches.",
  },
  POLICY_NOT_IN_EFFECT: {
    cause:
      "The policy allows a call that AWS denied. It is attached to another role, is seconds old, or another policy denies the call.",
    fix: "Check that the policy is attached to the role that the message names, and look for a permissions boundary or a policy of the organization.",
  },
  CALL_BLOCKED: {
    cause:
      "A policy other than the role's own does not allow the call, or a statement denies it. AWS names the type of the policy in its message.",
    fix: "Change the policy that the message names. A grant alone does not help, because every one of these policies has to allow the call.",
  },
  DENIAL_WITHOUT_DETAILS: {
    cause: "AWS denied a call, and its message names neither the role, nor the action, nor the resource.",
    fix: "Find the event in CloudTrail, and pass it to `amplify-roles doctor --event`.",
  },
  DENIAL_ENCODED: {
    cause: "Some services encode the details of a denial, so that only people with permission can read them.",
    fix: "Run `aws sts decode-authorization-message`, and pass its output to `amplify-roles doctor --event -`.",
  },
  GRAPHQL_FIELD_NOT_ALLOWED: {
    cause:
      "AppSync answered `Unauthorized` for a field. The role does not allow the field, the policy names `apis/<id>` without fields, or the schema does not allow IAM for it.",
    fix: "Grant the field with `appsync.query`, `appsync.mutate` or `appsync.fields`. Add `@aws_iam` to the field if the API's default authorization is not IAM.",
  },
  GRAPHQL_REQUEST_REFUSED: {
    cause:
      "AppSync refused a request before it looked at fields: the request is not signed, IAM is not an authorization type of the API, or the role allows nothing of the API.",
    fix: "Turn `AWS_IAM` on in the API, sign the request, and grant fields of the API.",
  },
  NO_CREDENTIALS: {
    cause:
      "The server code has no credentials (`CredentialsProviderError`), because no compute role is in effect on its branch. The service role is for builds and logs only.",
    fix: "Set `computeRole` on the branch or the app. It takes effect without a deployment.",
  },
  INVALID_CREDENTIALS: {
    cause:
      "The server code uses access keys from environment variables or files, and they are expired, deleted or wrong. The SDK prefers them to the role.",
    fix: "Remove the keys. With a compute role the SDK finds credentials by itself.",
  },
  ASSUME_ROLE_REFUSED: {
    cause: "Somebody tried to assume a role, and its trust policy refused it.",
    fix: "Write the trust policy of docs/troubleshooting.md, or let this library create the role.",
  },
  ROLE_NOT_ASSUMABLE: {
    cause:
      "Amplify could not assume the role: its trust policy does not allow amplify.amazonaws.com, a condition excludes the app, or the role is seconds old.",
    fix: "Correct the trust policy. `amplify-roles lint --role compute` checks it.",
  },
} as const satisfies Readonly<Record<string, CodeExplanation>>;
