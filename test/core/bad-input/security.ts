import {
  allow,
  appsync,
  bedrock,
  cloudFront,
  cognito,
  dynamodb,
  ecr,
  kms,
  location,
  rdsData,
  rdsIam,
  s3,
  secretsManager,
  ses,
  sns,
  sqs,
  ssm,
  sts,
} from "@amplify-roles/core";
import { api, cluster, key, queue, table } from "../fixtures/arns.js";
import { Unresolved } from "../support/placeholders.js";
import { planners } from "../support/plans.js";
import {
  accessKeyId,
  app,
  arnOf,
  branch,
  computeRole,
  granting,
  type Row,
  resource,
  serviceRole,
  variables,
  wrong,
} from "./rows.js";

/** Restrictions that a policy cannot enforce, and wildcards that match more than they seem to. */
export const restrictions: readonly Row[] = [
  [
    "a prefix in buckets with a wildcard",
    granting(s3.delete({ name: "app-*" }, { prefix: "public/" })),
    ["INEFFECTIVE_RESTRICTION grants[0].options.prefix"],
  ],
  [
    "a prefix in a bucket's ARN with a wildcard, next to one without",
    granting(s3.read(["arn:aws:s3:::web", "arn:aws:s3:::app?prod"], { prefix: "public/" })),
    ["INEFFECTIVE_RESTRICTION grants[0].options.prefix"],
  ],
  [
    "a prefix in access points with a wildcard",
    granting(s3.read({ accessPoint: "ap*" }, { prefix: "x/" })),
    ["INEFFECTIVE_RESTRICTION grants[0].options.prefix"],
  ],
  [
    "a prefix of uploads in buckets with a wildcard",
    granting(s3.manageUploads({ name: "app-*" }, { prefix: "x/" })),
    ["INEFFECTIVE_RESTRICTION grants[0].options.prefix"],
  ],
  [
    "a wildcard in the account only",
    granting(s3.read({ accessPoint: "ap", account: "*" }, { prefix: "x/" })),
    ["OTHER_SIDE_REQUIRED grants[0]"],
  ],
  [
    "no indexes of tables with a wildcard",
    granting(dynamodb.read({ name: "my-app-*" }, { indexes: [] })),
    ["INEFFECTIVE_RESTRICTION grants[0].options.indexes"],
  ],
  [
    "indexes of tables with a wildcard, in PartiQL",
    granting(dynamodb.partiqlRead({ name: "my-app-*-prod" }, { indexes: ["byDate"] })),
    ["INEFFECTIVE_RESTRICTION grants[0].options.indexes"],
  ],
  ["leading keys of tables with a wildcard", granting(dynamodb.read({ name: "a-*" }, { leadingKeys: ["web"] })), []],
  ["tables with a wildcard", granting(dynamodb.readWrite({ name: "my-app-*" })), []],
  [
    "indexes that cannot be",
    granting(dynamodb.read(table, { indexes: ["", "a/b", "*"] })),
    [
      "INVALID_NAME grants[0].options.indexes[0]",
      "INVALID_NAME grants[0].options.indexes[1]",
      "WILDCARD_GRANTS_EVERYTHING grants[0].options.indexes[2]",
    ],
  ],
  [
    "roles with a wildcard, which also matches those under a path",
    granting(sts.assumeRole({ name: "app-*" })),
    [`WILDCARD_CROSSES_SLASHES ${resource}.name`],
  ],
  [
    "the ARN of roles with a wildcard",
    granting(sts.assumeRole("arn:aws:iam::123456789012:role/team/app-*")),
    [`WILDCARD_CROSSES_SLASHES ${resource}`],
  ],
  ["all roles under a path", granting(sts.assumeRole({ name: "team/*" })), []],
  [
    "parameters with a wildcard before a part of the name",
    granting(ssm.read({ name: "/web/*/url" })),
    [`WILDCARD_CROSSES_SLASHES ${resource}.name`],
  ],
  [
    "a path of parameters with a wildcard",
    granting(ssm.read(arnOf("ssm", "parameter/app-*/public/*"))),
    [`WILDCARD_CROSSES_SLASHES ${resource}`],
  ],
  ["parameters under a path", granting(ssm.read({ name: "/web/*" })), []],
  [
    "secrets with a wildcard before a part of the name",
    granting(secretsManager.read({ name: "app-*/db" })),
    [`WILDCARD_CROSSES_SLASHES ${resource}.name`],
  ],
  [
    "repositories with a wildcard before a part of the name",
    granting(ecr.pull({ name: "team-*/web" })),
    [`WILDCARD_CROSSES_SLASHES ${resource}.name`],
  ],
  [
    "a prefix with a wildcard before a part of it",
    granting(s3.read({ name: "b" }, { prefix: "users/*/public/" })),
    ["WILDCARD_CROSSES_SLASHES grants[0].options.prefix"],
  ],
  [
    "a prefix with a policy variable",
    granting(s3.read({ name: "b" }, { prefix: "${aws:PrincipalTag/a*}/${*}/public/" })),
    [],
  ],
  [
    "a prefix without a slash at its end",
    granting(s3.read({ name: "b" }, { prefix: "images" })),
    ["PREFIX_WITHOUT_SLASH grants[0].options.prefix"],
  ],
];

