import type { CodeExplanation } from "./code-explanation.js";
import { denialCodes } from "./denial-codes.js";
import { liveCodes } from "./live-codes.js";
import { policyCodes } from "./policy-codes.js";

/** Every code that a finding can have. */
export const codes = {
  // Types and values
  NOT_A_STRING: {
    cause:
      "A string is expected, but the value is an array, an object, a number or null. Often it is a whole resource instead of its ARN.",
    fix: "Write a string. For a resource, pass its attribute: `table.arn`, `bucket.arn`, `app.id`.",
  },
  NOT_A_BOOLEAN: {
    cause:
      'True or false is expected, but the value is something else, such as the string `"true"`. A property that decides what is created has to be known at synth.',
    fix: "Write `true` or `false`, without quotes.",
  },
  NOT_A_NUMBER: {
    cause: 'A number is expected, but the value is something else, such as the string `"30"`.',
    fix: "Write the number without quotes.",
  },
  NOT_AN_ARRAY: {
    cause: "An array is expected, but the value is a single value.",
    fix: "Write brackets around it: `grants: [dynamodb.read(table.arn)]`. The entries may be known only after deploy, the array itself may not.",
  },
  NOT_AN_OBJECT: {
    cause:
      "An object is expected, but the value is an array, a string, null or an instance of a class. Or the object contains itself, is nested too deeply, or throws when it is read.",
    fix: "Write an object literal: `{ … }`.",
  },
  INVALID_VALUE: {
    cause: "AWS accepts a fixed set of values here, and this value is not one of them.",
    fix: "Write one of the values that the message lists.",
  },
  UNKNOWN_PROPERTY: {
    cause: "The property is misspelled, or it has another name in this library than in a similar tool.",
    fix: "Write the name that the message suggests. An unknown property is never ignored silently.",
  },
  REQUIRED: { cause: "A required property is missing.", fix: "Add the property." },
  EMPTY: {
    cause: "An array, an object or a string is empty, so it would grant or configure nothing.",
    fix: "Add at least one entry, or leave the property out.",
  },
  UNRESOLVED_KEY: {
    cause: "A key of an object was made from a value that is known only after deploy.",
    fix: "Write a key that is known at synth. Its value may be known only after deploy.",
  },
  VALUE_REQUIRED_AT_SYNTH: {
    cause: "The value decides what is created or granted, so it cannot be known only after deploy.",
    fix: "Write it as a plain string, or as the message says.",
  },
  STRINGIFIED_VALUE: {
    cause:
      "A Pulumi `Output`, a CDKTF token or an object was converted to text by `+`, a template string or `JSON.stringify`, or the text of a token was cut.",
    fix: "Pass the value itself. To put text around it, use pulumi.interpolate`…` for an Output and a template string for a token.",
  },
  RESERVED_CHARACTER: {
    cause:
      "The string contains U+E000 or U+E001. This library uses them for values known only after deploy, and no AWS service accepts them.",
    fix: "Remove the character.",
  },

  // ARNs and names
  NOT_AN_ARN: {
    cause: "An ARN is expected, but the value is a name, an id or something else.",
    fix: 'Write the ARN, or name the resource in an object: `{ name: "orders" }`.',
  },
  INVALID_ARN: {
    cause:
      "The partition, region or account of the ARN is invalid, missing or unexpected. S3 bucket ARNs have neither a region nor an account; DynamoDB table ARNs have both.",
    fix: "Write the ARN as the message shows.",
  },
  ARN_SERVICE_MISMATCH: {
    cause: "The ARN belongs to a different service than the grant.",
    fix: "Use the grant of that service, or pass an ARN of the grant's service.",
  },
  ARN_RESOURCE_TYPE_MISMATCH: {
    cause:
      "The ARN is of another resource type of the same service: an object instead of a bucket, an index instead of a table, a secret without its suffix.",
    fix: "Pass an ARN of the resource type that the message names.",
  },
  TEXT_AFTER_ARN: {
    cause:
      "Text follows the ARN of a resource of the program, such as `/index/*` after a table's, so the whole is not the ARN of that type. The policy would never match.",
    fix: "Pass the resource itself. The function grants what belongs to it; options such as `indexes` and `prefix` restrict that.",
  },
  RESOURCE_AS_TEXT: {
    cause:
      "A resource of the program was passed where a string is expected. A resource is accepted only in place of its ARN.",
    fix: "Pass one of its attributes: `table.name`, `bucket.bucketName`.",
  },
  RESOURCE_IN_OTHER_REGION: {
    cause:
      "A resource of the program has a provider for another region than the app's. The role may access it, but a client of the SDK only reaches resources in its own region.",
    fix: "If it is meant, create the client with that region: `new DynamoDBClient({ region })`.",
  },
  ARN_PARTITION_MISMATCH: {
    cause:
      "The resource is in another partition (`aws`, `aws-cn`, `aws-us-gov`) than the deployment. A role cannot access other partitions.",
    fix: "Use a resource in the deployment's partition, or correct `partition`.",
  },
  ARN_ACCOUNT_MISMATCH: {
    cause:
      "An existing role, a managed policy or a permissions boundary is in another account than the deployment. Amplify accepts only roles of its own account, and IAM attaches only policies of the role's account and AWS's own.",
    fix: "Use one of the deployment's account, or correct `account`. To use resources of another account, grant access to them or assume a role there with `sts.assumeRole`.",
  },
  REGION_PARTITION_MISMATCH: {
    cause: "A region is given together with a partition that it is not in: `cn-north-1` is in `aws-cn`, not in `aws`.",
    fix: "Write a region of the partition. Or leave `partition` out: it is then derived from the region.",
  },
  REGION_MISMATCH: {
    cause:
      "Two things that have to be in one region are not: a key and what it encrypts, or a user pool's id and the region that is given with it. The permission would never match.",
    fix: "Write the same region for both.",
  },
  WILDCARD_GRANTS_EVERYTHING: {
    cause:
      "A wildcard matches all resources or all actions. It is a security warning if one of the actions is a way to more permissions.",
    fix: 'Write ARNs, or the start of a name: `{ name: "my-app-*" }`.',
  },
  ARN_AS_NAME: {
    cause: "An object names a resource, but the name is an ARN.",
    fix: "Write the ARN itself instead of the object.",
  },
  INVALID_NAME: {
    cause: "AWS does not accept this name for this type of resource.",
    fix: "Write a name that matches the pattern in the message.",
  },
  RESOURCE_NOT_NAMED: {
    cause: "An object is given as a resource, but none of its properties names the resource.",
    fix: "Write one of the forms that the message shows.",
  },
  INVALID_LENGTH: {
    cause: "The string is shorter or longer than AWS accepts.",
    fix: "Use a length within the limits in the message.",
  },
  TOO_MANY: {
    cause: "There are more entries than AWS accepts.",
    fix: "Remove entries until the number in the message is reached.",
  },
  INVALID_TAG: {
    cause:
      "A tag's key or value contains characters that the service does not accept, is too long, or starts with `aws:`. Or two keys of a role's tags differ only in case. Amplify accepts fewer characters in keys than IAM and CloudWatch: no space and no `@`.",
    fix: "Use letters, digits and `_.:/=+-`, with at most 128 characters in a key and 256 in a value.",
  },
  INEFFECTIVE_RESTRICTION: {
    cause:
      "An option such as `prefix` or `indexes` follows the resource's name in the ARN, and the name has a wildcard. IAM's `*` and `?` also match slashes, so `app-*/public/*` also allows `app-1/private/public/a`.",
    fix: "Give each bucket, access point or table by its whole name, or remove the option.",
  },
  WILDCARD_CROSSES_SLASHES: {
    cause:
      "IAM's `*` and `?` also match slashes. `app-*` also matches a role `app-1/admin` under a path, and `/web/*/url` also matches the parameter `/web/a/b/url`.",
    fix: "Write whole names. If the deeper names are meant too, ignore the warning.",
  },
  DIRECTORY_BUCKET: {
    cause:
      "The bucket is a directory bucket of S3 Express One Zone: its name ends with `--x-s3`. AWS authorizes its requests as `s3express:CreateSession` on `arn:aws:s3express:<region>:<account>:bucket/<name>`. See https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html.",
    fix: 'Use `allow({ actions: ["s3express:CreateSession"], resources: [bucket.arn] })`. To allow reads only, add the condition `s3express:SessionMode` with `ReadOnly`.',
  },
  PREFIX_WITHOUT_SLASH: {
    cause: "A prefix of S3 keys ends without a slash, so `images` also allows `images-private/cat.png`.",
    fix: "Write `images/`. If both are meant, ignore the warning.",
  },
  PREFIX_WITH_SLASH: {
    cause: "A prefix of S3 keys starts with a slash. Keys look like paths but start with a name: `images/cat.png`.",
    fix: "Remove the slash: `images/`. Keep it only if the keys do start with a slash.",
  },
  KMS_ALIAS: {
    cause: "The ARN is a key's alias. IAM identifies keys by their own ARN, so an alias in a policy matches nothing.",
    fix: "Pass the key's ARN: `aws_kms_key.….arn`, `key.arn`.",
  },

  // Grants
  NOT_A_GRANT: {
    cause: "A grant is expected, but the value is something else, such as a policy statement or a resource.",
    fix: "Write a grant: `dynamodb.read(table.arn)`. Pass a statement to `allow({ … })` and a whole policy to `policyDocuments`.",
  },
  GRANT_TOO_LATE: {
    cause:
      "`grant(…)` was called when the role's policies were written already. With CDKTF, synthesis has started. With Pulumi, the program has awaited something since the constructor, or calls `grant(…)` inside `apply`, or the grant would rename a policy that is registered.",
    fix: "Call `grant(…)` before `app.synth()`; in Pulumi right after the constructor, before any `await`. Or write the grant in the constructor.",
  },
  CODECOMMIT_PULL_MISSING: {
    cause:
      "The app's `repository` is known only after deploy, and there is no `accessToken` or `oauthToken`, which other Git providers need. Builds clone a CodeCommit repository as the service role, and the role may not.",
    fix: 'Pass `repository.cloneUrlHttp` of the program\'s CodeCommit repository: its pull is then allowed. Otherwise grant it: `allow({ actions: ["codecommit:GitPull"], resources: [repository.arn] })`.',
  },
  BRANCH_WITHOUT_OWN_ROLE: {
    cause:
      "`branches.main.grant(…)` was called for a branch that runs as the app's compute role, or as an existing role. The grant would be for other branches, too, or the program does not manage the role.",
    fix: "Give the branch its own role: `branches: { main: { computeRole: {} } }`. Or call `computeRole.grant(…)` of the app.",
  },
  UNKNOWN_GRANT: {
    cause: "A grant was written manually, or by another version of the library, with an unknown name.",
    fix: "Create grants with the functions: `s3.read(…)`.",
  },
  THIS_APP_UNKNOWN: {
    cause:
      "`thisApp` and `ssm.amplifySecrets()` name the app that a role belongs to. A role without `appId` belongs to none. Arguments of the app itself, such as its environment variables, cannot name the app, which does not exist yet.",
    fix: "Use them in grants and policy documents of an app's roles, or add `appId` to the role. Builds find the app's id in `AWS_APP_ID`.",
  },
  APPSYNC_API_WITHOUT_FIELDS: {
    cause:
      'AppSync authorizes GraphQL requests on fields. A policy on the API itself (`apis/<id>`) never matches, and requests fail with "Unauthorized".',
    fix: "Use `appsync.graphql(…)`, or write `apis/<id>/*`, `apis/<id>/types/Query/*` or `apis/<id>/types/Query/fields/<field>`.",
  },
  VARIABLE_WITHOUT_VALUE: {
    cause:
      "`aws:username` is part of requests of IAM users only. Server code, builds and users of an identity pool make requests as sessions of a role, where the variable has no value, so the statement never matches. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
    fix: "Use `${aws:PrincipalTag/<key>}` with session tags, or remove the variable.",
  },
  INVALID_POLICY_CHARACTER: {
    cause: "IAM accepts only tabs, line breaks and the characters U+0020 to U+00FF in policies.",
    fix: "Remove the character. In names, `?` matches any one character.",
  },
  UNSUPPORTED_SID: {
    cause: "The Sid contains characters other than letters and digits.",
    fix: "Use letters and digits only.",
  },
  UNIQUE_SIDS_REQUIRED: {
    cause: "Two statements of one role's policies have the same Sid.",
    fix: "Give each statement its own Sid, or none.",
  },

  OTHER_SIDE_REQUIRED: {
    cause:
      "The policy of a role is only one half of the permission. The policy of a resource in another account, of the bucket behind an access point, and of the key of a log group has to allow the access, too. See [the other side](cross-account.md).",
    fix: "Add the statements in the output `requirements` to the policy that the message names. For a service without a grant function, look up whether its resources have policies.",
  },
  OTHER_ACCOUNT_UNREACHABLE: {
    cause:
      "A grant is for a resource in another account, and resources of this type have no resource-based policy that could allow the access. See [the other side](cross-account.md).",
    fix: "Create a role in the other account, grant `sts.assumeRole` on it, and let the server code assume it. Share parameters with AWS RAM.",
  },
  ROLE_WITHOUT_PERMISSIONS: {
    cause:
      "A compute role or a role of an identity pool has no grants, no policy documents and no managed policies. Amplify can assume it, but AWS denies every request.",
    fix: "Add grants. If permissions are added elsewhere, or the code needs none, ignore the warning.",
  },

  // Secrets
  LITERAL_SECRET: {
    cause:
      "A token or a password is a literal in the program, or was read from the environment at synth. It is then in the repository, or in plain text in cdk.tf.json.",
    fix: "CDKTF: pass `new TerraformVariable(this, …, { sensitive: true }).stringValue`. Pulumi: pass `config.requireSecret(…)`.",
  },
  SECRET_IN_VARIABLE: {
    cause:
      "An environment variable is named like a secret, looks like one, or comes from a sensitive variable or a secret Output. Variables of builds are in plain text for everyone with access to the app, and the running server does not see them.",
    fix: "Store the value in Secrets Manager or Parameter Store, pass its name or ARN as the variable, and read it at run time with a grant. If it is not a secret, or the build alone needs it, ignore the warning.",
  },
  SECRET_IN_ARGUMENT: {
    cause:
      "A build specification, headers, a description or the repository's address contains a token, a key or a password. Everyone with access to the app can read them.",
    fix: "Remove it and invalidate it. Pass the repository's token as `accessToken`, and read other secrets at run time.",
  },

  // Policies
  JSON_SYNTAX_ERROR: {
    cause:
      "The text of a policy is not valid JSON. Or an object in it has the same key twice, and all but one would be ignored.",
    fix: "Correct it at the line and column in the message. JSON has no comments, no single quotes and no trailing commas.",
  },
  MISSING_VERSION: {
    cause:
      "The policy has no `Version`. IAM then uses its rules of 2008, where policy variables such as `${aws:username}` are plain text. It is an error if the policy has a variable, otherwise a warning.",
    fix: 'Write `"Version": "2012-10-17"`.',
  },
  INVALID_VERSION: {
    cause:
      "The policy has the `Version` 2008-10-17, where policy variables such as `${aws:username}` are plain text. It is an error if the policy has a variable, otherwise a warning.",
    fix: 'Write `"Version": "2012-10-17"`.',
  },
  UNSUPPORTED_ELEMENT: {
    cause:
      "The element does not belong in this type of policy. An identity policy names no principal, because it is attached to one. A trust policy names no resource, because it belongs to one role.",
    fix: "Remove the element, or move the policy to where it belongs.",
  },
  CONFLICTING_ARGUMENTS: {
    cause: "Two properties exclude each other, such as `Action` and `NotAction` in one statement.",
    fix: "Keep one of them.",
  },
  INVALID_PRINCIPAL: {
    cause:
      "The principal does not have the format of its type: a service is a host name, an `AWS` principal is an account or an ARN.",
    fix: "Write the principal as the message shows.",
  },
  RESOURCE_POLICY: {
    cause:
      "A policy with both principals and resources was passed to `lint`. It belongs to a bucket, a queue or a key, not to a role.",
    fix: 'Check the policies of a role. Or declare it a resource policy (`type: "resource"`, `--type resource`); then only its grammar, names, ARNs and conditions are checked.',
  },
  INVALID_ACTION: {
    cause:
      "The action does not have the format `service:Action`, the Service Authorization Reference does not list it, or its wildcard matches no listed action. It is a warning if AWS may have added the action after this version was released.",
    fix: "Write the action that the message suggests, or look it up: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html",
  },
  ACTION_WITHOUT_RESOURCE: {
    cause:
      "AWS does not authorize some actions on single resources (`ssm:DescribeParameters`, `dynamodb:ListStreams`). In a statement with specific resources they never match.",
    fix: 'Move them to a separate statement with the resource `"*"`, and `logs:DescribeLogGroups` to one with `log-group:*`.',
  },
  UNSUPPORTED_RESOURCE_ARN_IN_POLICY: {
    cause:
      "The action is authorized on other resource types than the ARN's, so the permission never matches. Examples: an object action on a bucket, `logs:PutLogEvents` on a log group without `:log-stream:`, a parameter with two slashes, a secret without the suffix of its ARN, an ARN with a region although its type has none.",
    fix: "Write the ARN as the message shows.",
  },
  INVALID_CONDITION_KEY_FORMAT: {
    cause: "A condition key has the format `service:name`. This one has no service, no colon or no name.",
    fix: "Write the key with its service: `aws:PrincipalTag/team`, `s3:prefix`.",
  },
  INVALID_GLOBAL_CONDITION_KEY: {
    cause: "AWS does not list this global condition key (`aws:…`).",
    fix: "Write the key that the message suggests, or look it up: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  },
  INVALID_SERVICE_CONDITION_KEY: {
    cause: "AWS does not list this condition key for the services of the statement.",
    fix: "Write the key that the message suggests, or look it up in the Service Authorization Reference.",
  },
  UNSUPPORTED_ACTION_FOR_CONDITION_KEY: {
    cause:
      "Requests for the action do not include the condition key. The condition is then never true (`s3:prefix` with `s3:GetObject`, `dynamodb:LeadingKeys` with `dynamodb:Scan`), or always true if its operator is negated.",
    fix: "Split the statement, so that each action has only conditions that its requests can meet.",
  },
  INVALID_CONDITION_OPERATOR: {
    cause: "The condition operator does not exist. IAM rejects the policy.",
    fix: "Write one of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
  },
  TYPE_MISMATCH: {
    cause:
      "The operator compares a different type than the condition key has: a string operator with an ARN, a Boolean operator with a string.",
    fix: "Write the operator that the message names.",
  },
  INVALID_DATE_VALUE: {
    cause:
      "A condition compares a date with seconds since 1970. IAM accepts them, but they may not be the time that is meant.",
    fix: "Write a date: `2026-01-31T12:00:00Z`.",
  },
  INVALID_CONDITION_VALUE: {
    cause: "The operator cannot compare with this value, such as a numeric operator with text.",
    fix: "Write a value as the message shows.",
  },
  FORALLVALUES_WITH_SINGLE_VALUED_KEY: {
    cause: "`ForAllValues:` on a condition key with a single value also matches requests without the key.",
    fix: "Write the operator without `ForAllValues:`.",
  },
  MISSING_QUALIFIER: {
    cause: "The condition key can have several values, but the operator compares a single value.",
    fix: "Write `ForAnyValue:` or `ForAllValues:` before the operator.",
  },
  WILDCARD_WITHOUT_LIKE_OPERATOR: {
    cause:
      "`*` and `?` are wildcards only in operators with `Like` in their name. In `StringEquals` they are plain characters.",
    fix: "Write the operator with `Like`.",
  },
  LIKE_WITHOUT_WILDCARD: {
    cause: "A `Like` operator compares with values that contain no wildcard.",
    fix: "Write the operator with `Equals`, or add the wildcard.",
  },
  PRIVILEGE_ESCALATION: {
    cause: "With this action, the app's code, or an attacker who controls it, can give itself more permissions.",
    fix: "Remove the action from the roles of an app. If the app needs it, accept the warning.",
  },
  WILDCARD_RESOURCE: {
    cause: "The action can be restricted to a resource, but the statement allows it on all of them.",
    fix: "Write the ARN of the resource if the call has one.",
  },
  ALLOW_WITH_NOT_ELEMENT: {
    cause: "`NotAction`, `NotResource` or `NotPrincipal` with `Allow` allows everything except what it lists.",
    fix: "List what to allow, or write a `Deny`.",
  },
  PUBLIC_PRINCIPAL: {
    cause: 'A trust policy with the principal `"*"` allows everyone to assume the role.',
    fix: "Name the principals that assume the role.",
  },
  SECRET_IN_POLICY: {
    cause:
      "A policy contains an access key or a private key. Policies are not a place for secrets: many people can read them, and IAM keeps old versions.",
    fix: "Remove it, deactivate the key, and store secrets in Secrets Manager.",
  },
  REDUNDANT_STATEMENT: {
    cause: "Another statement of the policy already allows, or denies, everything that this one allows.",
    fix: "Remove one of the two.",
  },
  TRUST_PRINCIPAL: {
    cause:
      "The trust policy names another principal than the service that assumes the role. Amplify assumes roles as `amplify.amazonaws.com` in every region, Cognito identity pools as `cognito-identity.amazonaws.com`.",
    fix: 'Write `{ "Service": "amplify.amazonaws.com" }`, or `{ "Federated": "cognito-identity.amazonaws.com" }` for an identity pool\'s role.',
  },
  TRUST_ACTION: {
    cause:
      "The trust policy allows another action. Services assume roles with `sts:AssumeRole`, identity pools with `sts:AssumeRoleWithWebIdentity`.",
    fix: "Write the action that the message names.",
  },
  TRUST_CONDITION: {
    cause:
      "A condition of the trust policy prevents Amplify from assuming the role (Amplify sends the branch's ARN as `aws:SourceArn`), or may prevent it (any condition on a compute role). Or a condition is missing, so that any identity pool could use the role.",
    fix: "Write the condition that the message shows.",
  },
  TRUST_DENIES: {
    cause: "A `Deny` in the trust policy applies to the principal that assumes the role.",
    fix: "Remove the `Deny`.",
  },

  ...policyCodes,

  // Roles
  INVALID_ROLE_NAME: {
    cause:
      "The name of a role has 1 to 64 letters, digits or `+=,.@_-` characters. The name of a managed policy, which is composed of the role's and a service's, has up to 128.",
    fix: "Write a name with these characters, or leave it out: a name is then generated.",
  },
  INVALID_PATH: {
    cause:
      "A path starts and ends with a slash and has at most 512 characters. The path of managed policies, which is their role's, has only letters, digits and `.,+@=_-` between the slashes.",
    fix: "Write a path such as `/amplify/`.",
  },
  INVALID_DESCRIPTION: {
    cause: "A description has at most 1,000 characters, all of them Latin (up to U+00FF).",
    fix: "Shorten it, or write it in Latin characters.",
  },
  INVALID_SESSION_DURATION: {
    cause: "A session lasts 3,600 to 43,200 seconds, as a whole number.",
    fix: "Write a number between them.",
  },
  INVALID_PROPAGATION: {
    cause: "`propagationSeconds`, the wait after a compute role is created, is a whole number from 0 to 300.",
    fix: "Write a number between them, or leave `propagationSeconds` out: the default is 10.",
  },
  INVALID_MANAGED_POLICY: {
    cause: "The string is neither a managed policy's ARN nor the name of an AWS managed policy.",
    fix: 'Write `"AmazonS3ReadOnlyAccess"`, or the whole ARN of your own policy.',
  },
  UNKNOWN_MANAGED_POLICY: {
    cause:
      "AWS has no managed policy of that name or ARN, so the deploy would fail halfway. The list is of the library's release: a name that is one or two characters off, or a wrong path in an ARN, is an error; any other unknown name is a warning, because AWS adds policies.",
    fix: "Write the name that the message suggests, or compare it with https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html.",
  },
  SERVICE_LINKED_POLICY: {
    cause:
      "Policies under `aws-service-role/` belong to service-linked roles. IAM rejects their attachment to other roles with PolicyNotAttachable: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html",
    fix: "Remove the policy, and grant what the code needs.",
  },
  ADMINISTRATOR_POLICY: {
    cause:
      "`AdministratorAccess`, `PowerUserAccess`, `IAMFullAccess` or `AdministratorAccess-Amplify` is attached to a role that serves requests: a compute role, or a role of an identity pool's users.",
    fix: "Remove the policy, and write grants for what the code calls.",
  },
  NOT_A_ROLE_ARN: {
    cause:
      "The string is not the ARN of an IAM role. Often it is a role's name, or the ARN of an assumed role from an error message.",
    fix: 'Write `"arn:aws:iam::<account>:role/<name>"`, or an object for a new role.',
  },
  DUPLICATE_ROLE_NAME: {
    cause:
      "Two roles of one specification, or the managed policies that are created for them, have the same name. IAM ignores case.",
    fix: "Give one of them a different `name`.",
  },
  INVALID_RETENTION: {
    cause: "CloudWatch accepts only certain numbers of days.",
    fix: "Write one of the numbers that the message lists. 0 means that logs never expire.",
  },
  LOG_GROUP_WITHOUT_APP: {
    cause: "A log group's retention, key or tags are given for a role that is not limited to one app.",
    fix: "Add `appId`, or leave them out.",
  },
  NOT_AN_IDENTITY_POOL: {
    cause:
      "The id of an identity pool is its region, a colon and a UUID. An ARN, a name or a user pool's id is not accepted.",
    fix: "Pass the pool's `id`.",
  },
  IDENTITY_POOL_REGION_MISMATCH: {
    cause:
      "The pool's id starts with its region, but a different region is given, where Cognito does not find the pool.",
    fix: "Pass a pool of the given region, or write the pool's region.",
  },
  PRINCIPAL_TAGS_WITHOUT_ROLE: {
    cause:
      "Cognito tags the sessions of signed-in users with `sts:TagSession`, but no role that allows it is created here: the authenticated role already exists, or there is only a role for guests. If the trust policy of a role does not allow the action, its users get no credentials.",
    fix: "Let `authenticated` be a new role. Or allow `sts:TagSession` in the trust policy of the existing one, and ignore the warning.",
  },
  IDENTITY_POOL_WITHOUT_ROLE: {
    cause: "The identity pool has neither a role for signed-in users nor one for guests.",
    fix: "Add `authenticated`, `unauthenticated`, or both.",
  },
  DUPLICATE_IDENTITY_PROVIDER: {
    cause:
      "Cognito has one mapping of claims to tags, and one of users to roles, for each identity provider, but two are given.",
    fix: "Merge the entries of one provider.",
  },
  UNAVAILABLE_TO_GUESTS: {
    cause:
      "In the enhanced flow, Cognito limits guest sessions to certain services with a session policy, and this service is not one of them.",
    fix: "Give the grant to the authenticated role, or let the server make the call. In the basic flow sessions are not limited; ignore the warning there.",
  },
  POLICY_OVER_QUOTA: {
    cause:
      "IAM accepts 10,240 characters in all inline policies of a role together and 6,144 in a managed policy, not counting white space. Values known only after deploy are counted at their maximum length. If only that exceeds the quota, it is a warning.",
    fix: 'Write `policyType: "managed"`, name resources by prefix or path, or give fewer grants to one role.',
  },
  TOO_MANY_POLICIES: {
    cause: "IAM attaches at most 10 managed policies to a role, unless the account's quota has been raised.",
    fix: "Attach fewer, name resources by prefix, or use inline policies if they fit in 10,240 characters.",
  },
  TRUST_OVER_QUOTA: {
    cause: "A trust policy has at most 2,048 characters.",
    fix: "Shorten the given partition, region or account.",
  },

  // Apps and branches
  NOT_AN_APP_ID: {
    cause: "The id of an Amplify app starts with `d`. An ARN, a name or a domain is not accepted.",
    fix: "Write what follows `apps/` in the app's ARN.",
  },
  COMPUTE_ROLE_WITHOUT_SERVER: {
    cause: 'An app on the platform `"WEB"` runs no server code, so nothing assumes a compute role.',
    fix: 'Write `platform: "WEB_COMPUTE"`, or leave the compute role out.',
  },
  BRANCH_NAME_COLLISION: {
    cause:
      "Two branches get the same name once characters that role and construct names do not accept are replaced: `feature/login` and `feature-login`.",
    fix: "Give one of them an `id`.",
  },
  INVALID_BRANCH_NAME: {
    cause: "The name of a branch has 1 to 255 characters, at least one of them a Latin letter or a digit.",
    fix: "Write the name of the Git branch, and an `id` if the name has no Latin letter or digit.",
  },
  UNSUPPORTED_BY_CLOUD_CONTROL: {
    cause:
      "A branch with its own compute role is created through Cloud Control, as `AWS::Amplify::Branch`, which supports fewer arguments than `aws_amplify_branch`.",
    fix: "Leave the argument out, or give the compute role to the app.",
  },
  REQUIRES_CLOUD_CONTROL: {
    cause: "`AWS::Amplify::Branch` supports the argument, but the provider's `aws_amplify_branch` does not.",
    fix: 'Write `managedBy: "cloudControl"` for a branch that does not exist yet, or set the argument on the app.',
  },
  BRANCH_NOT_IMPORTABLE: {
    cause: "The provider cannot import resources that are managed through Cloud Control.",
    fix: "Import the branch without its own role, and attach an `AmplifyComputeRole` with its `attachCommand`.",
  },
  IMPORT_REPLACES_APP: {
    cause: "The provider cannot remove a service role in place: it would replace the app.",
    fix: "Leave `serviceRole` out to get a new role, or write the ARN of the role that the app has.",
  },
  IMPORT_WITHOUT_APP: {
    cause: "A branch is imported, but its app is not.",
    fix: "Add the app's `importId`.",
  },
  APP_ROOT_NOT_IN_BUILD_SPEC: {
    cause:
      "`AMPLIFY_MONOREPO_APP_ROOT` names a folder that the build specification has no `appRoot` for, so Amplify does not know how to build it. https://docs.aws.amazon.com/amplify/latest/userguide/monorepo-configuration.html",
    fix: "Write the same path in both places.",
  },
  NOTIFICATION_WITHOUT_TOPIC: {
    cause:
      "`enableNotification` only marks the branch. E-mails need an EventBridge rule for the events of builds and an SNS topic as its target, as the console creates them.",
    fix: "Create the rule and the topic (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/amplify_branch#notifications), and write `notificationRule: true` on the branch.",
  },
  ROLE_TYPE_MISMATCH: {
    cause: "An `AmplifyServiceRole` is given as a compute role, or an `AmplifyComputeRole` as a service role.",
    fix: "Service roles build apps and write logs, compute roles run server code. Pass the one of the kind that the property needs.",
  },
  IMPORT_KEEPS: {
    cause:
      "An import leaves what the specification does not mention as it is in AWS, as long as `importId` is there. It is not known at synth which values those are.",
    fix: "Compare the specification with `aws amplify get-app` and `get-branch`, and write what the app needs. Then remove `importId`: the plan shows what the deploy would remove.",
  },
  IMPORT_REMOVES: {
    cause:
      "An import updates the app to what the specification says. A collection, such as environment variables or rules, becomes exactly what is written, and a new role replaces the one that the app has.",
    fix: "Write everything that must stay, or leave the property out to keep it as it is in AWS.",
  },
  LOG_GROUP_MAY_EXIST: {
    cause:
      "An app that is imported may have written SSR logs before. Then its log group exists, and creating it fails with `ResourceAlreadyExistsException`.",
    fix: "Write `logs: { import: true }` if the log group exists, otherwise `import: false`.",
  },
  PREVIEWS_MAY_WRITE: {
    cause:
      "Pull-request previews and auto-created branches run as the app's compute role, and that role may change data. Code of a pull request could then change production's data. AWS advises roles of branches: https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html",
    fix: "Give each branch its own `computeRole`, and write what previews may do in `previews: { computeRole: … }`.",
  },
  PREVIEWS_WITHOUT_ROLE: {
    cause:
      "Every branch has its own compute role and the app has none, so previews and auto-created branches have no credentials.",
    fix: "Write `previews: { computeRole: { grants: [ … ] } }`, or `previews: { computeRole: false }` if they call no AWS service.",
  },
  PREVIEWS_OF_PUBLIC_REPOSITORY: {
    cause:
      "Anybody can open a pull request in a public repository, and its preview would build as the app's service role and run as its compute role. AWS's pages differ: https://docs.aws.amazon.com/amplify/latest/userguide/pr-previews.html says that Amplify does not build such previews, https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html says not to use the app's compute role with them.",
    fix: "Turn previews off for a public repository. For a private one, write `previews: { publicRepository: false }`.",
  },
  BRANCH_RUNS_AS_PREVIEWS: {
    cause: "The app's compute role is given in `previews`, and a branch without its own role uses it, too.",
    fix: "Give the branch its own `computeRole`.",
  },
  INVALID_BASIC_AUTH: {
    cause: "The credentials are not base64 of `user:password`, or a part is empty or longer than 255 characters.",
    fix: 'Write `Buffer.from("user:password").toString("base64")`.',
  },
  BASIC_AUTH_INCOMPLETE: {
    cause:
      "Basic auth needs both `enableBasicAuth: true` and `basicAuthCredentials`. Credentials alone protect nothing. `AWS::Amplify::Branch` accepts the switch only together with the credentials.",
    fix: "Add the missing one.",
  },
  UNSUPPORTED_BY_PROVIDER: {
    cause: "The resource of the installed AWS provider does not have the argument and would ignore it silently.",
    fix: "Install a newer provider, or leave the argument out.",
  },
  RESERVED_VARIABLE: {
    cause:
      "Amplify rejects environment variables whose name starts with `AWS`, and JavaScript tools lose one that is named `__proto__`.",
    fix: "Use another name. `AWS_REGION` is set at run time anyway.",
  },
  VARIABLE_TOO_LONG: {
    cause: "The value of a variable has more than 5,500 characters.",
    fix: "Store the value in Parameter Store or Secrets Manager, and read it at run time.",
  },
  INVALID_NUMBER: {
    cause: "The number is not a whole number, or it is too small or too large.",
    fix: "Write a whole number in the range that the message names.",
  },

  // Settings
  INVALID_SETTINGS_PATH: {
    cause:
      "The path of settings is the start of parameters' names. It starts with a slash, does not end with one, and does not start with `/aws` or `/ssm`, which Parameter Store reserves: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html",
    fix: 'Write a path such as `"/web/prod"`.',
  },
  INVALID_SETTING_NAME: {
    cause:
      "A setting has the name of an environment variable. Names that start with `AWS_` belong to the SDK, and `SETTINGS_PATH` to this library.",
    fix: "Use letters, digits and underscores, and no digit at the start.",
  },
  SECRET_NAME_LIKE_SUFFIX: {
    cause:
      "Secrets Manager adds a hyphen and six characters to a secret's ARN. AWS advises against names that end like that: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
    fix: "Use another name for the group, such as `db_server` for `db-server`.",
  },
  SETTING_IN_TWO_PLACES: {
    cause:
      "A variable is a setting and an environment variable, or two specifications have the same parameter or secret, or a `.env` file has the variable twice. It is not clear which value counts.",
    fix: "Keep one of the two.",
  },
  SETTING_TOO_LARGE: {
    cause:
      "A standard parameter has at most 4 KiB, an advanced one 8 KiB: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html",
    fix: 'Write `tier: "Advanced"`, which costs 0.05 USD per month, or keep the value in a secret.',
  },
  SETTING_GROUP_TOO_LARGE: {
    cause:
      "The settings of a group are one JSON object in one secret, which has at most 64 KiB: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html",
    fix: "Move some of the settings to another group.",
  },
  SETTING_VALUE_IN_PROGRAM: {
    cause:
      "A value that has to stay hidden is plain text in the program, and so in its repository and in the files that the tool writes. Or a parameter's value looks like a secret.",
    fix: "Remove the value and run `amplify-roles settings push`, or pass a sensitive variable.",
  },
  SETTING_VALUES_MIXED: {
    cause:
      "Some settings of a group have a value in the program and others do not. A deploy writes the whole secret, and would remove the values that `amplify-roles settings push` wrote.",
    fix: "Give all settings of the group a value, or none. Or move the others to another group.",
  },
  SETTINGS_WITHOUT_ROLE: {
    cause: "Settings are granted to the new compute roles of the specification, and no such role could read these.",
    fix: "Write `computeRole: {}`. For an existing role, use `AmplifySettings` and its `grants`.",
  },
  SETTINGS_PATH_NOT_IN_BUILD_SPEC: {
    cause:
      "Amplify gives environment variables to the build only. The build has to write `SETTINGS_PATH` to `.env.production`, or the running server cannot find its settings: https://docs.aws.amazon.com/amplify/latest/userguide/ssr-environment-variables.html",
    fix: "Add the command that the message shows before the framework's build.",
  },
  INVALID_RECOVERY_WINDOW: {
    cause:
      "Secrets Manager keeps a deleted secret for 7 to 30 days: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html",
    fix: "Write a whole number from 7 to 30, or 0 to delete secrets at once.",
  },
  INVALID_ALPHABET: {
    cause: "A generated value is made of at least two different characters.",
    fix: "Write the characters to choose from, each once.",
  },
  AMBIGUOUS_ENV_VALUE: {
    cause:
      "An unquoted value in a `.env` file contains `#`. dotenv for Node.js ends the value there, python-dotenv and Docker Compose only if a space precedes it.",
    fix: "Write quotes around the value.",
  },
  PRIVATE_KEY_IN_ENV: {
    cause:
      "A `.env` file contains a private key. It is copied to many places, and a key that others may have read protects nothing.",
    fix: "Remove it from the file, replace the key, and write it to its own secret with `aws secretsmanager put-secret-value --secret-string file://key.pem`.",
  },
  ACCESS_KEY_IN_VARIABLE: {
    cause: "A variable contains what looks like an access key. Everyone who can see the app can read it.",
    fix: "Delete the key. Give the app a compute role with grants; the SDK finds the role's credentials without configuration.",
  },
  ...denialCodes,
  ...liveCodes,
} satisfies Record<string, CodeExplanation>;

/** The stable name of a problem. docs/errors.md explains each one. */
export type FindingCode = keyof typeof codes;
