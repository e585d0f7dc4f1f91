import type { AwsMessage } from "./message.js";

/** An operation that is told by the method, the path and one parameter of the query. */
interface RestOperation {
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  /** The parameter of the query that has to be there. */
  readonly query?: string;
  /** The header that has to be there. */
  readonly header?: string;
}

/** S3's settings of a bucket, each with its parameter and its operations by method. */
const BUCKET_SETTINGS: readonly (readonly [query: string, operations: Readonly<Record<string, string>>])[] = [
  ["accelerate", { GET: "GetBucketAccelerateConfiguration", PUT: "PutBucketAccelerateConfiguration" }],
  ["acl", { GET: "GetBucketAcl", PUT: "PutBucketAcl" }],
  ["cors", { GET: "GetBucketCors", PUT: "PutBucketCors", DELETE: "DeleteBucketCors" }],
  ["encryption", { GET: "GetBucketEncryption", PUT: "PutBucketEncryption", DELETE: "DeleteBucketEncryption" }],
  [
    "lifecycle",
    {
      GET: "GetBucketLifecycleConfiguration",
      PUT: "PutBucketLifecycleConfiguration",
      DELETE: "DeleteBucketLifecycle",
    },
  ],
  ["location", { GET: "GetBucketLocation" }],
  ["logging", { GET: "GetBucketLogging", PUT: "PutBucketLogging" }],
  ["notification", { GET: "GetBucketNotificationConfiguration", PUT: "PutBucketNotificationConfiguration" }],
  ["object-lock", { GET: "GetObjectLockConfiguration", PUT: "PutObjectLockConfiguration" }],
  [
    "ownershipControls",
    {
      GET: "GetBucketOwnershipControls",
      PUT: "PutBucketOwnershipControls",
      DELETE: "DeleteBucketOwnershipControls",
    },
  ],
  ["policy", { GET: "GetBucketPolicy", PUT: "PutBucketPolicy", DELETE: "DeleteBucketPolicy" }],
  ["policyStatus", { GET: "GetBucketPolicyStatus" }],
  [
    "publicAccessBlock",
    { GET: "GetPublicAccessBlock", PUT: "PutPublicAccessBlock", DELETE: "DeletePublicAccessBlock" },
  ],
  ["replication", { GET: "GetBucketReplication", PUT: "PutBucketReplication", DELETE: "DeleteBucketReplication" }],
  ["requestPayment", { GET: "GetBucketRequestPayment", PUT: "PutBucketRequestPayment" }],
  ["tagging", { GET: "GetBucketTagging", PUT: "PutBucketTagging", DELETE: "DeleteBucketTagging" }],
  ["uploads", { GET: "ListMultipartUploads" }],
  ["versioning", { GET: "GetBucketVersioning", PUT: "PutBucketVersioning" }],
  ["versions", { GET: "ListObjectVersions" }],
  ["website", { GET: "GetBucketWebsite", PUT: "PutBucketWebsite", DELETE: "DeleteBucketWebsite" }],
  ["delete", { POST: "DeleteObjects" }],
];

const ACCOUNT = /^\/$/;
const BUCKET = /^\/[^/]+\/?$/;
const OBJECT = /^\/[^/]+\/.+$/;

/** The first that fits is it: what has a parameter stands before what has none. Buckets are in the path. */
const S3: readonly RestOperation[] = [
  { name: "ListBuckets", method: "GET", path: ACCOUNT },
  ...BUCKET_SETTINGS.flatMap(([query, operations]) =>
    Object.entries(operations).map(([method, name]) => ({ name, method, path: BUCKET, query })),
  ),
  { name: "ListObjectsV2", method: "GET", path: BUCKET, query: "list-type" },
  { name: "ListObjects", method: "GET", path: BUCKET },
  { name: "HeadBucket", method: "HEAD", path: BUCKET },
  { name: "CreateBucket", method: "PUT", path: BUCKET },
  { name: "DeleteBucket", method: "DELETE", path: BUCKET },
  { name: "GetObjectAcl", method: "GET", path: OBJECT, query: "acl" },
  { name: "PutObjectAcl", method: "PUT", path: OBJECT, query: "acl" },
  { name: "GetObjectTagging", method: "GET", path: OBJECT, query: "tagging" },
  { name: "PutObjectTagging", method: "PUT", path: OBJECT, query: "tagging" },
  { name: "DeleteObjectTagging", method: "DELETE", path: OBJECT, query: "tagging" },
  { name: "CreateMultipartUpload", method: "POST", path: OBJECT, query: "uploads" },
  { name: "CompleteMultipartUpload", method: "POST", path: OBJECT, query: "uploadId" },
  { name: "UploadPartCopy", method: "PUT", path: OBJECT, query: "uploadId", header: "x-amz-copy-source" },
  { name: "UploadPart", method: "PUT", path: OBJECT, query: "uploadId" },
  { name: "ListParts", method: "GET", path: OBJECT, query: "uploadId" },
  { name: "AbortMultipartUpload", method: "DELETE", path: OBJECT, query: "uploadId" },
  { name: "GetObject", method: "GET", path: OBJECT },
  { name: "HeadObject", method: "HEAD", path: OBJECT },
  { name: "CopyObject", method: "PUT", path: OBJECT, header: "x-amz-copy-source" },
  { name: "PutObject", method: "PUT", path: OBJECT },
  { name: "DeleteObject", method: "DELETE", path: OBJECT },
];

const FUNCTIONS = /^\/2015-03-31\/functions\/?$/;
const FUNCTION = /^\/2015-03-31\/functions\/[^/]+$/;
const LAMBDA: readonly RestOperation[] = [
  { name: "Invoke", method: "POST", path: /^\/2015-03-31\/functions\/[^/]+\/invocations$/ },
  { name: "CreateFunction", method: "POST", path: FUNCTIONS },
  { name: "ListFunctions", method: "GET", path: FUNCTIONS },
  { name: "GetFunction", method: "GET", path: FUNCTION },
  { name: "DeleteFunction", method: "DELETE", path: FUNCTION },
];

/**
 * The operations of the services that have no name of the operation in their requests.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 * https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
 */
const OPERATIONS: Readonly<Record<string, readonly RestOperation[]>> = { s3: S3, lambda: LAMBDA };

/** The name of the operation that a REST request of one of these services asks for; nothing where it is not known. */
export function restOperation({ service, method, path, query, headers }: AwsMessage): string | undefined {
  return OPERATIONS[service]?.find(
    (operation) =>
      operation.method === method &&
      operation.path.test(path) &&
      (operation.query === undefined || query.has(operation.query)) &&
      (operation.header === undefined || headers[operation.header] !== undefined),
  )?.name;
}
