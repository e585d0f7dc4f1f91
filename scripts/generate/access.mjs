import { require as load } from "tsx/cjs/api";
import { source } from "../source.mjs";

const { allow, dynamodb, lambda, s3, secretsManager, ssm } = source("index");
const { explain } = source("index");
const { accessSvg } = load("../../packages/cli/src/render/svg.ts", import.meta.url);

const arn = (service, resource) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const table = arn("dynamodb", "table/orders");

/** An app with a role for production, one for what is tried out, and a role for its branches besides. */
const specification = {
  name: "web",
  region: "eu-west-1",
  account: "123456789012",
  computeRole: {
    grants: [
      dynamodb.read(table),
      s3.read("arn:aws:s3:::web-images", { prefix: "images/" }),
      ssm.read({ path: "/web/next" }),
    ],
    managedPolicies: ["AmazonS3ReadOnlyAccess"],
  },
  branches: {
    main: {
      computeRole: {
        grants: [
          dynamodb.readWrite(table),
          s3.readWrite("arn:aws:s3:::web-images"),
          ssm.read({ path: "/web/prod" }),
          secretsManager.read(arn("secretsmanager", "secret:web/prod-AbCdEf"), {
            kmsKey: arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
          }),
          lambda.invoke(arn("lambda", "function:resize")),
        ],
      },
    },
    next: {},
    "feature/login": { computeRole: "arn:aws:iam::123456789012:role/login-trial" },
    "feature/search": {
      computeRole: {
        grants: [
          dynamodb.read(table),
          allow({ actions: ["es:ESHttpGet", "es:ESHttpPost"], resources: [arn("es", "domain/search/*")] }),
        ],
      },
    },
  },
};

/** docs/access.svg: the picture that the README shows, as `npx amplify-roles explain` draws it. */
export function files() {
  return [{ path: "docs/access.svg", text: accessSvg(explain(specification), "web") }];
}
