/**
 * What `examples/cdktf/new-app` specifies, which `npm run demo` shows, for one tool's functions and its texts. A run
 * against that example's own synthesis holds the two together.
 */
export const demo = ({ dynamodb, lambda, s3, secretsManager, ssm }, text) => ({
  name: "web",
  repository: "https://github.com/acme/web",
  accessToken: text("var.github_token"),
  serviceRole: { logs: { retentionInDays: 30 } },
  branches: {
    main: {
      stage: "PRODUCTION",
      computeRole: {
        grants: [
          dynamodb.readWrite(text("aws_dynamodb_table.table.arn")),
          dynamodb.read({ name: "my-app-*" }),
          s3.read(text("aws_s3_bucket.images.arn"), { prefix: "images/" }),
          ssm.read({ path: "/web/prod" }),
          secretsManager.read(text("aws_secretsmanager_secret.secret.arn"), { kmsKey: text("aws_kms_key.key.arn") }),
          lambda.invoke(text("var.resizer_arn")),
        ],
        managedPolicies: ["AmazonS3ReadOnlyAccess"],
      },
    },
    "feature/login": { computeRole: { grants: [dynamodb.read(text("aws_dynamodb_table.table.arn"))] } },
  },
  previews: { computeRole: false },
});
