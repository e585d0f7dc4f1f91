import type { AwsRequest } from "../../message.js";
import {
  type Authorization,
  authorization,
  type Context,
  type Deployment,
  NoRow,
  onNothing,
  type Row,
  tableOf,
} from "../model.js";

interface Input {
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: AwsRequest["headers"];
}

function inputOf({ path, query, headers }: AwsRequest): Input {
  const [, bucket = "", key = ""] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key), query, headers };
}

const bucketArn = (bucket: string, { partition }: Deployment) => `arn:${partition}:s3:::${bucket}`;

const onBucket =
  (action: string, more: (input: Input) => Context = () => ({})): Row<Input> =>
  (input, { at }) => [authorization(action, bucketArn(input.bucket, at), more(input))];

const onObject =
  (action: string): Row<Input> =>
  ({ bucket, key }, { at }) => [authorization(action, `${bucketArn(bucket, at)}/${key}`)];

/** Versions of an object that are requested by their ids need another action. */
const onVersion =
  (action: string): Row<Input> =>
  (input, asked) => {
    const versionId = input.query.get("versionId");
    const resource = `${bucketArn(input.bucket, asked.at)}/${input.key}`;
    return versionId === null
      ? onObject(action)(input, asked)
      : [authorization(`${action}Version`, resource, { "s3:versionid": versionId })];
  };

/** With another key than S3's own, KMS is asked as well, of which nothing here knows. */
const writing: Row<Input> = (input, asked) => {
  if (String(input.headers["x-amz-server-side-encryption"] ?? "").startsWith("aws:kms")) {
    throw new NoRow("Nothing says what encrypting an object with a key is authorized for");
  }
  const canned = input.headers["x-amz-acl"];
  const resource = `${bucketArn(input.bucket, asked.at)}/${input.key}`;
  return [
    authorization("s3:PutObject", resource),
    ...(typeof canned === "string" ? [authorization("s3:PutObjectAcl", resource, { "s3:x-amz-acl": canned })] : []),
  ];
};

/** The keys that listing carries: each where the request says it. */
const listing = ({ query }: Input): Context =>
  Object.fromEntries(
    ["prefix", "delimiter", "max-keys"].flatMap((name) => {
      const value = query.get(name);
      return value === null ? [] : [[`s3:${name}`, value]];
    }),
  );

/** Copying reads the one object and writes the other. `bucket/key`, or with a slash before it. */
const copying: Row<Input> = (input, asked): readonly Authorization[] => {
  const source = decodeURIComponent(String(input.headers["x-amz-copy-source"])).replace(/^\//, "").split("?")[0];
  return [
    authorization("s3:GetObject", bucketArn(`${source}`, asked.at)),
    ...(writing(input, asked) as Authorization[]),
  ];
};

/**
 * Many of S3's actions are not called as its operations are.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const s3 = tableOf(inputOf, {
  ListBuckets: () => [onNothing("s3:ListAllMyBuckets")],
  CreateBucket: onBucket("s3:CreateBucket"),
  DeleteBucket: onBucket("s3:DeleteBucket"),
  HeadBucket: onBucket("s3:ListBucket"),
  ListObjects: onBucket("s3:ListBucket", listing),
  ListObjectsV2: onBucket("s3:ListBucket", listing),
  ListObjectVersions: onBucket("s3:ListBucketVersions", listing),
  ListMultipartUploads: onBucket("s3:ListBucketMultipartUploads"),
  GetBucketAccelerateConfiguration: onBucket("s3:GetAccelerateConfiguration"),
  GetBucketAcl: onBucket("s3:GetBucketAcl"),
  PutBucketAcl: onBucket("s3:PutBucketAcl"),
  GetBucketCors: onBucket("s3:GetBucketCORS"),
  PutBucketCors: onBucket("s3:PutBucketCORS"),
  DeleteBucketCors: onBucket("s3:PutBucketCORS"),
  GetBucketEncryption: onBucket("s3:GetEncryptionConfiguration"),
  PutBucketEncryption: onBucket("s3:PutEncryptionConfiguration"),
  DeleteBucketEncryption: onBucket("s3:PutEncryptionConfiguration"),
  GetBucketLifecycleConfiguration: onBucket("s3:GetLifecycleConfiguration"),
  PutBucketLifecycleConfiguration: onBucket("s3:PutLifecycleConfiguration"),
  DeleteBucketLifecycle: onBucket("s3:PutLifecycleConfiguration"),
  GetBucketLocation: onBucket("s3:GetBucketLocation"),
  GetBucketLogging: onBucket("s3:GetBucketLogging"),
  PutBucketLogging: onBucket("s3:PutBucketLogging"),
  GetBucketNotificationConfiguration: onBucket("s3:GetBucketNotification"),
  GetObjectLockConfiguration: onBucket("s3:GetBucketObjectLockConfiguration"),
  PutObjectLockConfiguration: onBucket("s3:PutBucketObjectLockConfiguration"),
  GetBucketOwnershipControls: onBucket("s3:GetBucketOwnershipControls"),
  PutBucketOwnershipControls: onBucket("s3:PutBucketOwnershipControls"),
  DeleteBucketOwnershipControls: onBucket("s3:PutBucketOwnershipControls"),
  GetBucketPolicy: onBucket("s3:GetBucketPolicy"),
  PutBucketPolicy: onBucket("s3:PutBucketPolicy"),
  DeleteBucketPolicy: onBucket("s3:DeleteBucketPolicy"),
  GetBucketPolicyStatus: onBucket("s3:GetBucketPolicyStatus"),
  GetPublicAccessBlock: onBucket("s3:GetBucketPublicAccessBlock"),
  PutPublicAccessBlock: onBucket("s3:PutBucketPublicAccessBlock"),
  DeletePublicAccessBlock: onBucket("s3:PutBucketPublicAccessBlock"),
  GetBucketReplication: onBucket("s3:GetReplicationConfiguration"),
  GetBucketRequestPayment: onBucket("s3:GetBucketRequestPayment"),
  PutBucketRequestPayment: onBucket("s3:PutBucketRequestPayment"),
  GetBucketTagging: onBucket("s3:GetBucketTagging"),
  PutBucketTagging: onBucket("s3:PutBucketTagging"),
  DeleteBucketTagging: onBucket("s3:PutBucketTagging"),
  GetBucketVersioning: onBucket("s3:GetBucketVersioning"),
  PutBucketVersioning: onBucket("s3:PutBucketVersioning"),
  GetBucketWebsite: onBucket("s3:GetBucketWebsite"),
  PutBucketWebsite: onBucket("s3:PutBucketWebsite"),
  DeleteBucketWebsite: onBucket("s3:DeleteBucketWebsite"),
  GetObject: onVersion("s3:GetObject"),
  HeadObject: onVersion("s3:GetObject"),
  PutObject: writing,
  CopyObject: copying,
  DeleteObject: onVersion("s3:DeleteObject"),
  GetObjectAcl: onObject("s3:GetObjectAcl"),
  PutObjectAcl: onObject("s3:PutObjectAcl"),
  GetObjectTagging: onObject("s3:GetObjectTagging"),
  PutObjectTagging: onObject("s3:PutObjectTagging"),
  DeleteObjectTagging: onObject("s3:DeleteObjectTagging"),
  CreateMultipartUpload: writing,
  UploadPart: onObject("s3:PutObject"),
  UploadPartCopy: copying,
  CompleteMultipartUpload: onObject("s3:PutObject"),
  ListParts: onObject("s3:ListMultipartUploadParts"),
  AbortMultipartUpload: onObject("s3:AbortMultipartUpload"),
});
