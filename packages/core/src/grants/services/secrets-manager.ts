import { resourceType } from "../../aws/resource-type.js";
import { isUnresolved } from "../../placeholders/placeholder.js";
import { type GrantDefinition, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { customerKey } from "./kms.js";

/** A secret by its name, without the suffix that Secrets Manager adds; `*` and `?` match many. */
export interface SecretName<Text = string> extends ArnScope<Text> {
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

export const secret = resourceType({
  service: "secretsmanager",
  name: "secret",
  prefix: "secret:",
  resource: /^secret:[\w/+=.@*?-]+(-[A-Za-z0-9?]{6}|\*)$/,
  example: "secret:web/prod-AbCdEf",
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html: 512, and the suffix
  characters: 526,
  scope: "regional",
  named: [
    {
      keys: { name: /^[\w/+=.@*?-]{1,512}$/ },
      resource: ({ name = "" }) => `secret:${name}${!isUnresolved(name) && name.endsWith("*") ? "" : SUFFIX}`,
    },
  ],
});

export const secretsManagerDefinition: GrantDefinition<{ kmsKey?: string }> = {
  name: "secretsManager",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html",
  resourceType: secret,
  options: { kmsKey: customerKey },
  access: {
    read: {
      key: "read",
      permissions: [
        {
          actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
          resources: onResource,
        },
      ],
    },
  },
  key: { via: "secretsmanager", read: ["kms:Decrypt"], write: [] },
};
