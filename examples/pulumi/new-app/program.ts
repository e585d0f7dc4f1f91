import { AmplifySsrApp, dynamodb, lambda, s3, secretsManager, ssm } from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// Given with `pulumi config set --secret githubToken …`; kept out of the code.
const config = new pulumi.Config();
const githubToken = config.requireSecret("githubToken");
const databasePassword = config.requireSecret("databasePassword");
const apiToken = config.requireSecret("apiToken");
/** ARN of the Lambda function that resizes images. */
const resizer = config.get("resizerArn") ?? "arn:aws:lambda:eu-west-1:123456789012:function:resize";
/** The app's own domain, such as example.com. Without one, the app is at https://main.<app id>.amplifyapp.com. */
const domain = config.get("domain");

export const table = new aws.dynamodb.Table("table", {
  name: "web-orders",
  billingMode: "PAY_PER_REQUEST",
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
});
export const bucket = new aws.s3.Bucket("images", { bucketPrefix: "web-images-" });
new aws.s3.BucketPublicAccessBlock("images-private", {
  bucket: bucket.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});

// What used to be environment variables: secrets that belong together are one JSON secret, settings are parameters.
const key = new aws.kms.Key("key", { description: "Secrets of the app web", enableKeyRotation: true });
const secret = new aws.secretsmanager.Secret("secret", { name: "web/prod", kmsKeyId: key.arn });
new aws.secretsmanager.SecretVersion("secret-value", {
  secretId: secret.id,
  secretString: pulumi.jsonStringify({ DATABASE_USER: "web", DATABASE_PASSWORD: databasePassword }),
});
new aws.ssm.Parameter("api-url", { name: "/web/prod/API_URL", type: "String", value: "https://api.example.com" });
new aws.ssm.Parameter("api-token", { name: "/web/prod/API_TOKEN", type: "SecureString", value: apiToken });

export const web = new AmplifySsrApp("web", {
  name: "web",
  repository: "https://github.com/acme/web",
  accessToken: githubToken,
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
          lambda.invoke(resizer),
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
const webhook = new aws.amplify.Webhook(
  "webhook",
  { appId: web.app.id, branchName: web.branches.main.branchName, description: "Content changed" },
  { additionalSecretOutputs: ["url"] },
);
if (domain) {
  new aws.amplify.DomainAssociation("domain", {
    appId: web.app.id,
    domainName: domain,
    subDomains: [
      { branchName: web.branches.main.branchName, prefix: "" },
      { branchName: web.branches.main.branchName, prefix: "www" },
    ],
    // Otherwise the deploy waits until you have added the DNS records.
    waitForVerification: false,
  });
}

export const appId = web.app.id;
export const webhookUrl = pulumi.interpolate`${webhook.url}&operation=startbuild`;
/** Shows when the role of main's server code was assumed. */
export const lastAssumed = web.branches.main.computeRole.lastAssumedCommand;
