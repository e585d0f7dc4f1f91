import type { Report } from "../../findings/finding.js";
import { wildcardCrossesSlashes } from "../../findings/messages.js";
import { quoted } from "../../findings/text.js";
import { toDisplayString } from "../../placeholders/placeholder.js";
import type { Schema } from "../../schema/schema.js";
import { onResource, option, type Request, restricting } from "../definition.js";
import { narrowing } from "../narrowing.js";
import { form, type NameOf, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";
import { customerKey } from "./kms.js";

const prefixWithSlash = (prefix: string): Report => ({
  code: "PREFIX_WITH_SLASH",
  severity: "warning",
  message: `The prefix ${quoted(prefix)} starts with a slash, and object keys rarely do.`,
  fix: `Write ${quoted(prefix.replace(/^\/+/, "").replace(/\*+$/, ""))}, unless your object keys start with a slash.`,
  parameters: { prefix: toDisplayString(prefix) },
});

const prefixWithoutSlash = (prefix: string): Report => ({
  code: "PREFIX_WITHOUT_SLASH",
  severity: "warning",
  message: `The prefix ${quoted(prefix)} also allows keys such as ${quoted(`${prefix}-private/cat.png`)}.`,
  fix: `Write ${quoted(`${prefix}/`)}, unless those are meant too.`,
  parameters: { prefix: toDisplayString(prefix) },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html */
const DIRECTORY_BUCKET = /--xa?-s3$/;

const directoryBucket = (found: string): Report => ({
  code: "DIRECTORY_BUCKET",
  message: `${quoted(found)} is a directory bucket of S3 Express One Zone. AWS authorizes its requests as s3express:CreateSession, not as actions of S3.`,
  fix: 'Write allow({ actions: ["s3express:CreateSession"], resources: ["arn:aws:s3express:<region>:<account>:bucket/<name>"] }).',
  parameters: { found: toDisplayString(found) },
});

const explainDirectoryBucket = (resource: string, arn: string): Report | undefined =>
  DIRECTORY_BUCKET.test(resource) || arn.startsWith("arn:aws:s3express:") ? directoryBucket(arn) : undefined;

const bucket = resource({
  service: "s3",
  name: "bucket",
  prefix: "",
  // Names created before 2018 may hold capitals and underscores.
  resource: /^(?!.*--x-s3$)[\w.*?-]+$/,
  example: "my-bucket",
  explainMismatch: explainDirectoryBucket,
  // Names created before 2018 have up to 255: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  characters: 255,
  managedAs: ["aws_s3_bucket", "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  scope: "global",
  named: [
    form({
      keys: {
        /** The bucket's name. `*` and `?` match several. */
        name: /^[a-z0-9.*?-]{1,63}$/,
      },
      check: ({ name = "" }) => (DIRECTORY_BUCKET.test(name) ? directoryBucket(name) : undefined),
      resource: ({ name }) => `${name}`,
    }),
  ],
});

const accessPoint = resource({
  service: "s3",
  name: "access point",
  prefix: "accesspoint/",
  resource: /^(?!.*--xa-s3$)accesspoint\/[a-z0-9*?-]+$/,
  example: "accesspoint/my-access-point",
  explainMismatch: explainDirectoryBucket,
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html: 50
  characters: 62,
  managedAs: ["aws_s3_access_point", "aws:s3/accessPoint:AccessPoint"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The access point's name. `*` and `?` match several. The bucket's own policy must allow the access too. */
        accessPoint: /^[a-z0-9*?-]{1,50}$/,
      },
      check: ({ accessPoint: name = "" }) => (DIRECTORY_BUCKET.test(name) ? directoryBucket(name) : undefined),
      resource: (values) => `accesspoint/${values.accessPoint}`,
    }),
  ],
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRequests.html
const multiRegionAccessPoint = resource({
  service: "s3",
  name: "Multi-Region Access Point",
  prefix: "accesspoint/",
  resource: /^accesspoint\/[a-z0-9*?-]+\.mrap$/,
  example: "accesspoint/mfzwi23gnjvgw.mrap",
  // AWS gives aliases no limit, and names of access points 50.
  characters: 62,
  managedAs: ["aws_s3control_multi_region_access_point", "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint"],
  scope: "account",
  named: [
    form({
      keys: {
        /**
         * The alias of a Multi-Region Access Point, which S3 makes: `mfzwi23gnjvgw.mrap`. The policies of the buckets
         * behind it must allow the access too.
         */
        multiRegionAccessPoint: /^[a-z0-9-]+\.mrap$/,
      },
      resource: (values) => `accesspoint/${values.multiRegionAccessPoint}`,
    }),
  ],
});

/** A prefix of object keys. One that starts with a slash is a warning. */
const prefix: Schema<string> = (value, context) => {
  const parsed = narrowing("prefix", "images/")(value, context);
  if (parsed === undefined) return undefined;
  if (parsed.startsWith("/")) context.report(prefixWithSlash(parsed));
  // The wildcards of policy variables are their characters: `${*}`.
  const [, before, after] = /^([^*?]*)[*?](.*\/.*)$/s.exec(parsed.replaceAll(/\$\{[^{}]*\}/g, "$")) ?? [];
  if (after !== undefined) context.report(wildcardCrossesSlashes(parsed, `${before}x/y${after}`));
  if (/[A-Za-z0-9]$/.test(parsed)) context.report(prefixWithoutSlash(parsed));
  return parsed;
};

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
const options = {
  /**
   * Only objects whose key starts with this: `images/`, usually without a slash in front. `*` and `?` are wildcards, also
   * for slashes. The bucket's name must have no wildcard, which would match the start of keys too. Default: all objects.
   * It also narrows listing; S3 then answers 403, not 404, for an object that does not exist
   * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).
   */
  prefix: restricting("objects", option(prefix, 1024)),
  /** ARN of the customer-managed key that encrypts the objects. */
  kmsKey: customerKey,
};
type R = Request<typeof options>;

const { level, combine, functions } = service("s3", {
  // An ARN that is known only after deploy counts as a bucket's; an access point is then given by its name.
  resourceType: [bucket, accessPoint, multiRegionAccessPoint],
  options,
  // Multipart uploads decrypt what they have written: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
  key: { via: "s3", read: ["kms:Decrypt"], write: ["kms:Decrypt", "kms:GenerateDataKey"] },
});

const onObjects = ({ resource: { arn, type }, options }: R) => [
  `${type === bucket.name ? arn : `${arn}/object`}/${options.prefix ?? ""}*`,
];

const read = level({
  key: "read",
  permissions: [
    {
      actions: ["s3:GetBucketLocation"],
      resources: onResource,
      // A Multi-Region Access Point has no location.
      when: ({ resource }) => resource.type !== multiRegionAccessPoint.name,
    },
    {
      actions: ["s3:ListBucket"],
      resources: onResource,
      conditions: ({ options }) =>
        options.prefix === undefined ? undefined : { StringLike: { "s3:prefix": `${options.prefix}*` } },
    },
    { actions: ["s3:GetObject"], resources: onObjects },
  ],
});

const write = level({
  key: "write",
  permissions: [
    { actions: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"], resources: onObjects },
  ],
});

/**
 * S3 buckets, access points and Multi-Region Access Points. An ARN that is known only after deploy counts as a bucket's;
 * give an access point by its name then. What an access point allows, the bucket's own policy must allow too.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html
 */
export const s3 = functions({
  /** Lists a bucket and reads its objects. */
  read,
  /** Writes objects, also in parts. Deleting them is a function of its own. */
  write,
  /** What `read` and `write` allow. `delete` is a separate function. */
  readWrite: combine(read, write),
  /** Deletes objects. */
  delete: level({ options: ["prefix"], permissions: [{ actions: ["s3:DeleteObject"], resources: onObjects }] }),
  /**
   * Lists the multipart uploads that others have started, whatever the prefix, and aborts those under the prefix.
   * `write` is enough to upload in parts.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
   */
  manageUploads: level({
    resourceType: bucket,
    options: ["prefix"],
    permissions: [
      { actions: ["s3:ListBucketMultipartUploads"], resources: onResource },
      { actions: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"], resources: onObjects },
    ],
  }),
});

/** A bucket by its name. */
export type S3BucketName<Text = string> = NameOf<typeof bucket, Text>;
/** An access point by its name. */
export type S3AccessPointName<Text = string> = NameOf<typeof accessPoint, Text>;
/** A Multi-Region Access Point by its alias. */
export type S3MultiRegionAccessPointAlias<Text = string> = NameOf<typeof multiRegionAccessPoint, Text>;
/** The options of `s3.read(…)`, which docs/grants.md lists. */
export type S3Options<Text = string> = OptionsOf<typeof s3, "read", Text>;
