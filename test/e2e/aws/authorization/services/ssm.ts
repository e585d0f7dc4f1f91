import type { ParameterMetadata } from "@aws-sdk/client-ssm";
import { type JsonObject, jsonBody } from "../../message.js";
import { keyNamed, parametersBy } from "../lookups.js";
import {
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
import { viaService } from "./kms.js";

/** A name's leading slash is not in the ARN; a name without one is set off by a slash all the same. */
const parameterArn = (name: unknown, { at }: RequestContext): string =>
  String(name).startsWith("arn:") ? String(name) : regional("ssm", `parameter/${String(name).replace(/^\//, "")}`, at);

const named = (name: unknown) => String(name).replace(/^arn:[^/]*:parameter(?=\/)/, "");

/**
 * Parameter Store decrypts each secure string that is asked for, and with a customer's key does so as the caller.
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
async function decrypting(input: JsonObject, parameters: readonly ParameterMetadata[], asked: RequestContext) {
  if (input.WithDecryption !== true) return [];
  const secure = parameters.filter(({ Type }) => Type === "SecureString");
  const each = secure.map(async ({ Name, KeyId }) =>
    viaService("ssm", await keyNamed(KeyId ?? "alias/aws/ssm", asked), ["kms:Decrypt"], contextOf(Name, asked), asked),
  );
  return (await Promise.all(each)).flat();
}

const contextOf = (name: unknown, asked: RequestContext) => ({ PARAMETER_ARN: parameterArn(name, asked) });

const byNames = (names: readonly unknown[], asked: RequestContext) =>
  parametersBy({ Key: "Name", Option: "Equals", Values: names.map(named) }, asked);

const onParameter =
  (action: string, more: (input: JsonObject) => Context = () => ({})): Row<JsonObject> =>
  (input, asked) => [authorization(action, parameterArn(input.Name, asked), more(input))];

const onTagged =
  (action: string, more: (input: JsonObject) => Context = () => ({})): Row<JsonObject> =>
  (input, asked) => {
    if (input.ResourceType !== "Parameter") throw new NoRow(`Nothing says on what a ${input.ResourceType} is tagged`);
    return [authorization(action, parameterArn(input.ResourceId, asked), more(input))];
  };

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 * By path, AWS asks for the path of the request and not for each parameter:
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export const ssm = tableOf(jsonBody, {
  GetParameter: async (input, asked) => [
    authorization("ssm:GetParameter", parameterArn(input.Name, asked)),
    ...(await decrypting(input, await byNames([input.Name], asked), asked)),
  ],
  GetParameters: async (input, asked) => {
    const names = Array.isArray(input.Names) ? input.Names : [];
    return [
      ...names.map((name) => authorization("ssm:GetParameters", parameterArn(name, asked))),
      ...(await decrypting(input, await byNames(names, asked), asked)),
    ];
  },
  GetParametersByPath: async (input, asked) => {
    const path = String(input.Path);
    const recursive = input.Recursive === true;
    const filter = { Key: "Path" as const, Option: recursive ? "Recursive" : "OneLevel", Values: [path] };
    return [
      authorization("ssm:GetParametersByPath", parameterArn(path.replace(/(?<=.)\/$/, ""), asked), {
        "ssm:Recursive": String(recursive),
      }),
      ...(await decrypting(input, await parametersBy(filter, asked), asked)),
    ];
  },
  GetParameterHistory: onParameter("ssm:GetParameterHistory"),
  DescribeParameters: () => [onNothing("ssm:DescribeParameters")],
  PutParameter: async (input, asked) => {
    const resource = parameterArn(input.Name, asked);
    const tags = requestTags(input.Tags);
    const context = { ...tags, "ssm:Overwrite": String(input.Overwrite ?? false) };
    const key =
      input.Type === "SecureString" ? await keyNamed(String(input.KeyId ?? "alias/aws/ssm"), asked) : undefined;
    return [
      authorization("ssm:PutParameter", resource, context),
      ...(hasTags(tags) ? [authorization("ssm:AddTagsToResource", resource, tags)] : []),
      ...(key === undefined
        ? []
        : viaService("ssm", key, [encryptingAction(input)], contextOf(input.Name, asked), asked)),
    ];
  },
  DeleteParameter: onParameter("ssm:DeleteParameter"),
  ListTagsForResource: onTagged("ssm:ListTagsForResource"),
  AddTagsToResource: onTagged("ssm:AddTagsToResource", ({ Tags }) => requestTags(Tags)),
  RemoveTagsFromResource: onTagged("ssm:RemoveTagsFromResource", ({ TagKeys }) => tagKeys(TagKeys)),
});

/** Standard parameters are encrypted by the key itself, advanced ones by a data key. */
const encryptingAction = ({ Tier }: JsonObject) => (Tier === "Advanced" ? "kms:GenerateDataKey" : "kms:Encrypt");
