import { AmplifySsrApp, dynamodb, lambda, s3, secretsManager, ssm } from "@amplify-roles/cdktn";
import { AmplifyDomainAssociation } from "@cdktn/provider-aws/lib/amplify-domain-association";
import { AmplifyWebhook } from "@cdktn/provider-aws/lib/amplify-webhook";
import { DynamodbTable } from "@cdktn/provider-aws/lib/dynamodb-table";
import { KmsKey } from "@cdktn/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktn/provider-aws/lib/provider";
import { S3Bucket } from "@cdktn/provider-aws/lib/s3-bucket";
import { S3BucketPublicAccessBlock } from "@cdktn/provider-aws/lib/s3-bucket-public-access-block";
import { SecretsmanagerSecret } from "@cdktn/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktn/provider-aws/lib/secretsmanager-secret-version";
import { SsmParameter } from "@cdktn/provider-aws/lib/ssm-parameter";
import { App, Fn, TerraformOutput, TerraformStack, TerraformVariable } from "cdktn";
import type { Construct } from "constructs";

class WebStack extends TerraformStack {
  /** What permissions.test.ts tests. */
  readonly tested;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: process.env.AWS_REGION ?? "eu-west-1" });

    // Given with TF_VAR_github_token=… or `cdktf deploy --var`; kept out of the code.
    const githubToken = new TerraformVariable(this, "github_token", { type: "string", sensitive: true });
    const databasePassword = new TerraformVariable(this, "database_password", { type: "string", sensitive: true });
    const apiToken = new TerraformVariable(this, "api_token", { type: "string", sensitive: true });
    const resizer = new TerraformVariable(this, "resizer_arn", {
      type: "string",
      description: "ARN of the Lambda function that resizes images",
      default: "arn:aws:lambda:eu-west-1:123456789012:function:resize",
    });

    /** The app's own domain, such as example.com. Without one, the app is at https://main.<app id>.amplifyapp.com. */
    const domain = process.env.APP_DOMAIN;

    const table = new DynamodbTable(this, "table", {
      name: "web-orders",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
    });
    const bucket = new S3Bucket(this, "images", { bucketPrefix: "web-images-" });
    new S3BucketPublicAccessBlock(this, "images-private", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });

    // What used to be environment variables: secrets that belong together are one JSON secret, settings are parameters.
    // Write-only arguments (Terraform 1.11) are in no plan and no state. Increase the version to write another value.
    const key = new KmsKey(this, "key", { description: "Secrets of the app web", enableKeyRotation: true });
    const secret = new SecretsmanagerSecret(this, "secret", { name: "web/prod", kmsKeyId: key.arn });
    new SecretsmanagerSecretVersion(this, "secret-value", {
      secretId: secret.id,
      secretStringWo: Fn.jsonencode({ DATABASE_USER: "web", DATABASE_PASSWORD: databasePassword.stringValue }),
      secretStringWoVersion: 1,
    });
    new SsmParameter(this, "api-url", { name: "/web/prod/API_URL", type: "String", value: "https://api.example.com" });
    new SsmParameter(this, "api-token", {
      name: "/web/prod/API_TOKEN",
      type: "SecureString",
      valueWo: apiToken.stringValue,
      valueWoVersion: 1,
    });

    const web = new AmplifySsrApp(this, "web", {
      name: "web",
      repository: "https://github.com/acme/web",
      accessToken: githubToken.stringValue,
      serviceRole: { logs: { retentionInDays: 30 } },
      branches: {
        main: {
          stage: "PRODUCTION",
          computeRole: {
            grants: [
              dynamodb.readWrite(table),
              dynamodb.read({ name: "my-app-*" }),
              s3.read(bucket, { prefix: "images/" }),
              ssm.read({ path: "/web/prod" }),
              secretsManager.read(secret, { kmsKey: key }),
              lambda.invoke(resizer.stringValue),
            ],
            // One of AWS's, to show how: it reads every bucket of the account. Leave it out where the grants are enough.
            managedPolicies: ["AmazonS3ReadOnlyAccess"],
          },
        },
        "feature/login": { computeRole: { grants: [dynamodb.read(table)] } },
      },
      // Pull-request previews and auto-created branches have no role. If they need one, write what it may do here.
      previews: { computeRole: false },
    });

    // Starts a build of main, for example when the content in a CMS changes. Whoever knows its URL can do that.
    const webhook = new AmplifyWebhook(this, "webhook", {
      appId: web.app.id,
      branchName: web.branches.main.branchName,
      description: "Content changed",
    });
    if (domain) {
      new AmplifyDomainAssociation(this, "domain", {
        appId: web.app.id,
        domainName: domain,
        subDomain: [
          { branchName: web.branches.main.branchName, prefix: "" },
          { branchName: web.branches.main.branchName, prefix: "www" },
        ],
        // Otherwise the deploy waits until you have added the DNS records.
        waitForVerification: false,
      });
    }

    this.tested = { web, table, bucket };

    new TerraformOutput(this, "app_id", { value: web.app.id });
    new TerraformOutput(this, "webhook_url", { value: `${webhook.url}&operation=startbuild`, sensitive: true });
    new TerraformOutput(this, "last_assumed", {
      description: "Shows when the role of main's server code was assumed",
      value: web.branches.main.computeRole.lastAssumedCommand,
    });
  }
}

const app = new App({ context: { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } } });
export const { tested } = new WebStack(app, "web");
app.synth();
