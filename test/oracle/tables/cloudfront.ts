import { grantsOf } from "@amplify-roles/core/adapter";
import { granted, may, type Table, type Thing, thing, withSiblings } from "../support/model.js";

const { cloudFront } = grantsOf<string>();

/** CloudFront has no regions. */
const distribution = (id: string, account = "123456789012", partition = "aws"): Thing =>
  thing(`arn:${partition}:cloudfront::${account}:distribution/${id}`);
const web = distribution("E1ABCDEFGHIJKL");
/** Its id starts with the other's whole id. */
const longer = distribution("E1ABCDEFGHIJKLM");
const other = distribution("E2ZYXWVUTSRQPO");
const theirs = distribution("E1ABCDEFGHIJKL", "210987654321");
const inChina = distribution("E1ABCDEFGHIJKL", "123456789012", "aws-cn");

const INVALIDATE = "CreateInvalidation GetInvalidation";

export const cloudFrontTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudfront.html",
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/security_iam_service-with-iam.html",
  ],
  pools: [{ service: "cloudfront", things: [...withSiblings([web, longer, other, theirs]), inChina] }],
  cases: [
    ...[web, longer, other, theirs].map((of) =>
      granted(`invalidates ${of.arn}`, cloudFront.invalidate(of.arn), [may("cloudfront", INVALIDATE, [of])]),
    ),
    granted("invalidates a distribution by its id", cloudFront.invalidate({ distributionId: "E1ABCDEFGHIJKL" }), [
      may("cloudfront", INVALIDATE, [web]),
    ]),
    granted("invalidates two distributions", cloudFront.invalidate([web.arn, other.arn]), [
      may("cloudfront", INVALIDATE, [web, other]),
    ]),
  ],
};
