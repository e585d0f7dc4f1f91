import { grantsOf } from "@amplify-roles/core/adapter";
import {
  type Case,
  china,
  granted,
  home,
  may,
  otherAccount,
  otherRegion,
  plainly,
  regional,
  type Scope,
  type Table,
  type Thing,
  when,
  withSiblings,
} from "../support/model.js";
import { key, keyPool, keyUse, otherKey, replicated, via } from "./kms.js";

const { dynamodb } = grantsOf<string>();

const BY_KEY = "BatchGetItem ConditionCheckItem GetItem Query";
const READ = `${BY_KEY} DescribeTable Scan`;
const WRITE = "BatchWriteItem DeleteItem PutItem UpdateItem";
const STREAM = "DescribeStream GetRecords GetShardIterator";
const DECRYPT = "Decrypt DescribeKey";
const ENCRYPT = `${DECRYPT} Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo`;

/** A table, three of its indexes, and two of its streams. The last index's name starts with the first one's whole name. */
const tableOf = (name: string, at: Scope = home) => ({
  name,
  table: regional("dynamodb", `table/${name}`, at),
  byDate: regional("dynamodb", `table/${name}/index/by-date`, at, "index"),
  indexes: ["by-date", "by-user", "by-date-and-user"].map((index) =>
    regional("dynamodb", `table/${name}/index/${index}`, at, "index"),
  ),
  streams: ["2026-01-31T10:00:00.000", "2026-02-28T10:00:00.000"].map((label) =>
    regional("dynamodb", `table/${name}/stream/${label}`, at, "stream"),
  ),
});
type OfTable = ReturnType<typeof tableOf>;
const thingsOf = ({ table, indexes, streams }: OfTable): readonly Thing[] => [table, ...indexes, ...streams];

export const orders = tableOf("orders");
/** Its name starts with the other's whole name. */
const archive = tableOf("orders-archive");
const archive2 = tableOf("orders-archive2");
export const customers = tableOf("customers");
const abroad = tableOf("orders", otherRegion);
const theirs = tableOf("orders", otherAccount);
const inChina = tableOf("orders", china);

/** The partition keys of the items that a request reads or writes. */
const leading = (...values: readonly string[]) => when({ "dynamodb:LeadingKeys": values });
const web = leading("web");
const admin = leading("admin");
const webAndAdmin = leading("web", "admin");
const webAndGuest = leading("web", "guest");
/** A tagged session, and items of its own tenant and of another one. */
const tenantOf = (tenant: string) => when({ "dynamodb:LeadingKeys": ["acme"], "aws:PrincipalTag/tenant": tenant });
const ownTenant = tenantOf("acme");
const otherTenant = tenantOf("globex");

/** PartiQL sends whether it reads the whole table, which no partition key narrows then. */
const FULL_SCAN = "dynamodb:FullTableScan";
const fullScan = when({ [FULL_SCAN]: "true" }, ["dynamodb:LeadingKeys"]);
const selecting = (...values: readonly string[]) => when({ "dynamodb:LeadingKeys": values, [FULL_SCAN]: "false" });
const selectingWeb = selecting("web");
const selectingAdmin = selecting("admin");
const selectingBoth = selecting("web", "admin");
const PARTIQL_WRITE = "PartiQLDelete PartiQLInsert PartiQLUpdate";

function casesOf(of: OfTable): readonly Case[] {
  const { table, byDate, indexes, streams } = of;
  const at = table.arn;
  const reads = [may("dynamodb", READ, [table]), may("dynamodb", "Query Scan", indexes)];
  const writes = may("dynamodb", WRITE, [table]);
  return [
    granted(`reads ${at}`, dynamodb.read(at), reads),
    granted(`reads ${at} without its indexes`, dynamodb.read(at, { indexes: [] }), [may("dynamodb", READ, [table])]),
    granted(`reads ${at} by date`, dynamodb.read(at, { indexes: ["by-date"] }), [
      may("dynamodb", READ, [table]),
      may("dynamodb", "Query Scan", [byDate]),
    ]),
    granted(`reads one partition of ${at}`, dynamodb.read(at, { leadingKeys: ["web"] }), [
      may("dynamodb", "DescribeTable", [table]),
      may("dynamodb", BY_KEY, [table], [web]),
      may("dynamodb", "Query", indexes, [web]),
    ]),
    granted(`writes ${at}`, dynamodb.write(at), [writes]),
    granted(`writes two partitions of ${at}`, dynamodb.write(at, { leadingKeys: ["web", "guest"] }), [
      may("dynamodb", WRITE, [table], [web, webAndGuest]),
    ]),
    granted(`reads and writes ${at}`, dynamodb.readWrite(at), [...reads, writes]),
    granted(`reads and writes one partition of ${at}`, dynamodb.readWrite(at, { leadingKeys: ["admin"] }), [
      may("dynamodb", "DescribeTable", [table]),
      may("dynamodb", `${BY_KEY} ${WRITE}`, [table], [admin]),
      may("dynamodb", "Query", indexes, [admin]),
    ]),
    granted(`selects from ${at}`, dynamodb.partiqlRead(at), [may("dynamodb", "PartiQLSelect", [table, ...indexes])]),
    granted(
      `selects one partition of ${at}`,
      dynamodb.partiqlRead(at, { leadingKeys: ["web"], indexes: ["by-date"] }),
      [may("dynamodb", "PartiQLSelect", [table, byDate], [selectingWeb])],
    ),
    granted(`writes ${at} with PartiQL`, dynamodb.partiqlWrite(at), [may("dynamodb", PARTIQL_WRITE, [table])]),
    granted(`writes one partition of ${at} with PartiQL`, dynamodb.partiqlWrite(at, { leadingKeys: ["admin"] }), [
      may("dynamodb", PARTIQL_WRITE, [table], [admin]),
    ]),
    granted(`reads the streams of ${at}`, dynamodb.readStream(at), [may("dynamodb", STREAM, streams)]),
  ];
}

