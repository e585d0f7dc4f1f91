import { resourceType } from "../../aws/resource-type.js";
import { messages } from "../../findings/messages.js";
import { isPlainData } from "../../placeholders/plain-data.js";
import { omitUndefined } from "../../util/omit-undefined.js";
import { type GrantDefinition, type Option, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { customerKey } from "./kms.js";
import { type SecretName, secret as secretTarget } from "./secrets-manager.js";

/** An Aurora cluster by its identifier. */
export interface RdsClusterName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface RdsDataOptions<Text = string> {
  /** The secret with the database user's credentials, by ARN or by name. The Data API reads it as the caller. */
  readonly secret: Text | SecretName<Text>;
  /** ARN of the customer-managed key that encrypts the secret. */
  readonly secretKmsKey?: Text;
}

/** The Data API of Aurora: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html */
export interface RdsDataGrants<Text = string> {
  /** ExecuteStatement, BatchExecuteStatement, BeginTransaction, CommitTransaction, RollbackTransaction; reading its secret. */
  execute(cluster: OneOrMore<Text | RdsClusterName<Text>>, options: RdsDataOptions<Text>): Grant<Text>;
}

/** A database user of an instance, a cluster or a proxy. */
export interface RdsDatabaseUser<Text = string> extends ArnScope<Text> {
  /** `db-…` of an instance (DbiResourceId), `cluster-…` of a cluster, `prx-…` of a proxy; not its name. */
  readonly resourceId: Text;
  readonly user: Text;
}

/** IAM database authentication: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html */
export interface RdsIamGrants<Text = string> {
  /** `rds-db:connect` as one database user. */
  connect(user: OneOrMore<Text | RdsDatabaseUser<Text>>): Grant<Text>;
}

const cluster = resourceType({
  service: "rds",
  name: "cluster",
  prefix: "cluster:",
  resource: /^cluster:[\w*?-]+$/,
  example: "cluster:my-cluster",
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_Limits.html: 63
  characters: 71,
  scope: "regional",
  named: [{ keys: { name: /^[A-Za-z][\w*?-]{0,62}$/ }, resource: ({ name }) => `cluster:${name}` }],
});

const databaseUser = resourceType({
  service: "rds-db",
  name: "database user",
  prefix: "dbuser:",
  resource: /^dbuser:[\w*?-]+\/[^/]+$/,
  example: "dbuser:db-ABCDEFGHIJKL01234/web",
  // A resource id of 34 ("cluster-", and 26), and PostgreSQL's user names of 63.
  characters: 105,
  scope: "regional",
  named: [
    {
      keys: { resourceId: /^(db|cluster|prx)-[A-Za-z0-9*?-]+$/, user: /^[^/:]{1,63}$/ },
      resource: ({ resourceId, user }) => `dbuser:${resourceId}/${user}`,
    },
  ],
});

/** A secret is read, and refused, by the grant that comes along for it. */
const secret: Option<string | object> = {
  schema: (value, context) =>
    typeof value === "string" || isPlainData(value) ? value : context.report(messages.notText(value)),
  maxLength: secretTarget.maxLength,
};

type DataOptions = { secret: string | object; secretKmsKey?: string };

export const rdsDataDefinition: GrantDefinition<DataOptions> = {
  name: "rdsData",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrdsdataapi.html",
  resourceType: cluster,
  options: { secret, secretKmsKey: customerKey },
  access: {
    execute: {
      required: ["secret"],
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
    },
  },
  impliedGrants: ({ secret: resource, secretKmsKey }) => [
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
};

export const rdsIamDefinition: GrantDefinition = {
  name: "rdsIam",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrdsiamauthentication.html",
  resourceType: databaseUser,
  options: {},
  access: { connect: { permissions: [{ actions: ["rds-db:connect"], resources: onResource }] } },
};
