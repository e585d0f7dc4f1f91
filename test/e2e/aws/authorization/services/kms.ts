import { isJsonObject, type JsonObject, jsonBody } from "../../message.js";
import { type Key, keyNamed } from "../lookups.js";
import {
  type Authorization,
  authorization,
  type Context,
  NoRow,
  onNothing,
  type RequestContext,
  type Row,
  regional,
  tableOf,
} from "../model.js";
import { hasTags, requestTags, tagKeys } from "../tags.js";

const encryptionContext = (pairs: unknown): Context => {
  const entries = Object.entries(isJsonObject(pairs) ? pairs : {});
  if (entries.length === 0) return {};
  return {
    ...Object.fromEntries(entries.map(([key, value]) => [`kms:EncryptionContext:${key}`, String(value)])),
    "kms:EncryptionContextKeys": entries.map(([key]) => key),
  };
};

const callerOf = ({ at }: RequestContext): Context => ({ "kms:CallerAccount": at.account });

const onKey =
  (action: string, more: (input: JsonObject) => Context = () => ({})): Row<JsonObject> =>
  async (input, asked) => {
    const { arn } = await keyNamed(String(input.KeyId), asked);
    return [authorization(action, arn, { ...callerOf(asked), ...more(input) })];
  };

/** What names a key by an alias says so. */
const alias = ({ KeyId }: JsonObject): Context =>
  /(^|:)alias\//.test(String(KeyId)) ? { "kms:RequestAlias": String(KeyId).replace(/^.*:(?=alias\/)/, "") } : {};
const cryptographic = (input: JsonObject): Context => ({
  ...encryptionContext(input.EncryptionContext),
  ...alias(input),
});

/**
 * What a service does with a key on the caller's behalf and with the caller's rights. Nothing for AWS's own keys, whose
 * policies let everybody of the account use them through their service.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export const viaService = (
  service: string,
  key: Key,
  actions: readonly string[],
  context: Readonly<Record<string, string>>,
  asked: RequestContext,
): readonly Authorization[] =>
  key.managedByAws
    ? []
    : actions.map((action) =>
        authorization(action, key.arn, {
          ...callerOf(asked),
          ...encryptionContext(context),
          "kms:ViaService": `${service}.${asked.at.region}.amazonaws.com`,
        }),
      );

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */
export const kms = tableOf(jsonBody, {
  CreateKey: (input, asked) => {
    const tags = requestTags(input.Tags);
    const context = {
      ...tags,
      ...callerOf(asked),
      "kms:KeySpec": String(input.KeySpec ?? input.CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT"),
      "kms:KeyUsage": String(input.KeyUsage ?? "ENCRYPT_DECRYPT"),
      "kms:MultiRegion": String(input.MultiRegion ?? false),
    };
    const tagging = authorization("kms:TagResource", regional("kms", "key/*", asked.at), {
      ...tags,
      ...callerOf(asked),
    });
    return [onNothing("kms:CreateKey", context), ...(hasTags(tags) ? [tagging] : [])];
  },
  DescribeKey: onKey("kms:DescribeKey", alias),
  GetKeyPolicy: onKey("kms:GetKeyPolicy"),
  PutKeyPolicy: onKey("kms:PutKeyPolicy"),
  GetKeyRotationStatus: onKey("kms:GetKeyRotationStatus"),
  EnableKeyRotation: onKey("kms:EnableKeyRotation"),
  DisableKeyRotation: onKey("kms:DisableKeyRotation"),
  UpdateKeyDescription: onKey("kms:UpdateKeyDescription"),
  ScheduleKeyDeletion: onKey("kms:ScheduleKeyDeletion", ({ PendingWindowInDays = 30 }) => ({
    "kms:ScheduleKeyDeletionPendingWindowInDays": String(PendingWindowInDays),
  })),
  CancelKeyDeletion: onKey("kms:CancelKeyDeletion"),
  ListResourceTags: onKey("kms:ListResourceTags"),
  TagResource: onKey("kms:TagResource", ({ Tags }) => requestTags(Tags)),
  UntagResource: onKey("kms:UntagResource", ({ TagKeys }) => tagKeys(TagKeys)),
  Encrypt: onKey("kms:Encrypt", cryptographic),
  // Without a key's name, only KMS knows whose a ciphertext is.
  Decrypt: (input, asked) => {
    if (input.KeyId === undefined) throw new NoRow("Nothing says which key a ciphertext is of");
    return onKey("kms:Decrypt", cryptographic)(input, asked);
  },
  GenerateDataKey: onKey("kms:GenerateDataKey", cryptographic),
});
