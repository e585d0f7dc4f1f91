import { AmplifySsrApp, dynamodb, s3 } from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** An app whose table is created next to it, and whose credentials are secret. */
const table = new aws.dynamodb.Table("table", {
  name: "orders",
  billingMode: "PAY_PER_REQUEST",
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
});

const web = new AmplifySsrApp("web", {
  name: "web",
  accessToken: pulumi.secret("the token"),
  computeRole: { grants: [dynamodb.readWrite(table.arn), s3.read({ name: "images" })] },
  branches: {
    main: { environmentVariables: { PLAIN: "plain", HIDDEN: pulumi.secret("hidden") } },
    login: {
      enableBasicAuth: true,
      basicAuthCredentials: pulumi.secret(Buffer.from("user:the password").toString("base64")),
      computeRole: { grants: [dynamodb.read(pulumi.interpolate`${table.arn}`)] },
    },
  },
});

export const appId = web.app.id;