const here = { partition: "aws", region: "eu-west-1", account: "123456789012" };
const inGovCloud = { region: "us-gov-west-1", account: "123456789012" };
const granted = (grant: unknown) => computeRole({ ...here, grants: [grant] });
const keyIn = (region: string) => `arn:aws:kms:${region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const send = "sqs:SendMessage";

/** Partitions, regions, accounts and keys that contradict each other. */
export const contradictions: readonly Row[] = [
  [
    "a table in another account",
    granted(dynamodb.read("arn:aws:dynamodb:eu-west-1:210987654321:table/orders")),
    ["OTHER_SIDE_REQUIRED grants[0]"],
  ],
  [
    "an API in another account",
    granted(appsync.graphql("arn:aws:appsync:eu-west-1:210987654321:apis/abc")),
    ["OTHER_ACCOUNT_UNREACHABLE grants[0]"],
  ],
  [
    "a region of another partition",
    computeRole({ partition: "aws", region: "cn-north-1" }),
    ["REGION_PARTITION_MISMATCH region"],
  ],
  ["the same of an app", app({ partition: "aws-cn", region: "eu-west-1" }), ["REGION_PARTITION_MISMATCH region"]],
  [
    "an ARN whose region is in another partition",
    granting(sqs.send("arn:aws:sqs:cn-north-1:123456789012:q")),
    [`REGION_PARTITION_MISMATCH ${resource}`],
  ],
  [
    "a name in another partition",
    granted(s3.read({ name: "b", partition: "aws-cn" })),
    [`ARN_PARTITION_MISMATCH ${resource}`],
  ],
  [
    "a name in a region of another partition",
    granted(sqs.send({ name: "q", region: "cn-north-1" })),
    [`REGION_PARTITION_MISMATCH ${resource}.region`],
  ],
  [
    "the same with wildcards",
    granted(sqs.send({ name: "q", region: "cn-*" })),
    [`REGION_PARTITION_MISMATCH ${resource}.region`],
  ],
  [
    "a region of another partition, if the deployment is looked up",
    granting(sqs.send({ name: "q", partition: "aws", region: "cn-north-1" })),
    [`REGION_PARTITION_MISMATCH ${resource}`],
  ],
  [
    "a key in another partition",
    granted(sqs.send({ name: "q" }, { kmsKey: key.replace("arn:aws:", "arn:aws-cn:") })),
    ["ARN_PARTITION_MISMATCH grants[0].options.kmsKey"],
  ],
  [
    "a key in another region than a name",
    granted(sqs.send({ name: "q" }, { kmsKey: keyIn("us-east-1") })),
    ["REGION_MISMATCH grants[0].options.kmsKey"],
  ],
  [
    "a key in another region than an ARN",
    granting(sns.publish(arnOf("sns", "t"), { kmsKey: keyIn("us-east-1") })),
    ["REGION_MISMATCH grants[0].options.kmsKey"],
  ],
  [
    "a key in none of the regions",
    granted(sqs.send({ name: "q", region: "us-*" }, { kmsKey: key })),
    ["REGION_MISMATCH grants[0].options.kmsKey"],
  ],
  [
    "a key in none of the regions of an ARN",
    granting(sqs.send("arn:aws:sqs:us-*:123456789012:q", { kmsKey: key })),
    ["REGION_MISMATCH grants[0].options.kmsKey"],
  ],
  ["a key in one of the regions", granted(sqs.send({ name: "q", region: "eu-*" }, { kmsKey: key })), []],
  ["a bucket's key, which may be in any region", granted(s3.read({ name: "b" }, { kmsKey: keyIn("us-east-1") })), []],
  [
    "the log group's key in another region",
    serviceRole({ ...here, appId: "d123456789", logs: { kmsKeyId: keyIn("us-east-1") } }),
    ["REGION_MISMATCH logs.kmsKeyId", "OTHER_SIDE_REQUIRED logs.kmsKeyId"],
  ],
  [
    "a user pool in another region",
    granting(cognito.readUsers({ userPoolId: "eu-west-1_a", region: "us-east-1" })),
    [`REGION_MISMATCH ${resource}.region`],
  ],
  [
    "a user pool's ARN with another region",
    granting(cognito.readUsers("arn:aws:cognito-idp:us-east-1:123456789012:userpool/eu-west-1_a")),
    [`REGION_MISMATCH ${resource}`],
  ],
  [
    "a region of Location in another partition",
    granted(location.maps({ regions: ["eu-west-1", "cn-north-1"] })),
    ["REGION_PARTITION_MISMATCH grants[0].options.regions[1]"],
  ],
  [
    "models in another partition",
    granted(
      bedrock.invokeInferenceProfile({ profileId: "eu.a" }, { models: ["arn:aws-cn:bedrock:*::foundation-model/a"] }),
    ),
    ["ARN_PARTITION_MISMATCH grants[0].options.models[0]"],
  ],
  [
    "a resource of `allow`",
    computeRole({ ...inGovCloud, grants: [allow({ actions: [send], resources: [queue] })] }),
    ["ARN_PARTITION_MISMATCH grants[0].resources[0]"],
  ],
  [
    "a resource of a policy document",
    computeRole({
      ...inGovCloud,
      policyDocuments: [{ Version: "2012-10-17", Statement: { Effect: "Allow", Action: send, Resource: queue } }],
    }),
    ["ARN_PARTITION_MISMATCH policyDocuments[0].Statement.Resource"],
  ],
  [
    "a policy document for several partitions",
    computeRole({
      ...inGovCloud,
      policyDocuments: [
        {
          Version: "2012-10-17",
          Statement: {
            Effect: "Allow",
            Action: send,
            Resource: [queue, "arn:aws-us-gov:sqs:us-gov-west-1:123456789012:mail"],
          },
        },
      ],
    }),
    ["ARN_PARTITION_MISMATCH policyDocuments[0].Statement.Resource[0]"],
  ],
  [
    "a boundary",
    computeRole({ ...inGovCloud, permissionsBoundary: "arn:aws:iam::123456789012:policy/b" }),
    ["ARN_PARTITION_MISMATCH permissionsBoundary"],
  ],
  [
    "a managed policy",
    computeRole({ ...inGovCloud, managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }),
    ["ARN_PARTITION_MISMATCH managedPolicies[0]"],
  ],
  ["a managed policy by name", computeRole({ ...inGovCloud, managedPolicies: ["ReadOnlyAccess"] }), []],
  ["an existing role of another partition", branch({ computeRole: "arn:aws-cn:iam::123456789012:role/r" }), []],
  [
    "the same, if the partition is known",
    app({ ...inGovCloud, computeRole: "arn:aws:iam::123456789012:role/r" }),
    ["ARN_PARTITION_MISMATCH computeRole"],
  ],
  [
    "an existing role of another account",
    app({ ...here, serviceRole: "arn:aws:iam::210987654321:role/r" }),
    ["ARN_ACCOUNT_MISMATCH serviceRole"],
  ],
  [
    "a boundary of another account",
    computeRole({ ...here, permissionsBoundary: "arn:aws:iam::210987654321:policy/b" }),
    ["ARN_ACCOUNT_MISMATCH permissionsBoundary"],
  ],
  [
    "a deployment that is known only after deploy",
    computeRole({
      partition: wrong(new Unresolved("aws")),
      region: "cn-north-1",
      grants: [s3.read("arn:aws-cn:s3:::b")],
    }),
    [],
  ],
];

const githubToken = `gh${"p_"}${"a1B2".repeat(9)}`;
const privateKey = ["-----BEGIN", "PRIVATE KEY-----\nMIIEvQ"].join(" ");
const LIKE_SECRETS = [
  "ENCRYPTION_KEY",
  "STRIPE_KEY",
  "DATABASE_SERVICE_ROLE_KEY",
  "DB_PASS",
  "MYSQL_PWD",
  "NEXT_PUBLIC_DB_PASSWORD",
  "VITE_PRIVATE_KEY",
];
const UNLIKE_SECRETS = [
  "PRIMARY_KEY",
  "RECAPTCHA_SITE_KEY",
  "PASSENGER",
  "BYPASS",
  "NEXT_PUBLIC_MAPS_TOKEN",
  "PASSWORD_POLICY",
  "SHIPPING",
];

/** Secrets that are written where others can read them. */
export const secrets: readonly Row[] = [
  ["a literal token", app({ accessToken: "token" }), ["LITERAL_SECRET accessToken"]],
  ["a literal OAuth token", app({ oauthToken: "token" }), ["LITERAL_SECRET oauthToken"]],
  [
    "a literal password",
    app({ enableBasicAuth: true, basicAuthCredentials: "dTpw" }),
    ["LITERAL_SECRET basicAuthCredentials"],
  ],
  [
    "a literal password of a branch",
    branch({ enableBasicAuth: true, basicAuthCredentials: "dTpw" }),
    ["LITERAL_SECRET branches.main.basicAuthCredentials"],
  ],
  [
    "a literal password of branches to come",
    app({ autoBranchCreationConfig: { enableBasicAuth: true, basicAuthCredentials: "dTpw" } }),
    ["LITERAL_SECRET autoBranchCreationConfig.basicAuthCredentials"],
  ],
  ["a token that is known only after deploy", app({ accessToken: new Unresolved("token") }), []],
  [
    "a token in the repository's address",
    app({ repository: `https://user:${githubToken}@github.com/acme/web` }),
    ["SECRET_IN_ARGUMENT repository"],
  ],
  [
    "any user in the repository's address",
    app({ repository: "https://x-token@github.com/acme/web" }),
    ["SECRET_IN_ARGUMENT repository"],
  ],
  ["an address for SSH", app({ repository: "ssh://git@github.com/acme/web" }), []],
  [
    "an access key in a build specification",
    app({ buildSpec: `export KEY=${accessKeyId}` }),
    ["SECRET_IN_ARGUMENT buildSpec"],
  ],
  [
    "a private key in a branch's build specification",
    branch({ managedBy: "cloudControl", buildSpec: privateKey }),
    ["SECRET_IN_ARGUMENT branches.main.buildSpec"],
  ],
  ["a token in headers", app({ customHeaders: `x-token: ${githubToken}` }), ["SECRET_IN_ARGUMENT customHeaders"]],
  ["a GitHub token in a variable", variables({ A: githubToken }), ["SECRET_IN_VARIABLE environmentVariables.A"]],
  [
    "a private key in a branch's variable",
    branch({ environmentVariables: { A: privateKey } }),
    ["SECRET_IN_VARIABLE branches.main.environmentVariables.A"],
  ],
  [
    "variables named like secrets",
    variables({
      DB_PASSWORD: "hunter2",
      AUTH0_CLIENT_SECRET: "abc",
      STRIPE_TOKEN: "x",
      FIREBASE_PRIVATE_KEY: "x",
      MY_API_KEY: "x",
    }),
    ["DB_PASSWORD", "AUTH0_CLIENT_SECRET", "STRIPE_TOKEN", "FIREBASE_PRIVATE_KEY", "MY_API_KEY"].map(
      (name) => `SECRET_IN_VARIABLE environmentVariables.${name}`,
    ),
  ],
  [
    "variables that only name a secret, or that are public",
    variables({ SECRET_ARN: "x", DB_SECRET_NAME: "x", NEXT_PUBLIC_API_KEY: "x", TOKEN_URL: "x", EMPTY_PASSWORD: "" }),
    [],
  ],
  [
    "keys and passwords with less common names",
    variables(Object.fromEntries(LIKE_SECRETS.map((name) => [name, "0123abcd"]))),
    LIKE_SECRETS.map((name) => `SECRET_IN_VARIABLE environmentVariables.${name}`),
  ],
  [
    "names that only resemble those of secrets",
    variables(Object.fromEntries(UNLIKE_SECRETS.map((name) => [name, "0123abcd"]))),
    [],
  ],
  [
    "references and settings under the names of secrets",
    variables({
      DB_SECRET: arnOf("secretsmanager", "secret:web-AbCdEf"),
      API_TOKEN: "/web/prod/api-token",
      USE_AUTH_TOKEN: "true",
      MAX_TOKEN: "128",
    }),
    [],
  ],
  [
    "a password as the secret of a database",
    granting(rdsData.execute(cluster, { secret: "hunter2" })),
    ["NOT_AN_ARN grants[0].options.secret"],
  ],
];

