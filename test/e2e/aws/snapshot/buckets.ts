import type { PolicyDocument } from "@amplify-roles/core";
import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type OwnershipControlsRule,
  type PublicAccessBlockConfiguration,
  paginateListBuckets,
  S3Client,
  type ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import { unlessMissing } from "../moto-client.js";
import type { Named } from "../snapshot.js";
import { all, byName, type Source, tagsOf } from "./clients.js";
import { documentIn } from "./documents.js";
import type { Generated } from "./generated.js";

export interface Bucket {
  readonly publicAccessBlock?: PublicAccessBlockConfiguration | undefined;
  readonly ownershipControls?: readonly OwnershipControlsRule[] | undefined;
  readonly policy?: PolicyDocument | undefined;
  readonly versioning?: string | undefined;
  readonly encryption?: readonly ServerSideEncryptionRule[] | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** What the provider puts behind a `bucket_prefix`: the time and a counter. */
const UNIQUE_SUFFIX = /\d{18}[0-9a-f]{8}$/;

export async function bucketsOf({ client }: Source, generated: Generated): Promise<Named<Bucket>> {
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  const buckets = await all(paginateListBuckets({ client: s3 }, {}), ({ Buckets }) => Buckets);
  for (const { Name = "" } of buckets) {
    if (UNIQUE_SUFFIX.test(Name)) generated.note(Name, `bucket ${Name.replace(UNIQUE_SUFFIX, "…")}`);
  }
  return byName(await Promise.all(buckets.map(async ({ Name = "" }) => [Name, await bucketOf(s3, Name)] as const)));
}

async function bucketOf(s3: S3Client, name: string): Promise<Bucket> {
  const bucket = { Bucket: name };
  const [block, controls, policy, versioning, encryption, tagging] = await Promise.all([
    unlessMissing(s3.send(new GetPublicAccessBlockCommand(bucket)), "NoSuchPublicAccessBlockConfiguration"),
    unlessMissing(s3.send(new GetBucketOwnershipControlsCommand(bucket)), "OwnershipControlsNotFoundError"),
    unlessMissing(s3.send(new GetBucketPolicyCommand(bucket)), "NoSuchBucketPolicy"),
    s3.send(new GetBucketVersioningCommand(bucket)),
    unlessMissing(s3.send(new GetBucketEncryptionCommand(bucket)), "ServerSideEncryptionConfigurationNotFoundError"),
    unlessMissing(s3.send(new GetBucketTaggingCommand(bucket)), "NoSuchTagSet"),
  ]);
  return {
    publicAccessBlock: block?.PublicAccessBlockConfiguration,
    ownershipControls: controls?.OwnershipControls?.Rules,
    policy: policy?.Policy === undefined ? undefined : documentIn(policy.Policy),
    versioning: versioning.Status,
    encryption: encryption?.ServerSideEncryptionConfiguration?.Rules,
    tags: tagsOf(tagging?.TagSet),
  };
}
