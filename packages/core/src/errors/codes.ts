/** What a code stands for, wherever it turns up: https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md is made of it. */
export interface CodeEntry {
  /** How one comes to it. */
  readonly cause: string;
  /** How one gets rid of it. */
  readonly cure: string;
}

/** Every code that a finding can have. */
export const codes = {
  // Shapes
  NOT_TEXT: {
    cause:
      "A list, an object, a number or nothing stands where text is wanted; often a whole resource in place of its ARN.",
    cure: "Write text. Of a resource pass the attribute: `table.arn`, `bucket.arn`, `app.id`.",
  },
  NOT_A_FLAG: {
    cause:
      'Something else stands where `true` or `false` is wanted, such as the text `"true"`. Flags that decide what is created have to be known at synth.',
    cure: "Write `true` or `false`, without quotes.",
  },
  NOT_A_NUMBER: {
    cause: 'Something else stands where a number is wanted, such as the text `"30"`.',
    cure: "Write the number, without quotes.",
  },
  NOT_A_LIST: {
    cause: "One value, or a list that is known at deploy time only, stands where a list is wanted.",
    cure: "Put it in brackets: `grants: [dynamodb.read(table.arn)]`. What a list holds may be known later, the list itself may not.",
  },
  NOT_AN_OBJECT: {
    cause:
      "A list, text, an instance of a class or nothing stands where an object is wanted; or the object contains itself, is nested without end, or throws when it is read.",
    cure: "Write an object literal: `{ … }`.",
  },
  NOT_ONE_OF: {
    cause: "AWS takes one of a few words here, and this is none of them.",
    cure: "Write one of the words that the message names.",
  },
  UNKNOWN_KEY: {
    cause: "A typing mistake, or the name that a neighbouring tool has for it.",
    cure: "Write the key that the message names. Left alone, an unknown key would be dropped without a word.",
  },
  MISSING: { cause: "A key without which nothing can be planned is left out.", cure: "Give the key." },
  EMPTY: {
    cause: "A list is there and holds nothing, so that it would grant or say nothing.",
    cure: "Name at least one entry, or leave the whole key out.",
  },
  LATE_KEY: {
    cause: "A key of an object was made of a value that is known at deploy time only.",
    cure: "Write a key that is known at synth. Its value may be known later.",
  },
  MUST_BE_KNOWN: {
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
  BAD_ARN: {
    cause:
      "The partition, region or account is not what this kind of ARN has: S3 buckets have neither region nor account, tables have both.",
    cure: "Write the ARN as the message shows it.",
  },
  ARN_OF_OTHER_SERVICE: {
    cause: "The ARN belongs to another service than the grant.",
    cure: "Use the grant of that service, or pass the ARN that was meant.",
  },
  ARN_OF_OTHER_KIND: {
    cause:
      "The ARN names something else of the same service: an object in place of a bucket, an index in place of a table, a secret without its suffix.",
    cure: "Pass the ARN of the kind that the message names.",
  },
  ARN_OF_OTHER_PARTITION: {
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
  BAD_NAME: {
    cause: "AWS takes no such name for this kind of resource.",
    cure: "Write a name that matches the pattern.",
  },
  RESOURCE_NOT_NAMED: {
    cause: "An object stands for a resource, and none of its keys names one.",
    cure: "Write one of the forms that the message shows.",
  },
  BAD_LENGTH: { cause: "The text is shorter or longer than AWS takes.", cure: "Keep to the length in the message." },
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
  NOT_AN_ACTION: {
    cause: "The text is not `service:Action`, or its service has no such action.",
    cure: "Write the action as AWS's Service Authorization Reference does.",
  },
  APPSYNC_API_WITHOUT_FIELDS: {
    cause:
      'AppSync authorises GraphQL on fields, so a policy on the bare API (`apis/<id>`) never matches, and calls end in "Unauthorized".',
    cure: "Use `appsync.graphql(…)`, or write `apis/<id>/*`, `apis/<id>/types/Query/*` or `apis/<id>/types/Query/fields/<field>`.",
  },
  BAD_POLICY_TEXT: {
    cause: "IAM takes tabs, line ends and the characters U+0020 to U+00FF in policies, and no others.",
    cure: "Leave the character out. In names `?` stands for any one character.",
  },
  BAD_SID: { cause: "A Sid is made of letters and digits.", cure: "Leave out what is neither." },
  DUPLICATE_SID: {
    cause: "Two statements that end up in one role's policy have one Sid.",
    cure: "Give each a Sid of its own, or none.",
  },

  // Roles
  BAD_ROLE_NAME: {
    cause: "A role's name has 1 to 64 letters, digits or `+=,.@_-` characters.",
    cure: "Write such a name, or leave it out: one is made.",
  },
  BAD_PATH: {
    cause: "A path begins and ends with a slash and has at most 512 characters.",
    cure: "Write `/amplify/`.",
  },
  BAD_DESCRIPTION: {
    cause: "A description has at most 1,000 characters, all of them Latin (up to U+00FF).",
    cure: "Shorten it, or write it in Latin letters.",
  },
  BAD_SESSION_DURATION: {
    cause: "Sessions last 3,600 to 43,200 whole seconds.",
    cure: "Write a number between them.",
  },
  BAD_MANAGED_POLICY: {
    cause: "The text is neither a managed policy's ARN nor the name of one of AWS's.",
    cure: 'Write `"AmazonS3ReadOnlyAccess"`, or the whole ARN of a policy of your own.',
  },
  NOT_A_ROLE_ARN: {
    cause:
      "The text is not the ARN of an IAM role; often a role's name, or an assumed role's ARN from an error message.",
    cure: 'Write `"arn:aws:iam::<account>:role/<name>"`, or an object for a new role.',
  },
  DUPLICATE_ROLE_NAME: {
    cause: "Two roles of one specification come to one name. Upper and lower case are alike to IAM.",
    cure: "Give one of them a `name` of its own.",
  },
  BAD_RETENTION: {
    cause: "CloudWatch keeps logs for certain numbers of days only.",
    cure: "Write one that the message names; 0 is for ever.",
  },
  LOG_GROUP_WITHOUT_APP: {
    cause: "A log group's retention, key or tags are given for a role that is for all apps.",
    cure: "Give `appId`, or leave them out.",
  },
  POLICY_OVER_QUOTA: {
    cause:
      "IAM takes 10,240 characters in a role's inline policies together and 6,144 in a managed one, white space not counted. A value that is known later counts as long as it can get; where only that puts the policy over, it is a warning.",
    cure: 'Write `policyType: "managed"`, name resources by prefix or path, or give fewer grants to one role.',
  },
  TOO_MANY_POLICIES: {
    cause: "IAM attaches 10 managed policies to a role unless the account's quota was raised.",
    cure: "Attach fewer, name resources by prefix, or keep the permissions inline.",
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
  BAD_BRANCH_NAME: {
    cause: "A branch's name has 1 to 255 characters, some of them Latin letters or digits.",
    cure: "Write the Git branch's name, and an `id` where it has no Latin letters.",
  },
  NOT_IN_CLOUD_CONTROL: {
    cause:
      "A branch with its own compute role is made through Cloud Control, as `AWS::Amplify::Branch`, which has fewer arguments than `aws_amplify_branch`.",
    cure: "Leave the argument out, or give the compute role to the app.",
  },
  ONLY_IN_CLOUD_CONTROL: {
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
  BAD_BASIC_AUTH: {
    cause: "Credentials are base64 of `user:password`.",
    cure: 'Write `Buffer.from("user:password").toString("base64")`.',
  },
  BASIC_AUTH_INCOMPLETE: {
    cause: "`AWS::Amplify::Branch` takes basic auth only together with its credentials.",
    cure: "Give `basicAuthCredentials`.",
  },
  NOT_IN_PROVIDER: {
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

/** Where a code is explained. */
export const pageOf = (code: ErrorCode): string =>
  `https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#${code.toLowerCase()}`;