const reads = (of: OfTable) => [may("dynamodb", READ, [of.table]), may("dynamodb", "Query Scan", of.indexes)];

export const dynamodbTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_dynamodb.html",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html",
    "https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html",
  ],
  pools: [
    {
      service: "dynamodb",
      things: [
        ...[orders, archive, archive2, customers, abroad, theirs, inChina, tableOf("customers", china)].flatMap(
          thingsOf,
        ),
        ...withSiblings([customers, abroad, theirs, inChina].map(({ table }) => table)),
      ],
      circumstances: [
        plainly,
        web,
        admin,
        webAndAdmin,
        webAndGuest,
        ownTenant,
        otherTenant,
        fullScan,
        selectingWeb,
        selectingAdmin,
        selectingBoth,
      ],
      alwaysSent: ["dynamodb:LeadingKeys", FULL_SCAN],
    },
    keyPool([via("dynamodb"), via("dynamodb", otherRegion)]),
  ],
  cases: [
    ...[orders, archive, customers, abroad, theirs].flatMap(casesOf),
    granted("reads tables by the start of their names", dynamodb.read({ name: "orders*" }), [
      ...[orders, archive, archive2].flatMap(reads),
    ]),
    granted("reads a table by its name", dynamodb.read({ name: "orders" }), reads(orders)),
    granted("reads two tables", dynamodb.read([orders.table.arn, { name: "customers" }]), [
      ...reads(orders),
      ...reads(customers),
    ]),
    granted(
      "writes a table in China",
      dynamodb.write({ name: "orders" }),
      [may("dynamodb", WRITE, [inChina.table])],
      china,
    ),
    granted(
      "reads the partition of the session's tenant",
      dynamodb.read(customers.table.arn, { leadingKeys: ["${aws:PrincipalTag/tenant}"], indexes: [] }),
      [may("dynamodb", "DescribeTable", [customers.table]), may("dynamodb", BY_KEY, [customers.table], [ownTenant])],
    ),
    granted(
      "writes partitions that start the same",
      dynamodb.write(orders.table.arn, { leadingKeys: ["ad*", "w?b"] }),
      [may("dynamodb", WRITE, [orders.table], [web, admin, webAndAdmin])],
    ),
    granted(
      "selects partitions that start the same",
      dynamodb.partiqlRead(orders.table.arn, { leadingKeys: ["w*"], indexes: [] }),
      [may("dynamodb", "PartiQLSelect", [orders.table], [selectingWeb])],
    ),
    granted("reads an encrypted table", dynamodb.read(orders.table.arn, { kmsKey: key.arn }), [
      ...reads(orders),
      keyUse(DECRYPT, "dynamodb"),
    ]),
    granted("writes an encrypted table", dynamodb.write(orders.table.arn, { kmsKey: otherKey.arn }), [
      may("dynamodb", WRITE, [orders.table]),
      keyUse(ENCRYPT, "dynamodb", otherKey),
    ]),
    granted("reads and writes an encrypted table", dynamodb.readWrite(orders.table.arn, { kmsKey: key.arn }), [
      ...reads(orders),
      may("dynamodb", WRITE, [orders.table]),
      keyUse(ENCRYPT, "dynamodb"),
    ]),
    granted("selects from an encrypted table", dynamodb.partiqlRead(orders.table.arn, { kmsKey: key.arn }), [
      may("dynamodb", "PartiQLSelect", [orders.table, ...orders.indexes]),
      keyUse(DECRYPT, "dynamodb"),
    ]),
    granted("writes an encrypted table with PartiQL", dynamodb.partiqlWrite(orders.table.arn, { kmsKey: key.arn }), [
      may("dynamodb", PARTIQL_WRITE, [orders.table]),
      keyUse(ENCRYPT, "dynamodb"),
    ]),
    granted("reads the streams of an encrypted table", dynamodb.readStream(orders.table.arn, { kmsKey: key.arn }), [
      may("dynamodb", STREAM, orders.streams),
      keyUse(DECRYPT, "dynamodb"),
    ]),
    granted(
      "reads a table of another region under a replicated key",
      dynamodb.read(abroad.table.arn, { kmsKey: regional("kms", replicated, otherRegion).arn }),
      [
        ...reads(abroad),
        may("kms", DECRYPT, [regional("kms", replicated, otherRegion)], [via("dynamodb", otherRegion)]),
      ],
    ),
  ],
};
