import { grantsOf } from "@amplify-roles/core/adapter";
import { granted, may, plainly, type Table, type Thing, thing, when, withSiblings } from "../support/model.js";

const { sts } = grantsOf<string>();

/** IAM has no regions. */
const role = (name: string, account = "123456789012", partition = "aws"): Thing =>
  thing(`arn:${partition}:iam::${account}:role/${name}`);
const reader = role("reports/reader");
/** Its name starts with the other's whole name. */
const readerOfAll = role("reports/reader-of-all");
const admin = role("admin");
const theirs = role("reports/reader", "210987654321");
const inGovernment = role("reports/reader", "123456789012", "aws-us-gov");

const withId = (id: string) => when({ "sts:ExternalId": id });
const ours = withId("shop-42");
const other = withId("shop-43");

/** The tags of the session. */
const tagged = (...keys: readonly string[]) => when({ "aws:TagKeys": keys });
const team = tagged("team");
const teamAndProject = tagged("team", "project");
const tenant = tagged("tenant");
const teamAndTenant = tagged("team", "tenant");

export const stsTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
  ],
  pools: [
    {
      service: "sts",
      things: [...withSiblings([reader, readerOfAll, admin, theirs]), inGovernment],
      circumstances: [plainly, ours, other, team, teamAndProject, tenant, teamAndTenant],
    },
  ],
  cases: [
    ...[reader, readerOfAll, admin, theirs].flatMap((of) => [
      granted(`assumes ${of.arn}`, sts.assumeRole(of.arn), [may("sts", "AssumeRole", [of])]),
      granted(`assumes ${of.arn} with an external id`, sts.assumeRole(of.arn, { externalId: "shop-42" }), [
        may("sts", "AssumeRole", [of], [ours]),
      ]),
    ]),
    granted("assumes a role whose session it tags", sts.assumeRole(reader.arn, { sessionTags: ["team", "project"] }), [
      may("sts", "AssumeRole", [reader]),
      may("sts", "TagSession", [reader], [plainly, team, teamAndProject]),
    ]),
    granted(
      "assumes a role with an external id and tags that start the same",
      sts.assumeRole(admin.arn, { externalId: "shop-42", sessionTags: ["te*"] }),
      [
        may("sts", "AssumeRole", [admin], [ours]),
        may("sts", "TagSession", [admin], [plainly, team, tenant, teamAndTenant]),
      ],
    ),
    granted("assumes a role by its name", sts.assumeRole({ name: "reports/reader" }), [
      may("sts", "AssumeRole", [reader]),
    ]),
    granted("assumes another account's role", sts.assumeRole({ name: "reports/reader", account: "210987654321" }), [
      may("sts", "AssumeRole", [theirs]),
    ]),
  ],
};
