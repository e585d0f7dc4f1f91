import { AmplifySsrApp, s3 } from "@amplify-roles/cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

class GalleryStack extends TerraformStack {
  /** What permissions.test.ts tests. */
  readonly tested;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: process.env.AWS_REGION ?? "eu-west-1" });

    // Given with TF_VAR_github_token=…; kept out of the code.
    const githubToken = new TerraformVariable(this, "github_token", { type: "string", sensitive: true });

    // No website, no public object, no ACL: who may read it is decided by IAM alone.
    const bucket = new S3Bucket(this, "images", { bucketPrefix: "gallery-images-" });
    new S3BucketPublicAccessBlock(this, "images-private", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "images-owner", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });

    const gallery = new AmplifySsrApp(this, "gallery", {
      name: "gallery",
      repository: "https://github.com/acme/gallery",
      accessToken: githubToken.stringValue,
      // Where to look, not what is found there: the build's `amplify.yml` hands these on to the server.
      environmentVariables: {
        IMAGES_BUCKET: bucket.bucket,
        IMAGES_PREFIX: "images/",
      },
      // Read with @amplify-roles/runtime. The values come from `settings push` and are never in the code, the plan or the state.
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

    this.tested = { gallery, bucket };

    new TerraformOutput(this, "bucket", { value: bucket.bucket });
    new TerraformOutput(this, "domain", { value: gallery.app.defaultDomain });
    new TerraformOutput(this, "last_assumed", {
      description: "Shows when the server code's role was assumed",
      value: gallery.computeRole.lastAssumedCommand,
    });
  }
}

const app = new App();
export const { tested } = new GalleryStack(app, "gallery");
app.synth();
