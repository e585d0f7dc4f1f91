import { parseArn } from "../../aws/arn.js";
import { ONLY_WILDCARDS } from "../../aws/check-arn.js";
import type { Report } from "../../findings/finding.js";
import { notASecretString } from "../../findings/messages.js";
import { isPlainData } from "../../placeholders/plain-data.js";
import { omitUndefined } from "../../util/omit-undefined.js";
import { type Option, onResource } from "../definition.js";
import { form, type NameOf, type Reference, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";
import { customerKey } from "./kms.js";
import { secret } from "./secrets-manager.js";

const cluster = resource({
  service: "rds",
  name: "cluster",
  prefix: "cluster:",
  resource: /^cluster:[\w*?-]+$/,
  example: "cluster:my-cluster",
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html: 63
  characters: 71,
  managedAs: ["aws_rds_cluster", "aws:rds/cluster:Cluster"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The identifier of an Aurora cluster. */
        name: /^[A-Za-z][\w*?-]{0,62}$/,
      },
      resource: ({ name }) => `cluster:${name}`,
    }),
  ],
});

const databaseUser = resource({
  service: "rds-db",
  name: "database user",
  prefix: "dbuser:",
  resource: /^dbuser:[\w*?-]+\/[^/]+$/,
  example: "dbuser:db-ABCDEFGHIJKL01234/web",
  // A resource id of 34 ("cluster-", and 26), and PostgreSQL's user names of 63.
  characters: 105,
  managedAs: [],
  scope: "regional",
  every: /^((db|cluster|prx)-)?[*?-]+\//,
  // No attribute of a database is such an ARN: `db.arn` is the instance's.
  known:
    '{ resourceId: db.resourceId, user: "web" } (of a cluster: cluster.clusterResourceId), or the ARN as text that starts with "arn:aws:rds-db:"',
  named: [
    form({
      keys: {
        /** `db-…` of an instance (its DbiResourceId), `cluster-…` of a cluster, `prx-…` of a proxy; not its name. */
        resourceId: /^(db|cluster|prx)-[A-Za-z0-9*?-]+$/,
        /** The database user. */
        user: /^[^/:"\p{Cc}]{1,63}$/u,
      },
      resource: ({ resourceId, user }) => `dbuser:${resourceId}/${user}`,
    }),
  ],
});

const notASecretArn = (): Report => ({
  code: "NOT_AN_ARN",
  message: "This is not the ARN of a secret.",
  fix: 'Write "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/prod-AbCdEf" or { name: "…" }.',
});

/** The implied grant parses the secret, and reports what is wrong with it. */
const anySecret: Option<string | object, Reference<typeof secret>, true> = {
  schema: (value, context) => {
    if (typeof value !== "string") return isPlainData(value) ? value : context.report(notASecretString(value));
    // By mistake it may be the password itself, which no message repeats.
    return parseArn(value) === undefined && !ONLY_WILDCARDS.test(value) ? context.report(notASecretArn()) : value;
  },
  maxLength: secret.maxLength,
  required: true,
};

const dataApi = service("rdsData", {
  resourceType: cluster,
  options: {
    /** The secret with the database user's credentials, by ARN or by name. The Data API reads it as the caller. */
    secret: anySecret,
    /** ARN of the customer-managed key that encrypts the secret. */
    secretKmsKey: customerKey,
  },
  impliedGrants: ({ secret: resource, secretKmsKey }) =>
    resource === undefined
      ? []
      : [
          {
            option: "secret",
            grant: {
              grant: "secretsManager",
              access: "read",
              resources: [resource],
              options: omitUndefined({ kmsKey: secretKmsKey }),
            },
          },
        ],
});

/**
 * The Data API of Aurora. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_rds-data.html
 */
export const rdsData = dataApi.functions({
  /** Runs SQL statements, also in batches and transactions, and reads the secret with the credentials. */
  execute: dataApi.level({
    permissions: [
      {
        actions: [
          "rds-data:BatchExecuteStatement",
          "rds-data:BeginTransaction",
          "rds-data:CommitTransaction",
          "rds-data:ExecuteStatement",
          "rds-data:RollbackTransaction",
        ],
        resources: onResource,
      },
    ],
  }),
});

const iamAuthentication = service("rdsIam", { resourceType: databaseUser });

/**
 * IAM database authentication.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_rds-db.html
 */
export const rdsIam = iamAuthentication.functions({
  /** Connects to an instance, a cluster or a proxy as one database user. */
  connect: iamAuthentication.level({ permissions: [{ actions: ["rds-db:connect"], resources: onResource }] }),
});

/** An Aurora cluster by its identifier. */
export type RdsClusterName<Text = string> = NameOf<typeof cluster, Text>;
/** A database user of an instance, a cluster or a proxy. */
export type RdsDatabaseUser<Text = string> = NameOf<typeof databaseUser, Text>;
/** The options of `rdsData.execute(…)`, which docs/grants.md lists. */
export type RdsDataOptions<Text = string> = OptionsOf<typeof rdsData, "execute", Text>;
