import { dynamodb, ssm } from "@amplify-roles/core";
import { takeNames } from "../../../packages/core/src/plan/program-names.js";
import { facebook, identityPool } from "../bad-input/identity-pools.js";
import { exactlyOne } from "../bad-input/limits.js";
import { app, computeRole, granting, many, named, queues, serviceRole, tables, wrong } from "../bad-input/rows.js";
import { queue, role, table } from "../fixtures/arns.js";
import { policy } from "../lint/fixtures.js";
import { Unresolved } from "../support/placeholders.js";
import { planners } from "../support/plans.js";
import { error, linted, type Messages, planned, warning } from "./row.js";

const send = { Action: "sqs:SendMessage", Resource: queue };
const amplify = { Principal: { Service: "amplify.amazonaws.com" }, Action: "sts:AssumeRole" };

export const roles: Messages = {
  INVALID_ROLE_NAME: [
    error(
      planned(computeRole({ name: "feature/login" })),
      '"feature/login" is not a valid role name.',
      "Use 1 to 64 letters, digits or +=,.@_- characters.",
      { found: "feature/login" },
    ),
    error(
      planned(computeRole({ policyType: "managed", grants: [exactlyOne("x".repeat(130))] })),
      '"reader-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is not a valid name of a managed policy. It is composed of the names of the role and a service, and can have at most 128 characters.',
      'Give the role a shorter name, or write policyType: "inline".',
      {
        found:
          "reader-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        most: 128,
      },
    ),
  ],
  INVALID_PATH: [
    error(
      planned(computeRole({ path: "amplify" })),
      '"amplify" is not a valid path.',
      'Start and end it with a slash: "/amplify/". It can have at most 512 characters.',
      { found: "amplify" },
    ),
    error(
      planned(computeRole({ policyType: "managed", grants: [queues(1)], path: "/a!b/" })),
      '"/a!b/" is not a valid path of a managed policy, which has the path of its role.',
      'Use letters, digits and .,+@=_- between the slashes, or write policyType: "inline".',
      { found: "/a!b/" },
    ),
  ],
  INVALID_DESCRIPTION: [
    error(
      planned(computeRole({ description: "Роль" })),
      "The description contains characters that IAM does not accept.",
      "Use at most 1,000 Latin characters (up to U+00FF).",
      { length: 4, most: 1000 },
    ),
    error(
      planned(computeRole({ description: "x".repeat(1_001) })),
      "The description must have at most 1,000 characters, got 1,001.",
      "Use at most 1,000 Latin characters (up to U+00FF).",
      { length: 1001, most: 1000 },
    ),
  ],
  INVALID_SESSION_DURATION: [
    error(
      planned(computeRole({ maxSessionDuration: 10 })),
      "maxSessionDuration must be a whole number of seconds from 3,600 to 43,200, got 10.",
      "Write a whole number from 3600 to 43200.",
      { found: 10, least: 3600, most: 43200 },
    ),
  ],
  INVALID_PROPAGATION: [
    error(
      planned(app({ roles: { propagationSeconds: 360 } })),
      "propagationSeconds must be a whole number of seconds from 0 to 300, got 360.",
      "Write a whole number from 0 (no wait) to 300.",
      { found: 360, least: 0, most: 300 },
    ),
  ],
  INVALID_MANAGED_POLICY: [
    error(
      planned(computeRole({ managedPolicies: ["My policy"] })),
      '"My policy" is neither the ARN of a managed policy nor the name of an AWS managed policy.',
      'Write "AmazonS3ReadOnlyAccess" or "arn:aws:iam::123456789012:policy/my-policy".',
      { found: "My policy" },
    ),
    error(
      planned(computeRole({ permissionsBoundary: "boundary" })),
      '"boundary" is not the ARN of a managed policy.',
      'Write "arn:aws:iam::123456789012:policy/my-policy".',
      { found: "boundary" },
    ),
  ],
  UNKNOWN_MANAGED_POLICY: [
    error(
      planned(computeRole({ managedPolicies: ["AmazonS3ReadOnlyAcess"] })),
      'AWS has no managed policy "AmazonS3ReadOnlyAcess".',
      'Did you mean "AmazonS3ReadOnlyAccess"? All names are in https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html.',
      { found: "AmazonS3ReadOnlyAcess", suggestion: "AmazonS3ReadOnlyAccess" },
    ),
    error(
      planned(computeRole({ managedPolicies: ["arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole"] })),
      'AWS has no managed policy "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole".',
      'Did you mean "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"? All names are in https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html.',
      {
        found: "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole",
        suggestion: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      },
    ),
    warning(
      planned(computeRole({ managedPolicies: ["TeamBoundary"] })),
      'AWS had no managed policy "TeamBoundary" when this version was released. The deploy fails unless AWS has added it.',
      "Write a name from https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html, or the ARN of your own policy.",
      { found: "TeamBoundary" },
    ),
  ],
  VARIABLE_WITHOUT_VALUE: [
    warning(
      planned(granting(dynamodb.read(table, { leadingKeys: ["${aws:username}"] }))),
      '"${aws:username}" has a value only in requests of IAM users. In a role\'s session it has no value, so the statement never matches.',
      'Use "${aws:PrincipalTag/<key>}" with session tags, or remove the variable.',
      { variable: "${aws:username}" },
    ),
    warning(
      planned(granting(dynamodb.read(table, { leadingKeys: ["${cognito-identity.amazonaws.com:sub}"] }))),
      '"${cognito-identity.amazonaws.com:sub}" has a value only where a user of an identity provider assumes the role. Amplify assumes this one, so the statement never matches.',
      "Remove the variable, or write the permission in the role of an identity pool: identityPool: { authenticated: { … } }.",
      { variable: "${cognito-identity.amazonaws.com:sub}" },
    ),
  ],
  SERVICE_LINKED_POLICY: [
    error(
      planned(computeRole({ managedPolicies: ["AmazonECSServiceRolePolicy"] })),
      'The AWS managed policy "AmazonECSServiceRolePolicy" belongs to a service-linked role. IAM does not attach it to another role.',
      "Remove it, and grant what the code needs.",
      { found: "AmazonECSServiceRolePolicy" },
    ),
  ],
  NOT_A_ROLE_ARN: [
    error(
      planned(app({ serviceRole: "reader" })),
      '"reader" is not the ARN of a role.',
      'Write "arn:aws:iam::123456789012:role/<name>" for an existing role, or an object for a new one.',
      { found: "reader" },
    ),
  ],
  DUPLICATE_ROLE_NAME: [
    error(
      planned(app({ serviceRole: { name: "Web" }, computeRole: { name: "web" } })),
      'The role name "web" is already used by serviceRole.',
      'Give one of the two roles another "name".',
      { name: "web", by: "serviceRole" },
    ),
    error(
      planned(
        app({
          computeRole: { name: "web", policyType: "managed", grants: [exactlyOne("execute-things")] },
          serviceRole: { name: "web-execute", policyType: "managed", logs: false, grants: [exactlyOne("things")] },
        }),
      ),
      'A managed policy of this role would be named "web-execute-things", like a policy of serviceRole.',
      'Give one of the two roles another "name".',
      { name: "web-execute-things", by: "serviceRole" },
    ),
    error(
      planned(() => {
        const program = {};
        const { resources } = planners.computeRole({ name: "web" });
        takeNames(program, 'AmplifyComputeRole "one"', resources);
        takeNames(program, 'AmplifyComputeRole "two"', resources);
      }),
      'The name "web" is already used by a role or a policy of AmplifyComputeRole "one".',
      'Write roles: { namePrefix: "…" } on one of the two apps, or give the role another "name".',
      { name: "web", by: 'AmplifyComputeRole "one"' },
    ),
  ],
  INVALID_RETENTION: [
    error(
      planned(serviceRole({ appId: "d1", logs: { retentionInDays: 10 } })),
      "CloudWatch does not support a retention of 10 days.",
      "Write 0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653. 0 keeps the logs forever.",
      {
        found: 10,
        values: [
          0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
        ],
      },
    ),
  ],
  LOG_GROUP_WITHOUT_APP: [
    error(
      planned(serviceRole({ logs: { retentionInDays: 30 } })),
      "These options need a log group, and without an app's id there is no log group to create.",
      'Add "appId", or remove the options of the log group.',
      {},
    ),
  ],
  NOT_AN_IDENTITY_POOL: [
    error(
      planned(identityPool({ identityPoolId: "eu-west-1_AbCdEfGhI" })),
      '"eu-west-1_AbCdEfGhI" is not the id of an identity pool.',
      'Write the id only: "eu-west-1:12345678-1234-1234-1234-123456789012".',
      { found: "eu-west-1_AbCdEfGhI" },
    ),
  ],
  IDENTITY_POOL_REGION_MISMATCH: [
    error(
      planned(identityPool({ region: "us-east-1" })),
      'The identity pool "eu-west-1:12345678-1234-1234-1234-123456789012" is not in the region of the deployment, "us-east-1".',
      "Write the id of a pool of this region, or specify the pool's roles with its region and a provider of that region.",
      { found: "eu-west-1:12345678-1234-1234-1234-123456789012", region: "us-east-1" },
    ),
  ],
  PRINCIPAL_TAGS_WITHOUT_ROLE: [
    warning(
      planned(
        identityPool({
          authenticated: undefined,
          unauthenticated: {},
          principalTags: [{ identityProviderName: facebook }],
        }),
      ),
      "Guests have no token whose claims could become tags, and there is no role for signed-in users.",
      'Add "authenticated", or remove "principalTags".',
      {},
    ),
    warning(
      planned(identityPool({ authenticated: role, principalTags: [{ identityProviderName: facebook }] })),
      "Signed-in users get an existing role. Cognito can tag that role's sessions only if the role's trust policy allows sts:TagSession.",
      'Make sure that its trust policy allows "sts:TagSession", or write an object for a new role.',
      {},
    ),
  ],
  IDENTITY_POOL_WITHOUT_ROLE: [
    error(
      planned(identityPool({ authenticated: undefined })),
      'Expected "authenticated" or "unauthenticated", got neither.',
      'Add "authenticated", "unauthenticated", or both.',
      {},
    ),
  ],
  DUPLICATE_IDENTITY_PROVIDER: [
    error(
      planned(
        identityPool({ principalTags: [{ identityProviderName: facebook }, { identityProviderName: facebook }] }),
      ),
      'The identity provider "graph.facebook.com" already has principal tags.',
      "Write all principal tags of the provider in one entry.",
      { found: "graph.facebook.com", what: "principal tags" },
    ),
    error(
      planned(
        identityPool({
          roleMappings: many(2, () => ({ identityProvider: facebook, type: "Token", ambiguousRoleResolution: "Deny" })),
        }),
      ),
      'The identity provider "graph.facebook.com" already has role mappings.',
      "Write all role mappings of the provider in one entry.",
      { found: "graph.facebook.com", what: "role mappings" },
    ),
  ],
  UNAVAILABLE_TO_GUESTS: [
    warning(
      planned(identityPool({ unauthenticated: { grants: [ssm.read({ path: "/web" })] } })),
      'Cognito does not allow guests to use "ssm", whatever the role allows.',
      "Give the grant to the authenticated role, or let the server make the call with the compute role.",
      { service: "ssm" },
    ),
  ],
  POLICY_OVER_QUOTA: [
    error(
      planned(computeRole({ grants: tables(300) })),
      "The role's inline policy has at least 17,760 characters, 7,520 more than IAM's quota of 10,240. Largest grants: grants[100] (dynamodb.write), 227 characters; grants[101] (dynamodb.write), 227 characters; grants[102] (dynamodb.write), 227 characters.",
      'Write policyType: "managed", which creates one policy per service, or use fewer, wider names ("my-app-*").',
      {
        least: 17760,
        most: 17760,
        quota: 10240,
        largest: [
          { grant: "grants[100] (dynamodb.write)", characters: 227 },
          { grant: "grants[101] (dynamodb.write)", characters: 227 },
          { grant: "grants[102] (dynamodb.write)", characters: 227 },
        ],
      },
    ),
    error(
      planned(computeRole({ policyType: "managed", grants: [named(200)] })),
      'The policy "sqs" has at least 9,602 characters, 3,458 more than IAM\'s quota of 6,144. Largest grants: grants[0] (allow), 9,602 characters.',
      'Name resources by prefix ("my-app-*") or by path instead of one by one.',
      { least: 9602, most: 9602, quota: 6144, largest: [{ grant: "grants[0] (allow)", characters: 9602 }] },
    ),
    warning(
      planned(granting(...many(40, (index) => dynamodb.read(wrong(new Unresolved(`${table}-${index}`)))))),
      "The role's inline policy can have up to 26,048 characters when all values are known, but IAM's quota is 10,240. Largest grants: grants[0] (dynamodb.read), 2,005 characters; grants[1] (dynamodb.read), 2,005 characters; grants[2] (dynamodb.read), 2,005 characters.",
      'Write policyType: "managed", which creates one policy per service, or use fewer, wider names ("my-app-*").',
      {
        least: 848,
        most: 26048,
        quota: 10240,
        largest: [
          { grant: "grants[0] (dynamodb.read)", characters: 2005 },
          { grant: "grants[1] (dynamodb.read)", characters: 2005 },
          { grant: "grants[2] (dynamodb.read)", characters: 2005 },
        ],
      },
    ),
    warning(
      linted(policy({ ...send, Resource: many(300, (index) => `${queue}-${index}`) })),
      "The policy has 14,387 characters. IAM accepts 10,240 in all inline policies of a role together.",
      'Name resources by prefix ("my-app-*"), or split the policy by service into managed policies.',
      { size: 14387, quota: 10240 },
    ),
    warning(
      linted(policy({ ...send, Resource: many(150, (index) => `${queue}-${index}`) })),
      "The policy has 7,187 characters. A managed policy has at most 6,144, so this can only be an inline policy.",
      'Name resources by prefix ("my-app-*"), or split the policy by service into managed policies.',
      { size: 7187, quota: 6144 },
    ),
    warning(
      linted(policy({ ...send, Principal: "*", Resource: many(500, (index) => `${queue}-${index}`) }), {
        type: "resource",
      }),
      "The policy has 24,003 characters. S3 accepts 20,480 in a bucket policy, and most services accept fewer.",
      "Shorten it, for example by naming resources by prefix.",
      { size: 24003, quota: 20480 },
    ),
  ],
  TOO_MANY_POLICIES: [
    error(
      planned(computeRole({ policyType: "managed", grants: many(11, (index) => queues(1, `service${index}`)) })),
      "IAM attaches at most 10 managed policies to a role, got 11. Largest grants: grants[10] (allow), 153 characters; grants[0] (allow), 151 characters; grants[1] (allow), 151 characters.",
      'Attach fewer policies, name resources by prefix ("my-app-*"), write policyType: "inline", or if AWS has raised the account\'s quota, write it: maxManagedPolicies: 11.',
      {
        count: 11,
        most: 10,
        largest: [
          { grant: "grants[10] (allow)", characters: 153 },
          { grant: "grants[0] (allow)", characters: 151 },
          { grant: "grants[1] (allow)", characters: 151 },
        ],
        fitsInline: true,
      },
    ),
    error(
      planned(computeRole({ managedPolicies: many(11, (index) => `arn:aws:iam::123456789012:policy/p${index}`) })),
      "IAM attaches at most 10 managed policies to a role, got 11.",
      "Attach fewer policies, or if AWS has raised the account's quota, write it: maxManagedPolicies: 11.",
      { count: 11, most: 10, largest: [], fitsInline: false },
    ),
  ],
  TRUST_OVER_QUOTA: [
    error(
      planned(serviceRole({ region: `eu-${"x".repeat(2_048)}-1` })),
      "The trust policy has at least 2,293 characters, but IAM's quota is 2,048.",
      "Shorten the partition, the region or the account.",
      { size: 2293, quota: 2048 },
    ),
    warning(
      linted(
        policy({
          ...amplify,
          Principal: { ...amplify.Principal, AWS: many(50, (index) => `${role}-that-reads-${index}`) },
        }),
      ),
      "The trust policy has 2,931 characters. IAM accepts 2,048.",
      "Shorten it, for example by naming fewer principals.",
      { size: 2931, quota: 2048 },
    ),
  ],
};
