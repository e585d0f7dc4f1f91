import { resourceType } from "../../aws/resource-type.js";
import { messages } from "../../findings/messages.js";
import type { Schema } from "../../schema/schema.js";
import { type AccessLevel, combine, type GrantDefinition, onResource, type Request } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { narrowing } from "../narrowing.js";
import { customerKey } from "./kms.js";

/** A bucket by its name; `*` and `?` match many. */
export interface S3BucketName<Text = string> {
  readonly name: Text;
  /** `aws`, `aws-cn` or `aws-us-gov`. Default: the deployment's. */
  readonly partition?: Text;
}

/** An access point by its name; `*` and `?` match many. */
export interface S3AccessPointName<Text = string> extends ArnScope<Text> {
  readonly accessPoint: Text;
}

/** A Multi-Region Access Point by its alias, which S3 makes: `mfzwi23gnjvgw.mrap`. */
export interface S3MultiRegionAccessPointAlias<Text = string> extends Omit<ArnScope<Text>, "region"> {
  readonly multiRegionAccessPoint: Text;
}

export interface S3Options<Text = string> {
  /**
   * Only objects whose key begins so: `images/`, as a rule without a slash in front. Default: all. Listing is narrowed
   * to it too; S3 then answers 403, not 404, for an object that does not exist
   * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).
   */
  readonly prefix?: Text;
  /** ARN of the customer-managed key that encrypts the objects. */
  readonly kmsKey?: Text;
}

/** The ARN of a bucket, or its name. */
type Bucket<Text> = OneOrMore<Text | S3BucketName<Text>>;
/**
 * The ARN of a bucket or an access point, in one region or in many, or its name. An ARN of which nothing is known before
 * deploy time is taken for a bucket's; name a late access point. What an access point allows, the bucket's own policy has
 * to allow too: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html
 */
type BucketOrAccessPoint<Text> = OneOrMore<
  Text | S3BucketName<Text> | S3AccessPointName<Text> | S3MultiRegionAccessPointAlias<Text>
>;

export interface S3Grants<Text = string> {
  /** ListBucket, GetBucketLocation (a Multi-Region Access Point has no location); GetObject. */
  read(bucket: BucketOrAccessPoint<Text>, options?: S3Options<Text>): Grant<Text>;
  /** PutObject, AbortMultipartUpload, ListMultipartUploadParts. */
  write(bucket: BucketOrAccessPoint<Text>, options?: S3Options<Text>): Grant<Text>;
  /** What `read` and `write` give; deleting is apart. */
  readWrite(bucket: BucketOrAccessPoint<Text>, options?: S3Options<Text>): Grant<Text>;
  /** DeleteObject. */
  delete(bucket: BucketOrAccessPoint<Text>, options?: Pick<S3Options<Text>, "prefix">): Grant<Text>;
  /**
   * The multipart uploads that others have begun: ListBucketMultipartUploads, whatever the prefix;
   * AbortMultipartUpload, ListMultipartUploadParts. Uploading in parts needs `write` only.
   */
  manageUploads(bucket: Bucket<Text>, options?: Pick<S3Options<Text>, "prefix">): Grant<Text>;
}

const bucket = resourceType({
  service: "s3",
  name: "bucket",
  prefix: "",
  // Names of before 2018 may hold capitals and underscores.
  resource: /^[\w.*?-]+$/,
  example: "my-bucket",
  // Names of before 2018 have up to 255: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  characters: 255,
  scope: "global",
  named: [{ keys: { name: /^[a-z0-9.*?-]{1,63}$/ }, resource: ({ name }) => `${name}` }],
});

const accessPoint = resourceType({
  service: "s3",
  name: "access point",
  prefix: "accesspoint/",
  resource: /^accesspoint\/[a-z0-9*?-]+$/,
  example: "accesspoint/my-access-point",
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html: 50
  characters: 62,
  scope: "regional",
  named: [{ keys: { accessPoint: /^[a-z0-9*?-]{1,50}$/ }, resource: (values) => `accesspoint/${values.accessPoint}` }],
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRequests.html
const multiRegionAccessPoint = resourceType({
  service: "s3",
  name: "Multi-Region Access Point",
  prefix: "accesspoint/",
  resource: /^accesspoint\/[a-z0-9*?-]+\.mrap$/,
  example: "accesspoint/mfzwi23gnjvgw.mrap",
  // AWS gives aliases no limit, and names of access points 50.
  characters: 62,
  scope: "account",
  named: [
    {
      keys: { multiRegionAccessPoint: /^[a-z0-9-]+\.mrap$/ },
      resource: (values) => `accesspoint/${values.multiRegionAccessPoint}`,
    },
  ],
});

/** A prefix of keys; one that begins with a slash is warned of. */
const prefix: Schema<string> = (value, context) => {
  const read = narrowing("prefix", "images/")(value, context);
  if (read?.startsWith("/")) context.report(messages.prefixWithSlash(read));
  return read;
};

type Options = { prefix?: string; kmsKey?: string };
type R = Request<Options>;

const onObjects = ({ resource: { arn, type }, options }: R) => [
  `${type === bucket.name ? arn : `${arn}/object`}/${options.prefix ?? ""}*`,
];

const read: AccessLevel<Options> = {
  key: "read",
  permissions: [
    {
      actions: ["s3:GetBucketLocation"],
      resources: onResource,
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
};

const write: AccessLevel<Options> = {
  key: "write",
  permissions: [
    { actions: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"], resources: onObjects },
  ],
};

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
const manageUploads: AccessLevel<Options> = {
  resourceType: bucket,
  options: ["prefix"],
  permissions: [
    { actions: ["s3:ListBucketMultipartUploads"], resources: onResource },
    { actions: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"], resources: onObjects },
  ],
};

export const s3Definition: GrantDefinition<Options> = {
  name: "s3",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html",
  resourceType: [bucket, accessPoint, multiRegionAccessPoint],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
  options: { prefix: { schema: prefix, maxLength: 1024 }, kmsKey: customerKey },
  access: {
    read,
    write,
    readWrite: combine(read, write),
    delete: { options: ["prefix"], permissions: [{ actions: ["s3:DeleteObject"], resources: onObjects }] },
    manageUploads,
  },
  // Multipart uploads decrypt what they have written: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
  key: { via: "s3", read: ["kms:Decrypt"], write: ["kms:Decrypt", "kms:GenerateDataKey"] },
};
