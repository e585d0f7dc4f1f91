import { target } from "../../arn/target.js";
import { isLate } from "../../text/late.js";
import { type GrantDefinition, onResource } from "../definition.js";
import type { Grant, OneOrMore, Scope } from "../grant.js";
import { customerKey } from "./kms.js";

/** A secret by its name, without the suffix that Secrets Manager adds; `*` and `?` match many. */
export interface SecretName<Text = string> extends Scope<Text> {
  readonly name: Text;
}

export interface SecretOptions<Text = string> {
  /** ARN of the customer-managed key that encrypts the secret. The key `aws/secretsmanager` needs no permission. */
  readonly kmsKey?: Text;
}

export interface SecretsManagerGrants<Text = string> {
  /** DescribeSecret, GetSecretValue. */
  read(secret: OneOrMore<Text | SecretName<Text>>, options?: SecretOptions<Text>): Grant<Text>;
}

/** Six characters after a hyphen: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html */
const SUFFIX = "-??????";

export const secret = target({
  service: "secretsmanager",
  kind: "secret",
  prefix: "secret:",
  resource: /^secret:[\w/+=.@*?-]+(-[A-Za-z0-9?]{6}|\*)$/,
  example: "secret:web/prod-AbCdEf",
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html: 512, and the suffix
  characters: 526,
  scope: "regional",
  named: [
    {
      keys: { name: /^[\w/+=.@*?-]{1,512}$/ },
      resource: ({ name = "" }) => `secret:${name}${!isLate(name) && name.endsWith("*") ? "" : SUFFIX}`,
    },
  ],
});

export const secretsManagerDefinition: GrantDefinition<{ kmsKey?: string }> = {
  name: "secretsManager",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html",
  target: secret,
  options: { kmsKey: customerKey },
  access: {
    read: {
      key: "read",
      rights: [
        {
          actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
          on: onResource,
        },
      ],
    },
  },
  key: { via: "secretsmanager", read: ["kms:Decrypt"], write: [] },
};
