import { checkArn, target } from "../../arn/target.js";
import { faults } from "../../errors/faults.js";
import { type Reader, text } from "../../read/readers.js";
import { type AccessLevel, both, type GrantDefinition, type Option, onResource } from "../definition.js";
import type { Grant, OneOrMore, Scope } from "../grant.js";

/** A key by its id (a UUID, or `mrk-…`). Aliases name no key in IAM. */
export interface KmsKeyId<Text = string> extends Scope<Text> {
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

const key = target({
  service: "kms",
  kind: "key",
  prefix: "key/",
  resource: /^key\/[\w*?-]+$/,
  example: "key/1234abcd-12ab-34cd-56ef-1234567890ab",
  // "key/", and a UUID or a multi-Region key's 36 characters.
  characters: 40,
  scope: "regional",
  named: [{ keys: { keyId: /^(mrk-)?[0-9a-f-]{32,36}$/ }, resource: ({ keyId }) => `key/${keyId}` }],
});

/** Reads the ARN of a customer-managed key. */
export const kmsKey: Reader<string> = (value, at) => {
  const arn = text(value, at);
  if (arn === undefined) return undefined;
  if (/^alias\/|:alias\//.test(arn)) return at.report(faults.keyAlias(arn));
  return checkArn(key, arn, at)?.arn;
};

/** The option that names the key which a resource is encrypted with. */
export const customerKey: Option<string> = { read: kmsKey, longest: key.longest };

const decrypt: AccessLevel<object> = { rights: [{ actions: ["kms:Decrypt", "kms:DescribeKey"], on: onResource }] };
const encrypt: AccessLevel<object> = {
  rights: [
    {
      actions: [
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      on: onResource,
    },
  ],
};

export const kmsDefinition: GrantDefinition = {
  name: "kms",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html",
  target: key,
  options: {},
  access: { decrypt, encrypt, encryptDecrypt: both(decrypt, encrypt) },
};
