import { grantsOf } from "@amplify-roles/core/adapter";
import { everywhere, granted, may, otherRegion, regional, type Table, withSiblings } from "../support/model.js";

const { dsql } = grantsOf<string>();

const ID = "abcdefghijklmnopqrstuvwxyz";
const orders = regional("dsql", `cluster/${ID}`);
const customers = regional("dsql", "cluster/zyxwvutsrqponmlkjihgfedcba");
/** The peer of a multi-Region cluster: another cluster in another region. */
const peer = regional("dsql", "cluster/01234567890123456789abcdef", otherRegion);

export const dsqlTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_dsql.html",
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html",
  ],
  pools: [
    {
      service: "dsql",
      things: [
        ...everywhere("dsql", `cluster/${ID}`),
        ...withSiblings([orders, customers, peer]),
        regional("dsql", `cluster/${ID}/stream/abcdefghijklmnopqrstuvwxyz`),
      ],
    },
  ],
  cases: [
    ...[orders, customers, peer].flatMap((of) => [
      granted(`connects to ${of.arn}`, dsql.connect(of.arn), [may("dsql", "DbConnect", [of])]),
      granted(`connects to ${of.arn} as admin`, dsql.connectAsAdmin(of.arn), [may("dsql", "DbConnectAdmin", [of])]),
    ]),
    granted("connects to a cluster by its id", dsql.connect({ clusterId: ID }), [may("dsql", "DbConnect", [orders])]),
    granted("connects to both clusters of a multi-Region cluster", dsql.connect([orders.arn, peer.arn]), [
      may("dsql", "DbConnect", [orders, peer]),
    ]),
  ],
};
