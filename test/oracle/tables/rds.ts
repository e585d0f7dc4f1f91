import { grantsOf } from "@amplify-roles/core/adapter";
import {
  everywhere,
  granted,
  may,
  otherRegion,
  type Row,
  regional,
  type Table,
  type Thing,
  withSiblings,
} from "../support/model.js";
import { key, keyPool, keyUse, via } from "./kms.js";
import { madeAgain, secret } from "./secrets-manager.js";

const { rdsData, rdsIam } = grantsOf<string>();

const orders = regional("rds", "cluster:orders");
const ordersTest = regional("rds", "cluster:orders-test");
const customers = regional("rds", "cluster:customers");

/** The Data API reads the secret as the caller. */
const executes = (on: readonly Thing[], secrets: readonly Thing[] = [secret]): readonly Row[] => [
  may("rds-data", "BatchExecuteStatement BeginTransaction CommitTransaction ExecuteStatement RollbackTransaction", on),
  may("secretsmanager", "DescribeSecret GetSecretValue", secrets),
];

export const rdsDataTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_rds-data.html",
    "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html",
  ],
  pools: [
    {
      service: "rds-data",
      things: [...everywhere("rds", "cluster:orders"), ...withSiblings([orders, ordersTest, customers])],
    },
    { service: "secretsmanager", things: [secret, madeAgain] },
    keyPool([via("secretsmanager"), via("rds")]),
  ],
  cases: [
    ...[orders, ordersTest, customers].map((of) =>
      granted(`runs statements on ${of.arn}`, rdsData.execute(of.arn, { secret: secret.arn }), executes([of])),
    ),
    granted(
      "runs statements with a secret by its name",
      rdsData.execute({ name: "orders" }, { secret: { name: "web/prod" } }),
      executes([orders], [secret, madeAgain]),
    ),
    granted(
      "runs statements with an encrypted secret",
      rdsData.execute(orders.arn, { secret: secret.arn, secretKmsKey: key.arn }),
      [...executes([orders]), keyUse("Decrypt", "secretsmanager")],
    ),
    granted(
      "runs statements in another region",
      rdsData.execute({ name: "orders", region: otherRegion.region }, { secret: secret.arn }),
      executes([regional("rds", "cluster:orders", otherRegion)]),
    ),
  ],
};

const user = (name: string, resourceId = "db-ABCDEFGHIJKL01234") => regional("rds-db", `dbuser:${resourceId}/${name}`);
const web = user("web");
const webAdmin = user("web-admin");
const admin = user("admin");
const ofProxy = user("web", "prx-ABCDEFGHIJKL01234");
const ofOther = user("web", "db-ZYXWVUTSRQPO43210");

export const rdsIamTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_rds-db.html",
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html",
  ],
  pools: [
    {
      service: "rds-db",
      things: [
        ...everywhere("rds-db", "dbuser:db-ABCDEFGHIJKL01234/web"),
        ...withSiblings([web, webAdmin, admin, ofProxy, ofOther]),
      ],
    },
  ],
  cases: [
    ...[web, webAdmin, admin, ofProxy, ofOther].map((of) =>
      granted(`connects as ${of.arn}`, rdsIam.connect(of.arn), [may("rds-db", "connect", [of])]),
    ),
    granted("connects by resource id", rdsIam.connect({ resourceId: "prx-ABCDEFGHIJKL01234", user: "web" }), [
      may("rds-db", "connect", [ofProxy]),
    ]),
    granted("connects as two users", rdsIam.connect([web.arn, admin.arn]), [may("rds-db", "connect", [web, admin])]),
  ],
};
