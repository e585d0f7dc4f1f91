import * as core from "@amplify-roles/core";
import { planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { demo } from "./specification.mjs";

const TEXTS = {
  "var.github_token": "the-github-token",
  "var.resizer_arn": "arn:aws:lambda:eu-west-1:123456789012:function:resize",
  "aws_dynamodb_table.table.arn": "arn:aws:dynamodb:eu-west-1:123456789012:table/web-orders",
  "aws_s3_bucket.images.arn": "arn:aws:s3:::web-images-1",
  "aws_secretsmanager_secret.secret.arn": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/prod-AbCdEf",
  "aws_kms_key.key.arn": "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-1234-5678-9abc-0123456789ab",
};

/** The plan as JSON, which is all that the core does of a synthesis. */
export const synthesize = () =>
  JSON.stringify(
    planAmplifySsrApp(
      "web",
      demo(core, (name) => TEXTS[name]),
    ),
  );
