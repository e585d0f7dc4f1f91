/** What a code stands for, wherever it turns up. docs/errors.md is made of it; nothing else needs it when a program runs. */
export interface CodeEntry {
  /** How one comes to it. */
  readonly cause: string;
  /** How one gets rid of it. */
  readonly cure: string;
}

/** Every code that a finding can have. */
export const codes = {
  // Shapes
  NOT_A_STRING: {
    cause:
      "A list, an object, a number or nothing stands where text is wanted; often a whole resource in place of its ARN.",
    cure: "Write text. Of a resource pass the attribute: `table.arn`, `bucket.arn`, `app.id`.",
  },
  NOT_A_BOOLEAN: {
    cause:
      'Something else stands where `true` or `false` is wanted, such as the text `"true"`. Flags that decide what is created have to be known at synth.',
    cure: "Write `true` or `false`, without quotes.",
  },
  NOT_A_NUMBER: {
    cause: 'Something else stands where a number is wanted, such as the text `"30"`.',
    cure: "Write the number, without quotes.",
  },
  NOT_AN_ARRAY: {
    cause: "One value, or a list that is known at deploy time only, stands where a list is wanted.",
    cure: "Put it in brackets: `grants: [dynamodb.read(table.arn)]`. What a list holds may be known later, the list itself may not.",
  },
  NOT_AN_OBJECT: {
    cause:
      "A list, text, an instance of a class or nothing stands where an object is wanted; or the object contains itself, is nested without end, or throws when it is read.",
    cure: "Write an object literal: `{ … }`.",
  },
  INVALID_VALUE: {
    cause: "AWS takes one of a few words here, and this is none of them.",
    cure: "Write one of the words that the message names.",
  },
  UNKNOWN_PROPERTY: {
    cause: "A typing mistake, or the name that a neighbouring tool has for it.",
    cure: "Write the key that the message names. Left alone, an unknown key would be dropped without a word.",
  },
  REQUIRED: { cause: "A key without which nothing can be planned is left out.", cure: "Give the key." },
  EMPTY: {
    cause: "A list or a text is there and holds nothing, so that it would grant or say nothing.",
    cure: "Name at least one entry, or leave the whole key out.",
  },
  UNRESOLVED_KEY: {
    cause: "A key of an object was made of a value that is known at deploy time only.",
    cure: "Write a key that is known at synth. Its value may be known later.",
  },
  VALUE_REQUIRED_AT_SYNTH: {
    cause: "The value decides what is created or granted, so it cannot wait until deploy time.",
    cure: "Write it as plain text, or as the message says.",
  },
  STRINGIFIED_VALUE: {
    cause:
      "A Pulumi `Output`, a CDKTF token or an object was put into text by `+`, a template string or `JSON.stringify`, or was cut.",
    cure: "Pass the value itself. Put text around an Output with pulumi.interpolate`…`, around a token with a template string.",
  },
  RESERVED_CHARACTER: {
    cause:
      "The text holds U+E000 or U+E001, which stand for late values inside this library, and which AWS takes nowhere.",
    cure: "Leave the character out.",
  },

  // ARNs and names
  NOT_AN_ARN: {
    cause: "A name, an id or something else stands where an ARN is wanted.",
    cure: 'Write the ARN, or name the resource in an object: `{ name: "orders" }`.',
  },
  INVALID_ARN: {
    cause:
      "The partition, region or account is not what this kind of ARN has: S3 buckets have neither region nor account, tables have both.",
    cure: "Write the ARN as the message shows it.",
  },
  ARN_SERVICE_MISMATCH: {
    cause: "The ARN belongs to another service than the grant.",
    cure: "Use the grant of that service, or pass the ARN that was meant.",
  },
  ARN_RESOURCE_TYPE_MISMATCH: {
    cause:
      "The ARN names something else of the same service: an object in place of a bucket, an index in place of a table, a secret without its suffix.",
    cure: "Pass the ARN of the kind that the message names.",
  },
  ARN_PARTITION_MISMATCH: {
    cause:
      "The resource lies in another partition (`aws`, `aws-cn`, `aws-us-gov`) than the deployment. Roles reach no other.",
    cure: "Name a resource of the deployment's partition, or set `partition` right.",
  },
  WILDCARD_GRANTS_EVERYTHING: {
    cause: "A wildcard stands for every resource or every action there is.",
    cure: 'Write ARNs, or the beginning of names: `{ name: "my-app-*" }`.',
  },
  ARN_AS_NAME: {
    cause: "An ARN stands inside an object that names a resource.",
    cure: "Write the ARN by itself, in place of the object.",
  },
  INVALID_NAME: {
    cause: "AWS takes no such name for this kind of resource.",
    cure: "Write a name that matches the pattern.",
  },
  RESOURCE_NOT_NAMED: {
    cause: "An object stands for a resource, and none of its keys names one.",
    cure: "Write one of the forms that the message shows.",
  },
  INVALID_LENGTH: {
    cause: "The text is shorter or longer than AWS takes.",
    cure: "Keep to the length in the message.",
  },
  TOO_MANY: { cause: "AWS takes a certain number of these at most.", cure: "Keep to the number in the message." },
  INVALID_TAG: {
    cause:
      "A key or a value holds characters that the service takes in no tag, is too long, or begins with `aws:`; or two keys of a role differ in upper and lower case only. Amplify takes fewer characters in keys than IAM and CloudWatch: no space and no `@`.",
    cure: "Write letters, digits and `_.:/=+-`, with at most 128 characters in a key and 256 in a value.",
  },
  PREFIX_WITH_SLASH: {
    cause: "A prefix of S3 keys begins with a slash. Keys look like paths, but begin with a name: `images/cat.png`.",
    cure: "Leave the slash out: `images/`. Where keys do begin with one, leave it.",
  },
  KMS_ALIAS: {
    cause: "IAM knows keys by their own ARN. An alias in a policy matches nothing.",
    cure: "Pass the key's ARN: `aws_kms_key.….arn`, `key.arn`.",
  },

  // Grants
  NOT_A_GRANT: {
    cause: "Something else stands among the grants, such as a policy statement or a resource.",
    cure: "Write a grant: `dynamodb.read(table.arn)`. A statement goes into `allow({ … })`, a whole policy into `policyDocuments`.",
  },
  UNKNOWN_GRANT: {
    cause: "A grant was written by hand, or by another version of the library, under a name that there is not.",
    cure: "Make grants with the functions: `s3.read(…)`.",
  },
  APPSYNC_API_WITHOUT_FIELDS: {
    cause:
      'AppSync authorises GraphQL on fields, so a policy on the bare API (`apis/<id>`) never matches, and calls end in "Unauthorized".',
    cure: "Use `appsync.graphql(…)`, or write `apis/<id>/*`, `apis/<id>/types/Query/*` or `apis/<id>/types/Query/fields/<field>`.",
  },
  INVALID_POLICY_CHARACTER: {
    cause: "IAM takes tabs, line ends and the characters U+0020 to U+00FF in policies, and no others.",
    cure: "Leave the character out. In names `?` stands for any one character.",
  },
  UNSUPPORTED_SID: { cause: "A Sid is made of letters and digits.", cure: "Leave out what is neither." },
  UNIQUE_SIDS_REQUIRED: {
    cause: "Two statements that end up in one role's policy have one Sid.",
    cure: "Give each a Sid of its own, or none.",
  },

  // Policies
  JSON_SYNTAX_ERROR: {
    cause:
      "The text of a policy is not JSON, or an object in it has a key twice, of which all but one would be dropped.",
    cure: "Mend it at the line and column that the message names. JSON takes no comments, no single quotes and no comma before a closing bracket.",
  },
  MISSING_VERSION: {
    cause:
      "The policy has no `Version`. IAM then uses its rules of 2008, where policy variables such as `${aws:username}` are plain text. It is an error if the policy has a variable, otherwise a warning.",
    cure: 'Write `"Version": "2012-10-17"`.',
  },
  INVALID_VERSION: {
    cause:
      "The policy has the `Version` 2008-10-17, where policy variables such as `${aws:username}` are plain text. It is an error if the policy has a variable, otherwise a warning.",
    cure: 'Write `"Version": "2012-10-17"`.',
  },
  UNSUPPORTED_ELEMENT: {
    cause:
      "Policies of identities name no principal, as they are attached to one; trust policies name no resource, as they are of one.",
    cure: "Take the element out, or put the policy where it belongs.",
  },
  CONFLICTING_ARGUMENTS: {
    cause: "Two things are given that exclude each other, such as `Action` and `NotAction` in one statement.",
    cure: "Keep one of them.",
  },
  INVALID_PRINCIPAL: {
    cause:
      "A principal's text is not one of its kind: a service has a host name, an `AWS` principal an account or an ARN.",
    cure: "Write one as the message shows.",
  },
  RESOURCE_POLICY: {
    cause:
      "A policy with principals and resources was given to `lint`: it is of a bucket, a queue or a key, not of a role.",
    cure: "Check a role's policies; or say that it is a resource's (`type: \"resource\"`, `--type resource`), and have no more of it checked than its grammar, names, ARNs and conditions.",
  },
  INVALID_ACTION: {
    cause:
      "The action is not written as `service:Action`, or the Service Authorization Reference does not list it, or no listed action matches its wildcard. It is a warning where AWS may have added the action after this version.",
    cure: "Write the action that the message names, or look it up: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html",
  },
  ACTION_WITHOUT_RESOURCE: {
    cause:
      "AWS authorises some actions (`ssm:DescribeParameters`, `dynamodb:ListStreams`) on no single resource. In a statement that names one they never match.",
    cure: 'Give them a statement of their own with the resource `"*"`; `logs:DescribeLogGroups` one with `log-group:*`.',
  },
  UNSUPPORTED_RESOURCE_ARN_IN_POLICY: {
    cause:
      "An action is authorised on resources of certain types, and the ARN is of another: an object action on a bucket, `logs:PutLogEvents` on a log group without `:log-stream:`, a parameter with two slashes, a secret without the end of its ARN, an ARN with a region where it has none. The permission would never match.",
    cure: "Write the ARN as the message shows.",
  },
  INVALID_CONDITION_KEY_FORMAT: {
    cause: "A condition key is `service:name`. The key has no service, no colon or no name.",
    cure: "Write the key with its service: `aws:PrincipalTag/team`, `s3:prefix`.",
  },
  INVALID_GLOBAL_CONDITION_KEY: {
    cause: "AWS does not list this global condition key (`aws:…`).",
    cure: "Write the key that the message names, or look it up: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  },
  INVALID_SERVICE_CONDITION_KEY: {
    cause: "AWS does not list this condition key for the services of the statement.",
    cure: "Write the key that the message names, or look it up in the Service Authorization Reference.",
  },
  UNSUPPORTED_ACTION_FOR_CONDITION_KEY: {
    cause:
      "No request for the action carries the key, so that the condition never holds (`s3:prefix` with `s3:GetObject`, `dynamodb:LeadingKeys` with `dynamodb:Scan`), or always does, where it is negated.",
    cure: "Split the statement, so that each action stands under conditions that its requests can meet.",
  },
  INVALID_CONDITION_OPERATOR: {
    cause: "IAM has no such condition operator, and refuses the policy.",
    cure: "Write one of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
  },
  TYPE_MISMATCH: {
    cause: "The operator compares another type than the key holds: text with an ARN's, true or false with text.",
    cure: "Write the operator that the message names.",
  },
  INVALID_CONDITION_VALUE: {
    cause: "The value is none that the operator can compare with, such as text for a number.",
    cure: "Write a value as the message shows.",
  },
  FORALLVALUES_WITH_SINGLE_VALUED_KEY: {
    cause: "`ForAllValues:` on a key with one value also matches requests without the key.",
    cure: "Write the operator without `ForAllValues:`.",
  },
  MISSING_QUALIFIER: {
    cause: "A key with several values is compared by an operator for one value.",
    cure: "Write `ForAnyValue:` or `ForAllValues:` before the operator.",
  },
  WILDCARD_WITHOUT_LIKE_OPERATOR: {
    cause:
      "`*` and `?` are wildcards under the operators with `Like` in their name, and plain characters under `StringEquals`.",
    cure: "Write the operator with `Like`.",
  },
  LIKE_WITHOUT_WILDCARD: {
    cause: "A `Like` operator compares with values of which none has a wildcard.",
    cure: "Write the operator with `Equals`, or the wildcard.",
  },
  PRIVILEGE_ESCALATION: {
    cause: "With this action the code of the app, or whoever gets into it, can give itself further permissions.",
    cure: "Leave it out of the roles of an app, or accept it knowingly: it is a warning.",
  },
  WILDCARD_RESOURCE: {
    cause: "The action can be held to a resource, and is not.",
    cure: "Write the resource's ARN, where the call has one.",
  },
  ALLOW_WITH_NOT_ELEMENT: {
    cause: "`NotAction`, `NotResource` or `NotPrincipal` with `Allow` grants everything but what it names.",
    cure: "Name what is meant, or write a `Deny`.",
  },
  PUBLIC_PRINCIPAL: {
    cause: 'A trust policy with the principal `"*"` lets everybody assume the role.',
    cure: "Name who is meant.",
  },
  SECRET_IN_POLICY: {
    cause:
      "A policy holds an access key or a private key. Policies are no place for secrets: many can read them, and versions are kept.",
    cure: "Take it out, deactivate the key, and keep secrets in Secrets Manager.",
  },
  REDUNDANT_STATEMENT: {
    cause: "Another statement of the policy denies all that this one allows, or allows it already.",
    cure: "Leave one of the two out.",
  },
  TRUST_PRINCIPAL: {
    cause:
      "Amplify assumes roles as `amplify.amazonaws.com` in every region, Cognito identity pools as `cognito-identity.amazonaws.com`, and the trust policy lets somebody else.",
    cure: 'Write `{ "Service": "amplify.amazonaws.com" }`, or `{ "Federated": "cognito-identity.amazonaws.com" }` for an identity pool\'s role.',
  },
  TRUST_ACTION: {
    cause: "Services assume roles by `sts:AssumeRole`, identity pools by `sts:AssumeRoleWithWebIdentity`.",
    cure: "Write the action that the message names.",
  },
  TRUST_CONDITION: {
    cause:
      "A condition of the trust policy keeps Amplify out (it sends the branch's ARN as `aws:SourceArn`), may keep it out (any condition on a compute role), or is missing where an identity pool has to be told from others.",
    cure: "Write the condition that the message shows.",
  },
  TRUST_DENIES: {
    cause: "A `Deny` in the trust policy speaks of whoever is to assume the role.",
    cure: "Leave it out.",
  },

  // Roles
  INVALID_ROLE_NAME: {
    cause:
      "A role's name has 1 to 64 letters, digits or `+=,.@_-` characters; a managed policy's, which is made of the role's and a service's, 128.",
    cure: "Write such a name, or leave it out: one is made.",
  },
  INVALID_PATH: {
    cause:
      "A path begins and ends with a slash and has at most 512 characters. That of managed policies, which is their role's, has letters, digits and `.,+@=_-` only.",
    cure: "Write `/amplify/`.",
  },
  INVALID_DESCRIPTION: {
    cause: "A description has at most 1,000 characters, all of them Latin (up to U+00FF).",
    cure: "Shorten it, or write it in Latin letters.",
  },
  INVALID_SESSION_DURATION: {
    cause: "Sessions last 3,600 to 43,200 whole seconds.",
    cure: "Write a number between them.",
  },
  INVALID_PROPAGATION: {
    cause: "A new compute role is waited for 0 to 300 whole seconds.",
    cure: "Write a number between them, or leave `propagationSeconds` out: 10.",
  },
  INVALID_MANAGED_POLICY: {
    cause: "The text is neither a managed policy's ARN nor the name of one of AWS's.",
    cure: 'Write `"AmazonS3ReadOnlyAccess"`, or the whole ARN of a policy of your own.',
  },
  NOT_A_ROLE_ARN: {
    cause:
      "The text is not the ARN of an IAM role; often a role's name, or an assumed role's ARN from an error message.",
    cure: 'Write `"arn:aws:iam::<account>:role/<name>"`, or an object for a new role.',
  },
  DUPLICATE_ROLE_NAME: {
    cause:
      "Two roles of one specification, or the managed policies made for them, come to one name. Upper and lower case are alike to IAM.",
    cure: "Give one of them a `name` of its own.",
  },
  INVALID_RETENTION: {
    cause: "CloudWatch keeps logs for certain numbers of days only.",
    cure: "Write one that the message names; 0 is for ever.",
  },
  LOG_GROUP_WITHOUT_APP: {
    cause: "A log group's retention, key or tags are given for a role that is for all apps.",
    cure: "Give `appId`, or leave them out.",
  },
  NOT_AN_IDENTITY_POOL: {
    cause: "An identity pool's id is its region, a colon and a UUID; an ARN, a name or a user pool's id is none.",
    cure: "Pass the pool's `id`.",
  },
  IDENTITY_POOL_REGION_MISMATCH: {
    cause: "A pool's id begins with its region, and another region is given: Cognito knows no such pool there.",
    cure: "Pass a pool of the region that is given, or give the pool's region.",
  },
  PRINCIPAL_TAGS_WITHOUT_ROLE: {
    cause:
      "Cognito tags the sessions of users who signed in, by `sts:TagSession`, and no role is created here that allows it: their role exists already, or there are guests only. A role whose trust policy does not allow it gives its users no credentials.",
    cure: "Let `authenticated` be a new role, or allow `sts:TagSession` in the trust policy of the one that exists: then the warning can be ignored.",
  },
  IDENTITY_POOL_WITHOUT_ROLE: {
    cause: "A pool is named, and neither of its two roles is given.",
    cure: "Give `authenticated`, `unauthenticated`, or both.",
  },
  DUPLICATE_IDENTITY_PROVIDER: {
    cause:
      "Cognito keeps one mapping of claims to tags, and one of users to roles, for each identity provider, and two are given.",
    cure: "Put all that is of one provider into one entry.",
  },
  UNAVAILABLE_TO_GUESTS: {
    cause:
      "In the enhanced flow Cognito narrows guests' sessions to some services by session policies of its own, and this one is not among them.",
    cure: "Give the grant to the authenticated role, or let the server make the call. In the basic flow sessions are not narrowed: then the warning can be ignored.",
  },
  POLICY_OVER_QUOTA: {
    cause:
      "IAM takes 10,240 characters in a role's inline policies together and 6,144 in a managed one, white space not counted. A value that is known later counts as long as it can get; where only that puts the policy over, it is a warning.",
    cure: 'Write `policyType: "managed"`, name resources by prefix or path, or give fewer grants to one role.',
  },
  TOO_MANY_POLICIES: {
    cause: "IAM attaches 10 managed policies to a role unless the account's quota was raised.",
    cure: "Attach fewer, name resources by prefix, or keep the permissions inline where they have 10,240 characters at most.",
  },
  TRUST_OVER_QUOTA: {
    cause: "A trust policy has at most 2,048 characters.",
    cure: "Shorten the partition, region or account that was given.",
  },

  // Apps and branches
  NOT_AN_APP_ID: {
    cause: "An Amplify app's id begins with `d`; an ARN, a name or a domain is none.",
    cure: "Write what follows `apps/` in the app's ARN.",
  },
  COMPUTE_ROLE_WITHOUT_SERVER: {
    cause: 'On platform `"WEB"` no server code runs, so nothing assumes a compute role.',
    cure: 'Write `platform: "WEB_COMPUTE"`, or leave the compute role out.',
  },
  BRANCH_NAME_COLLISION: {
    cause:
      "Two branches come to one name once characters that roles and constructs do not take are replaced: `feature/login` and `feature-login`.",
    cure: "Give one of them an `id`.",
  },
  INVALID_BRANCH_NAME: {
    cause: "A branch's name has 1 to 255 characters, some of them Latin letters or digits.",
    cure: "Write the Git branch's name, and an `id` where it has no Latin letters.",
  },
  UNSUPPORTED_BY_CLOUD_CONTROL: {
    cause:
      "A branch with its own compute role is made through Cloud Control, as `AWS::Amplify::Branch`, which has fewer arguments than `aws_amplify_branch`.",
    cure: "Leave the argument out, or give the compute role to the app.",
  },
  REQUIRES_CLOUD_CONTROL: {
    cause: "The argument exists on `AWS::Amplify::Branch` and not on the provider's `aws_amplify_branch`.",
    cure: 'Write `managedBy: "cloudControl"` for a branch that does not exist yet, or set it on the app.',
  },
  BRANCH_NOT_IMPORTABLE: {
    cause: "The provider cannot import what it makes through Cloud Control.",
    cure: "Import the branch without its own role, and attach an `AmplifyComputeRole` with its `attachCommand`.",
  },
  IMPORT_REPLACES_APP: {
    cause: "The provider cannot clear a service role in place: it would replace the app.",
    cure: "Leave `serviceRole` out for a new role, or write the ARN of the one that the app has.",
  },
  IMPORT_WITHOUT_APP: {
    cause: "A branch is to be taken over, and its app is not.",
    cure: "Give the app's `importId`.",
  },
  INVALID_BASIC_AUTH: {
    cause: "Credentials are base64 of `user:password`.",
    cure: 'Write `Buffer.from("user:password").toString("base64")`.',
  },
  BASIC_AUTH_INCOMPLETE: {
    cause: "`AWS::Amplify::Branch` takes basic auth only together with its credentials.",
    cure: "Give `basicAuthCredentials`.",
  },
  UNSUPPORTED_BY_PROVIDER: {
    cause: "The installed AWS provider's resource has no such argument; it would be dropped without a word.",
    cure: "Install a newer provider, or leave the argument out.",
  },
  RESERVED_VARIABLE: {
    cause: "Amplify refuses environment variables whose name begins with `AWS`.",
    cure: "Use another name. `AWS_REGION` is there at run time without being set.",
  },
  VARIABLE_TOO_LONG: {
    cause: "A variable's value has at most 5,500 characters.",
    cure: "Keep the value in Parameter Store or Secrets Manager, and read it at run time.",
  },
  ACCESS_KEY_IN_VARIABLE: {
    cause: "A variable holds what looks like an access key. Everybody who can see the app can read it.",
    cure: "Delete the key. Give the app a compute role with grants; the SDK finds its credentials by itself.",
  },
} satisfies Record<string, CodeEntry>;

export type ErrorCode = keyof typeof codes;
