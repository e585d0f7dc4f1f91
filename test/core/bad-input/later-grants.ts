import { dynamodb } from "@amplify-roles/core";
import { table } from "../fixtures/arns.js";
import { grantedLater, grantedToBranch, grantedTooLate, renaming } from "../support/later-grants.js";
import { Unresolved } from "../support/placeholders.js";
import type { Row } from "./rows.js";

export const laterGrants: readonly Row[] = [
  [
    "what is wrong in it, with the index that it has among the role's grants",
    grantedLater(dynamodb.read(table), dynamodb.read("orders")),
    ["NOT_AN_ARN grants[2].resources[0]"],
  ],
  ["an array instead of a grant", grantedLater([dynamodb.read(table)]), ["NOT_A_GRANT grants[1]"]],
  ["a grant that is known only after deploy", grantedLater(new Unresolved(1)), ["VALUE_REQUIRED_AT_SYNTH grants[1]"]],
  ["a grant during synthesis", grantedTooLate("synthesis"), ["GRANT_TOO_LATE grants"]],
  ["a grant after the registration", grantedTooLate("registration"), ["GRANT_TOO_LATE grants"]],
  ["a grant that renames a registered policy", renaming("web-s3"), ["GRANT_TOO_LATE grants"]],
  [
    "a grant to a branch without its own role",
    grantedToBranch("feature/login"),
    ['BRANCH_WITHOUT_OWN_ROLE branches["feature/login"].computeRole'],
  ],
];
