import { resourceType } from "../../aws/resource-type.js";
import { type GrantDefinition, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";

/** A distribution by its id. */
export interface DistributionId<Text = string> extends Omit<ArnScope<Text>, "region"> {
  readonly distributionId: Text;
}

export interface CloudFrontGrants<Text = string> {
  /** CreateInvalidation, GetInvalidation. */
  invalidate(distribution: OneOrMore<Text | DistributionId<Text>>): Grant<Text>;
}

const distribution = resourceType({
  service: "cloudfront",
  name: "distribution",
  prefix: "distribution/",
  resource: /^distribution\/[A-Z0-9*?]+$/,
  example: "distribution/E1ABCDEFGHIJKL",
  // "distribution/", and ids of 14.
  characters: 27,
  scope: "account",
  named: [
    { keys: { distributionId: /^[A-Z0-9*?]+$/ }, resource: ({ distributionId }) => `distribution/${distributionId}` },
  ],
});

export const cloudFrontDefinition: GrantDefinition = {
  name: "cloudFront",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html",
  resourceType: distribution,
  options: {},
  access: {
    invalidate: {
      permissions: [
        {
          actions: ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"],
          resources: onResource,
        },
      ],
    },
  },
};