/** Names that match everything, although they are not a wildcard alone. */
export const disguised: readonly Row[] = [
  [
    "every secret, with the suffix",
    granting(secretsManager.read(arnOf("secretsmanager", "secret:*-??????"))),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  [
    "every secret by name",
    granting(secretsManager.read({ name: "*-*" })),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}.name`],
  ],
  ["every table", granting(dynamodb.read({ name: "*-*" })), [`WILDCARD_GRANTS_EVERYTHING ${resource}.name`]],
  ["every key", granting(kms.decrypt(arnOf("kms", "key/*-*"))), [`WILDCARD_GRANTS_EVERYTHING ${resource}`]],
  [
    "every multi-Region key",
    granting(kms.decrypt(arnOf("kms", "key/mrk-*"))),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  [
    "every key as a resource's",
    granting(sqs.send(queue, { kmsKey: arnOf("kms", "key/*-*") })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.kmsKey"],
  ],
  [
    "every user pool of the region",
    granting(cognito.manageUsers(arnOf("cognito-idp", "userpool/eu-west-1_*"))),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  [
    "every distribution",
    granting(cloudFront.invalidate({ distributionId: "E*" })),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}.distributionId`],
  ],
  [
    "every database",
    granting(rdsIam.connect({ resourceId: "db-*", user: "admin" })),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}.resourceId`],
  ],
  [
    "every database by ARN",
    granting(rdsIam.connect(arnOf("rds-db", "dbuser:db-*/admin"))),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  ["every domain", granting(ses.send({ name: "*.*" })), [`WILDCARD_GRANTS_EVERYTHING ${resource}.name`]],
  [
    "every address",
    granting(ses.send({ name: "example.com" }, { fromAddresses: ["*@*"] })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.fromAddresses[0]"],
  ],
  [
    "every role",
    granting(sts.assumeRole("arn:aws:iam::123456789012:role/*-*")),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  [
    "a role in every account",
    granting(sts.assumeRole({ name: "deploy", account: "*" })),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}.account`],
  ],
  [
    "a role's ARN in every account",
    granting(sts.assumeRole("arn:aws:iam::*:role/deploy")),
    [`WILDCARD_GRANTS_EVERYTHING ${resource}`],
  ],
  [
    "every object with a slash in its key",
    granting(s3.read({ name: "b" }, { prefix: "*/" })),
    ["WILDCARD_GRANTS_EVERYTHING grants[0].options.prefix"],
  ],
  ["every type", granting(appsync.fields(api, { type: "*" })), ["WILDCARD_GRANTS_EVERYTHING grants[0].options.type"]],
  [
    "types and fields that cannot be",
    granting(appsync.fields(api, { type: "", fields: ["a b"] })),
    ["INVALID_NAME grants[0].options.type", "INVALID_NAME grants[0].options.fields[0]"],
  ],
  [
    "an external id that cannot be",
    granting(sts.assumeRole({ name: "r" }, { externalId: " " })),
    ["INVALID_NAME grants[0].options.externalId"],
  ],
  [
    "a database user that cannot be",
    granting(rdsIam.connect({ resourceId: "db-A", user: 'a"\n' })),
    [`INVALID_NAME ${resource}.user`],
  ],
  ["names with a start", granting(dynamodb.read({ name: "my-*" }), kms.decrypt(arnOf("kms", "key/mrk-1*"))), []],
  [
    "administrators",
    computeRole({
      managedPolicies: [
        "AdministratorAccess",
        "arn:aws:iam::aws:policy/IAMFullAccess",
        "PowerUserAccess",
        "ReadOnlyAccess",
      ],
    }),
    [0, 1, 2].map((index) => `ADMINISTRATOR_POLICY managedPolicies[${index}]`),
  ],
  [
    "guests that are administrators",
    () =>
      planners.identityPool({
        identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
        unauthenticated: { managedPolicies: { all: "AdministratorAccess" } },
      }),
    ["ADMINISTRATOR_POLICY unauthenticated.managedPolicies.all"],
  ],
  [
    "an AWS managed policy that is misspelled or under another path",
    computeRole({ managedPolicies: ["AmazonS3ReadOnlyAcess", "service-role/ReadOnlyAccess"] }),
    [0, 1].map((index) => `UNKNOWN_MANAGED_POLICY managedPolicies[${index}]`),
  ],
  [
    "a variable that only users have, in grants of roles",
    granting(
      s3.read("arn:aws:s3:::images", { prefix: "home/${AWS:UserName}/" }),
      dynamodb.read(table, { leadingKeys: ["${aws:username}"] }),
      allow({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::images/${aws:username}/*"] }),
    ),
    [0, 1, 2].map((index) => `VARIABLE_WITHOUT_VALUE grants[${index}]`),
  ],
  [
    "the same in policy documents",
    computeRole({
      policyDocuments: [
        {
          Version: "2012-10-17",
          Statement: {
            Effect: "Allow",
            Action: "s3:ListBucket",
            Resource: "arn:aws:s3:::images",
            Condition: { StringLike: { "s3:prefix": "${aws:username}/*" } },
          },
        },
        {
          Version: "2012-10-17",
          Statement: { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::images/${AWS:Username}/*" },
        },
      ],
    }),
    [0, 1].map((index) => `VARIABLE_WITHOUT_VALUE policyDocuments[${index}]`),
  ],
  [
    "a variable that only users of an identity provider have",
    serviceRole({
      grants: [dynamodb.read(table, { leadingKeys: ["${cognito-identity.amazonaws.com:sub}"] })],
      policyDocuments: [
        {
          Version: "2012-10-17",
          Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::images/${saml:sub}/*" },
        },
      ],
    }),
    ["VARIABLE_WITHOUT_VALUE grants[0]", "VARIABLE_WITHOUT_VALUE policyDocuments[0]"],
  ],
  [
    "the same in the role of an identity pool",
    () =>
      planners.identityPool({
        identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
        authenticated: { grants: [dynamodb.read(table, { leadingKeys: ["${cognito-identity.amazonaws.com:sub}"] })] },
      }),
    [],
  ],
  [
    "variables that sessions have, or with a default",
    granting(
      s3.read("arn:aws:s3:::images", { prefix: "home/${aws:PrincipalTag/team}/" }),
      allow({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::images/${aws:username, 'a'}/*"] }),
    ),
    [],
  ],
  [
    "a policy of a service-linked role",
    computeRole({ managedPolicies: ["AmazonECSServiceRolePolicy"] }),
    ["SERVICE_LINKED_POLICY managedPolicies[0]"],
  ],
  ["builds that are administrators", serviceRole({ managedPolicies: ["AdministratorAccess-Amplify"] }), []],
];

const directory = "web--eun1-az1--x-s3";

/** Directory buckets, and secrets that RDS manages. */
export const managed: readonly Row[] = [
  ["a directory bucket by name", granting(s3.read({ name: directory })), [`DIRECTORY_BUCKET ${resource}.name`]],
  [
    "a directory bucket as a bucket's ARN",
    granting(s3.read(`arn:aws:s3:::${directory}`)),
    [`DIRECTORY_BUCKET ${resource}`],
  ],
  [
    "a directory bucket's ARN",
    granting(s3.read(arnOf("s3express", `bucket/${directory}`))),
    [`DIRECTORY_BUCKET ${resource}`],
  ],
  [
    "an access point of a directory bucket",
    granting(s3.read({ accessPoint: "web--eun1-az1--xa-s3" })),
    [`DIRECTORY_BUCKET ${resource}.accessPoint`],
  ],
  [
    "what directory buckets need",
    granting(allow({ actions: ["s3express:CreateSession"], resources: [arnOf("s3express", `bucket/${directory}`)] })),
    [],
  ],
  [
    "a secret that RDS manages, by name",
    granting(secretsManager.read({ name: "rds!cluster-12345678-1234-1234-1234-123456789012" })),
    [],
  ],
  [
    "the same by ARN",
    granting(
      rdsData.execute(cluster, {
        secret: arnOf("secretsmanager", "secret:rds!cluster-12345678-1234-1234-1234-123456789012-AbCdEf"),
      }),
    ),
    [],
  ],
];
