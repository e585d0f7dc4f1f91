import { AmplifySsrApp, s3, secretsManager, ssm } from "@amplify-roles/cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
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

    // The secret without its value, which the command below gives: it is never in the code, the plan or the state.
    const secret = new SecretsmanagerSecret(this, "secret", { name: "gallery/prod" });
    new SsmParameter(this, "api-url", {
      name: "/gallery/prod/API_URL",
      type: "String",
      value: "https://api.example.com",
    });

    const gallery = new AmplifySsrApp(this, "gallery", {
      name: "gallery",
      repository: "https://github.com/acme/gallery",
      accessToken: githubToken.stringValue,
      // Where to look, not what is found there: the build's `amplify.yml` hands these on to the server.
      environmentVariables: {
        IMAGES_BUCKET: bucket.bucket,
        IMAGES_PREFIX: "images/",
        SETTINGS_PATH: "/gallery/prod",
        SETTINGS_SECRET: secret.name,
      },
      serviceRole: { logs: { retentionInDays: 30 } },
      computeRole: {
        grants: [
          // The whole bucket: with { prefix } the role may list under it only, and S3 then answers 403, not 404, for an
          // object that does not exist.
          s3.read(bucket),
          secretsManager.read(secret),
          ssm.read({ path: "/gallery/prod" }),
        ],
      },
      branches: { main: { stage: "PRODUCTION", framework: "Next.js - SSR" } },
    });

    this.tested = { gallery, bucket, secret };

    new TerraformOutput(this, "bucket", { value: bucket.bucket });
    new TerraformOutput(this, "domain", { value: gallery.app.defaultDomain });
    new TerraformOutput(this, "fill_secret", {
      value: `aws secretsmanager put-secret-value --secret-id ${secret.name} --secret-string file://secret.json`,
    });
    new TerraformOutput(this, "last_assumed", {
      description: "Shows when the server code's role was assumed",
      value: gallery.computeRole.lastAssumedCommand,
    });
  }
}

const app = new App();
export const { tested } = new GalleryStack(app, "gallery");
app.synth();
