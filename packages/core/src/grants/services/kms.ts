import { checkArn } from "../../aws/check-arn.js";
import { expectedOf, originReport } from "../../aws/origins.js";
import { kmsAlias } from "../../findings/messages.js";
import { arnOfResource } from "../../placeholders/origin.js";
import { anyString, type Schema } from "../../schema/schema.js";
import { type Option, onResource } from "../definition.js";
import { type ArnText, form, type NameOf, resource } from "../resource.js";
import { service } from "../service.js";

const key = resource({
  service: "kms",
  name: "key",
  prefix: "key/",
  resource: /^key\/[\w*?-]+$/,
  example: "key/1234abcd-12ab-34cd-56ef-1234567890ab",
  // "key/", and a UUID or a multi-Region key's 36 characters.
  characters: 40,
  managedAs: [
    "aws_kms_key",
    "aws_kms_external_key",
    "aws_kms_replica_key",
    "aws_kms_replica_external_key",
    "aws:kms/key:Key",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ],
  scope: "regional",
  every: /^mrk-[*?]+$/,
  named: [
    form({
      keys: {
        /** The key's id: a UUID, or `mrk-…`. An alias does not name a key in IAM. */
        keyId: /^(mrk-)?[0-9a-f-]{32,36}$/,
      },
      resource: ({ keyId }) => `key/${keyId}`,
    }),
  ],
});

/** The ARN of a customer-managed key. */
export const kmsKey: Schema<string> = (value, context) => {
  const arn = anyString(arnOfResource(value), context);
  if (arn === undefined) return undefined;
  const report = originReport(arn, () => expectedOf([key]));
  if (report !== undefined) return context.report(report);
  if (/^alias\/|:alias\//.test(arn)) return context.report(kmsAlias(arn));
  return checkArn(key, arn, context)?.arn;
};

/** The option for the key that a resource is encrypted with. */
export const customerKey: Option<string, ArnText, false> = {
  schema: kmsKey,
  maxLength: key.maxLength,
  required: false,
};

const { level, combine, functions } = service("kms", { resourceType: key });

const decrypt = level({ permissions: [{ actions: ["kms:Decrypt", "kms:DescribeKey"], resources: onResource }] });
const encrypt = level({
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
});

/** KMS. https://docs.aws.amazon.com/service-authorization/latest/reference/list_kms.html */
export const kms = functions({
  /** Decrypts with a key. */
  decrypt,
  /** Encrypts, re-encrypts and generates data keys with a key. */
  encrypt,
  /** What `decrypt` and `encrypt` allow. */
  encryptDecrypt: combine(decrypt, encrypt),
});

/** A key by its id. */
export type KmsKeyId<Text = string> = NameOf<typeof key, Text>;
