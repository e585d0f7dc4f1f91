import { AmplifySsrApp, s3 } from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// Given with `pulumi config set --secret githubToken …`; kept out of the code.
const githubToken = new pulumi.Config().requireSecret("githubToken");

// No website, no public object, no ACL: who may read it is decided by IAM alone.
export const bucket = new aws.s3.Bucket("images", { bucketPrefix: "gallery-images-" });
new aws.s3.BucketPublicAccessBlock("images-private", {
  bucket: bucket.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
new aws.s3.BucketOwnershipControls("images-owner", {
  bucket: bucket.id,
  rule: { objectOwnership: "BucketOwnerEnforced" },
});

export const gallery = new AmplifySsrApp("gallery", {
  name: "gallery",
  repository: "https://github.com/acme/gallery",
  accessToken: githubToken,
  // Where to look, not what is found there: the build's `amplify.yml` hands these on to the server.
  environmentVariables: {
    IMAGES_BUCKET: bucket.bucket,
    IMAGES_PREFIX: "images/",
  },
  // Read with @amplify-roles/runtime. The values come from `settings push` and are never in the code or the state.
  settings: {
    path: "/gallery/prod",
    variables: {
      API_URL: { type: "secret", group: "api" },
      API_TOKEN: { type: "secret", group: "api" },
    },
  },
  serviceRole: { logs: { retentionInDays: 30 } },
  computeRole: {
    grants: [
      // The whole bucket: with { prefix } the role may list under it only, and S3 then answers 403, not 404, for an
      // object that does not exist.
      s3.read(bucket),
    ],
  },
  branches: { main: { stage: "PRODUCTION", framework: "Next.js - SSR" } },
});

export const bucketName = bucket.bucket;
export const domain = gallery.app.defaultDomain;
/** Shows when the server code's role was assumed. */
export const lastAssumed = gallery.computeRole.lastAssumedCommand;
