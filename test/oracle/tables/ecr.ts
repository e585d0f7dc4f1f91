import { grantsOf } from "@amplify-roles/core/adapter";
import {
  everywhere,
  granted,
  may,
  noResource,
  type Row,
  regional,
  type Table,
  type Thing,
  withSiblings,
} from "../support/model.js";

const { ecr } = grantsOf<string>();

const app = regional("ecr", "repository/web/app");
/** Its name starts with the other's whole name. */
const appTest = regional("ecr", "repository/web/app-test");
const base = regional("ecr", "repository/base");

/** The token is for the whole registry, so AWS authorizes it on no resource. */
const pulls = (...on: readonly Thing[]): readonly Row[] => [
  may("ecr", "BatchCheckLayerAvailability BatchGetImage GetDownloadUrlForLayer", on),
  may("ecr", "GetAuthorizationToken", [noResource]),
];

export const ecrTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_ecr.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-pull-iam-permissions.html",
  ],
  pools: [
    {
      service: "ecr",
      things: [
        ...everywhere("ecr", "repository/web/app"),
        ...withSiblings([app, appTest, base]),
        regional("ecr", "repository/batch/app"),
        noResource,
      ],
    },
  ],
  cases: [
    ...[app, appTest, base].map((of) => granted(`pulls ${of.arn}`, ecr.pull(of.arn), pulls(of))),
    granted("pulls from a repository by its name", ecr.pull({ name: "web/app" }), pulls(app)),
    granted(
      "pulls from repositories by the start of their names",
      ecr.pull({ name: "web/*" }),
      pulls(...withSiblings([app, appTest])),
    ),
  ],
};
