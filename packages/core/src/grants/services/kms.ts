import { checkArn } from "../../aws/check-arn.js";
import { resourceType } from "../../aws/resource-type.js";
import { messages } from "../../findings/messages.js";
import { anyString, type Schema } from "../../schema/schema.js";
import { type AccessLevel, combine, type GrantDefinition, type Option, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";

/** A key by its id (a UUID, or `mrk-…`). Aliases name no key in IAM. */
export interface KmsKeyId<Text = string> extends ArnScope<Text> {
  readonly keyId: Text;
}

/** The ARN of a key, or its id. */
type Key<Text> = OneOrMore<Text | KmsKeyId<Text>>;

export interface KmsGrants<Text = string> {
  /** Decrypt, DescribeKey. */
  decrypt(key: Key<Text>): Grant<Text>;
  /** Encrypt, GenerateDataKey, GenerateDataKeyWithoutPlaintext, ReEncryptFrom, ReEncryptTo, DescribeKey. */
  encrypt(key: Key<Text>): Grant<Text>;
  /** What `decrypt` and `encrypt` give. */
  encryptDecrypt(key: Key<Text>): Grant<Text>;
}

const key = resourceType({
  service: "kms",
  name: "key",
  prefix: "key/",
  resource: /^key\/[\w*?-]+$/,
  example: "key/1234abcd-12ab-34cd-56ef-1234567890ab",
  // "key/", and a UUID or a multi-Region key's 36 characters.
  characters: 40,
  scope: "regional",
  named: [{ keys: { keyId: /^(mrk-)?[0-9a-f-]{32,36}$/ }, resource: ({ keyId }) => `key/${keyId}` }],
});

/** Reads the ARN of a customer-managed key. */
export const kmsKey: Schema<string> = (value, context) => {
  const arn = anyString(value, context);
  if (arn === undefined) return undefined;
  if (/^alias\/|:alias\//.test(arn)) return context.report(messages.keyAlias(arn));
  return checkArn(key, arn, context)?.arn;
};

/** The option that names the key which a resource is encrypted with. */
export const customerKey: Option<string> = { schema: kmsKey, maxLength: key.maxLength };

const decrypt: AccessLevel<object> = {
  permissions: [{ actions: ["kms:Decrypt", "kms:DescribeKey"], resources: onResource }],
};
const encrypt: AccessLevel<object> = {
  permissions: [
    {
      actions: [
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      resources: onResource,
    },
  ],
};

export const kmsDefinition: GrantDefinition = {
  name: "kms",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html",
  resourceType: key,
  options: {},
  access: { decrypt, encrypt, encryptDecrypt: combine(decrypt, encrypt) },
};
