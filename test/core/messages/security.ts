import { s3, sts } from "@amplify-roles/core";
import { granting } from "../bad-input/rows.js";
import { error, type Messages, planned, warning } from "./row.js";

export const security: Messages = {
  INEFFECTIVE_RESTRICTION: [
    error(
      planned(granting(s3.delete("arn:aws:s3:::app-*", { prefix: "public/" }))),
      '"prefix" does not restrict "arn:aws:s3:::app-*": a wildcard in IAM also matches slashes, so the policy would allow other objects too.',
      'Give each bucket without a wildcard, or remove "prefix" to allow all objects.',
      { option: "prefix", arn: "arn:aws:s3:::app-*", what: "objects" },
    ),
  ],
  WILDCARD_CROSSES_SLASHES: [
    warning(
      planned(granting(sts.assumeRole({ name: "app-*" }))),
      'A wildcard in IAM also matches slashes, so "app-*" also matches "app-x/admin".',
      "Write whole names, unless those are meant too.",
      { found: "app-*", deeper: "app-x/admin" },
    ),
  ],
  PREFIX_WITHOUT_SLASH: [
    warning(
      planned(granting(s3.read({ name: "b" }, { prefix: "images" }))),
      'The prefix "images" also allows keys such as "images-private/cat.png".',
      'Write "images/", unless those are meant too.',
      { prefix: "images" },
    ),
  ],
};
