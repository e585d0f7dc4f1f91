import { onResource } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { service } from "../service.js";

const distribution = resource({
  service: "cloudfront",
  name: "distribution",
  prefix: "distribution/",
  resource: /^distribution\/[A-Z0-9*?]+$/,
  example: "distribution/E1ABCDEFGHIJKL",
  // "distribution/", and ids of 14.
  characters: 27,
  managedAs: ["aws_cloudfront_distribution", "aws:cloudfront/distribution:Distribution"],
  scope: "account",
  every: /^E[*?]+$/,
  named: [
    form({
      keys: {
        /** The distribution's id. */
        distributionId: /^[A-Z0-9*?]+$/,
      },
      resource: ({ distributionId }) => `distribution/${distributionId}`,
    }),
  ],
});

const { level, functions } = service("cloudFront", { resourceType: distribution });

/** CloudFront. https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudfront.html */
export const cloudFront = functions({
  /** Removes files from a distribution's edge caches, and follows the progress. */
  invalidate: level({
    permissions: [{ actions: ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"], resources: onResource }],
  }),
});

/** A distribution by its id. */
export type DistributionId<Text = string> = NameOf<typeof distribution, Text>;
