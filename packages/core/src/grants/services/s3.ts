import type { Target } from "../../arn/target.js";
import { text } from "../../read/readers.js";
import { type AccessLevel, both, type GrantDefinition, type Request } from "../definition.js";
import type { Grant, OneOrMore } from "../grant.js";
import { kmsKey } from "./kms.js";

/** A bucket by its name; `*` and `?` match many. */
export interface S3BucketName<Text = string> {
  readonly name: Text;
  /** `aws`, `aws-cn` or `aws-us-gov`. Default: the deployment's. */
  readonly partition?: Text;
}

export interface S3Options<Text = string> {
  /**
   * Only objects whose key begins so: `images/`. Default: all. Listing is narrowed to it too; S3 then answers 403, not
   * 404, for an object that does not exist (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).
   */
  readonly prefix?: Text;
  /** ARN of the customer-managed key that encrypts the objects. */
  readonly kmsKey?: Text;
}

/** The ARN of a bucket, or its name. */
type Bucket<Text> = OneOrMore<Text | S3BucketName<Text>>;

export interface S3Grants<Text = string> {
  /** ListBucket, GetBucketLocation; GetObject. */
  read(bucket: Bucket<Text>, options?: S3Options<Text>): Grant<Text>;
  /** PutObject, AbortMultipartUpload, ListMultipartUploadParts. */
  write(bucket: Bucket<Text>, options?: S3Options<Text>): Grant<Text>;
  /** What `read` and `write` give; deleting is apart. */
  readWrite(bucket: Bucket<Text>, options?: S3Options<Text>): Grant<Text>;
  /** DeleteObject. */
  delete(bucket: Bucket<Text>, options?: Pick<S3Options<Text>, "prefix">): Grant<Text>;
}

const bucket: Target = {
  service: "s3",
  kind: "bucket",
  prefix: "",
  // Names of before 2018 may hold capitals and underscores.
  resource: /^[\w.*?-]+$/,
  example: "my-bucket",
  scope: "global",
  named: [{ keys: { name: /^[a-z0-9.*?-]{1,63}$/ }, resource: ({ name }) => `${name}` }],
};

type Options = { prefix?: string; kmsKey?: string };
type R = Request<Options>;

const onBucket = ({ resource }: R) => [resource.arn];
const onObjects = ({ resource, options }: R) => [`${resource.arn}/${options.prefix ?? ""}*`];

const read: AccessLevel<Options> = {
  key: "read",
  rights: [
    { actions: ["s3:GetBucketLocation"], on: onBucket },
    {
      actions: ["s3:ListBucket"],
      on: onBucket,
      conditions: ({ options }) =>
        options.prefix === undefined ? undefined : { StringLike: { "s3:prefix": `${options.prefix}*` } },
    },
    { actions: ["s3:GetObject"], on: onObjects },
  ],
};

const write: AccessLevel<Options> = {
  key: "write",
  rights: [{ actions: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"], on: onObjects }],
};

export const s3Definition: GrantDefinition<Options> = {
  name: "s3",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html",
  target: bucket,
  options: { prefix: text, kmsKey },
  access: {
    read,
    write,
    readWrite: both(read, write),
    delete: { options: ["prefix"], rights: [{ actions: ["s3:DeleteObject"], on: onObjects }] },
  },
  // Multipart uploads decrypt what they have written: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
  key: { via: "s3", read: ["kms:Decrypt"], write: ["kms:Decrypt", "kms:GenerateDataKey"] },
};
