import { type JsonObject, jsonBody } from "../../message.js";
import { keyNamed, secretNamed } from "../lookups.js";
import {
  type Authorization,
  authorization,
  type Context,
  type RequestContext,
  type Row,
  regional,
  tableOf,
} from "../model.js";
import { hasTags, requestTags, tagKeys } from "../tags.js";
import { viaService } from "./kms.js";

/**
 * What Secrets Manager does with the secret's key; nothing for a secret without a key of its own.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
async function withKey(key: unknown, arn: string, actions: readonly string[], asked: RequestContext) {
  if (key === undefined || key === "") return [];
  const found = await keyNamed(String(key), asked);
  return viaService("secretsmanager", found, actions, { SecretARN: arn }, asked);
}

/** A changed value takes a new data key; for the first one, and for a new key, the right to read is tried as well. */
const WRITING = ["kms:GenerateDataKey", "kms:Decrypt"];
const READING = ["kms:Decrypt"];

/** On a secret that the request names by its name or its ARN. Of one that is not there, denials say what was asked for. */
const onSecret =
  (
    action: string,
    more: (input: JsonObject) => Context = () => ({}),
    keyActions: readonly string[] = [],
  ): Row<JsonObject> =>
  async (input, asked) => {
    const id = String(input.SecretId);
    const secret = await secretNamed(id, asked);
    const arn = secret?.ARN ?? id;
    const key = input.KmsKeyId ?? secret?.KmsKeyId;
    const context = { "secretsmanager:SecretId": id, ...more(input) };
    return [
      authorization(action, arn, context),
      ...(keyActions.length === 0 ? [] : await withKey(key, arn, keyActions, asked)),
    ];
  };

/** AWS makes the suffix up as it asks; any will do. */
const SUFFIX = "AbCdEf";

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export const secretsManager = tableOf(jsonBody, {
  CreateSecret: async (input, asked): Promise<readonly Authorization[]> => {
    const arn = regional("secretsmanager", `secret:${input.Name}-${SUFFIX}`, asked.at);
    const tags = requestTags(input.Tags);
    return [
      authorization("secretsmanager:CreateSecret", arn, { "secretsmanager:Name": String(input.Name), ...tags }),
      ...(hasTags(tags) ? [authorization("secretsmanager:TagResource", arn, tags)] : []),
      ...(await withKey(input.KmsKeyId, arn, WRITING, asked)),
    ];
  },
  DescribeSecret: onSecret("secretsmanager:DescribeSecret"),
  GetSecretValue: onSecret(
    "secretsmanager:GetSecretValue",
    ({ VersionStage }) => (VersionStage === undefined ? {} : { "secretsmanager:VersionStage": String(VersionStage) }),
    READING,
  ),
  /**
   * AWS answers with an error for each secret that GetSecretValue is not allowed for. Here the whole call is refused.
   * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html
   */
  BatchGetSecretValue: async ({ SecretIdList = [] }, asked) => {
    const each = onSecret("secretsmanager:GetSecretValue", undefined, READING);
    const ids = (SecretIdList as readonly string[]).map((SecretId) => each({ SecretId }, asked));
    return [authorization("secretsmanager:BatchGetSecretValue", "*"), ...(await Promise.all(ids)).flat()];
  },
  PutSecretValue: onSecret("secretsmanager:PutSecretValue", undefined, WRITING),
  UpdateSecret: onSecret("secretsmanager:UpdateSecret", undefined, WRITING),
  DeleteSecret: onSecret("secretsmanager:DeleteSecret"),
  RestoreSecret: onSecret("secretsmanager:RestoreSecret"),
  GetResourcePolicy: onSecret("secretsmanager:GetResourcePolicy"),
  PutResourcePolicy: onSecret("secretsmanager:PutResourcePolicy"),
  DeleteResourcePolicy: onSecret("secretsmanager:DeleteResourcePolicy"),
  ListSecretVersionIds: onSecret("secretsmanager:ListSecretVersionIds"),
  UpdateSecretVersionStage: onSecret("secretsmanager:UpdateSecretVersionStage"),
  TagResource: onSecret("secretsmanager:TagResource", ({ Tags }) => requestTags(Tags)),
  UntagResource: onSecret("secretsmanager:UntagResource", ({ TagKeys }) => tagKeys(TagKeys)),
});
