import { dynamodb, ecr, s3, secretsManager, ssm, sts } from "@amplify-roles/core";
import { table } from "../fixtures/arns.js";
import { arnOf, granting, type Row, resource } from "./rows.js";

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
  ["a wildcard in the account only", granting(s3.read({ accessPoint: "ap", account: "*" }, { prefix: "x/" })), []],
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
