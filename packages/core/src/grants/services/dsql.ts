import { onResource } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { service } from "../service.js";

const cluster = resource({
  service: "dsql",
  serviceName: "Aurora DSQL",
  name: "cluster",
  prefix: "cluster/",
  resource: /^cluster\/[a-z0-9*?]+$/,
  example: "cluster/abcdefghijklmnopqrstuvwxyz",
  // "cluster/", and 26 characters: https://docs.aws.amazon.com/aurora-dsql/latest/APIReference/API_ClusterSummary.html
  characters: 34,
  managedAs: ["aws_dsql_cluster", "aws:dsql/cluster:Cluster"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The cluster's identifier: 26 letters and digits. A multi-Region cluster has one in each of its regions. */
        clusterId: /^[a-z0-9]{26}$/,
      },
      resource: ({ clusterId }) => `cluster/${clusterId}`,
    }),
  ],
});

const { level, functions } = service("dsql", { resourceType: cluster });

/**
 * Aurora DSQL. A client connects with a token that it signs itself, so connecting is the only action that it needs.
 * The database roles decide what it may do after that. https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_dsql.html
 */
export const dsql = functions({
  /**
   * Connects as a custom database role, which must be granted to this IAM role in the database: `AWS IAM GRANT`.
   * https://docs.aws.amazon.com/aurora-dsql/latest/userguide/using-database-and-iam-roles.html
   */
  connect: level({ permissions: [{ actions: ["dsql:DbConnect"], resources: onResource }] }),
  /** Connects as `admin`, which can do everything in the database. */
  connectAsAdmin: level({ permissions: [{ actions: ["dsql:DbConnectAdmin"], resources: onResource }] }),
});

/** A cluster by its identifier. */
export type DsqlClusterId<Text = string> = NameOf<typeof cluster, Text>;
