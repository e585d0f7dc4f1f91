import { isJsonObject, type JsonObject, jsonBody } from "../../message.js";
import { partitionKey } from "../lookups.js";
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

/** A request may name a table by its ARN as well. */
const tableArn = (table: unknown, { at }: RequestContext): string =>
  String(table).startsWith("arn:") ? String(table) : regional("dynamodb", `table/${table}`, at);
const tableName = (table: unknown) => String(table).replace(/^.*:table\//, "");

/**
 * The values of the partition keys that items or keys of a table have.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
async function leadingKeys(table: unknown, items: readonly unknown[], asked: RequestContext): Promise<Context> {
  const name = await partitionKey(tableName(table), asked);
  const values = items.filter(isJsonObject).flatMap((item) => (name === undefined ? [] : [plain(item[name])]));
  return values.length === 0 ? {} : { "dynamodb:LeadingKeys": values };
}

/** A value without its type: `{ S: "o-1" }` is `o-1`. */
const plain = (value: unknown): string => (isJsonObject(value) ? String(Object.values(value)[0]) : "");

/** An operation on one item, by its key or as a whole. */
const onItem =
  (action: string, member: "Key" | "Item"): Row<JsonObject> =>
  async (input, asked) => [
    authorization(
      `dynamodb:${action}`,
      tableArn(input.TableName, asked),
      await leadingKeys(input.TableName, [input[member]], asked),
    ),
  ];

const onTable =
  (action: string): Row<JsonObject> =>
  (input, asked) => [authorization(`dynamodb:${action}`, tableArn(input.TableName, asked))];

const onTagged =
  (action: string, more: (input: JsonObject) => Context = () => ({})): Row<JsonObject> =>
  (input) => [authorization(`dynamodb:${action}`, String(input.ResourceArn), more(input))];

const indexed = ({ TableName, IndexName }: JsonObject, asked: RequestContext) =>
  tableArn(TableName, asked) + (IndexName === undefined ? "" : `/index/${IndexName}`);
const selecting = ({ Select }: JsonObject): Context =>
  Select === undefined ? {} : { "dynamodb:Select": String(Select) };

/** The partition key that a query's condition compares: `#id = :id and …`. Of an index's key nothing is known here. */
async function queriedKey(input: JsonObject, asked: RequestContext): Promise<Context> {
  const key = await partitionKey(tableName(input.TableName), asked);
  const names = isJsonObject(input.ExpressionAttributeNames) ? input.ExpressionAttributeNames : {};
  const values = isJsonObject(input.ExpressionAttributeValues) ? input.ExpressionAttributeValues : {};
  const equalities = String(input.KeyConditionExpression ?? "").matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g);
  const found = [...equalities].find(([, name = ""]) => (names[name] ?? name) === key);
  return found === undefined ? {} : { "dynamodb:LeadingKeys": [plain(values[found[2] ?? ""])] };
}

const entries = (value: unknown): readonly [string, unknown][] => (isJsonObject(value) ? Object.entries(value) : []);
const list = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

/** A batch is authorized once for each table, with the keys of all its items. */
const onBatch =
  (action: string, itemsOf: (request: unknown) => readonly unknown[]): Row<JsonObject> =>
  async ({ RequestItems }, asked) =>
    Promise.all(
      entries(RequestItems).map(async ([table, request]) =>
        authorization(`dynamodb:${action}`, tableArn(table, asked), await leadingKeys(table, itemsOf(request), asked)),
      ),
    );

/** The permissions of a transaction's parts, by the names that the parts have there. */
const PARTS: Readonly<Record<string, readonly [action: string, member: "Key" | "Item"]>> = {
  ConditionCheck: ["ConditionCheckItem", "Key"],
  Delete: ["DeleteItem", "Key"],
  Get: ["GetItem", "Key"],
  Put: ["PutItem", "Item"],
  Update: ["UpdateItem", "Key"],
};

/**
 * A transaction is authorized as its parts are.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
const onTransaction: Row<JsonObject> = async ({ TransactItems }, asked) => {
  const parts = list(TransactItems).flatMap((item) => Object.entries(item));
  const each = parts.map(async ([name, part]): Promise<readonly Authorization[]> => {
    const [action, member] = PARTS[name] ?? [];
    if (action === undefined || member === undefined || !isJsonObject(part))
      throw new NoRow(`No transaction has ${name}`);
    const found = await onItem(action, member)(part, asked);
    const enclosing = { "dynamodb:EnclosingOperation": asked.request.operation };
    return found.map((one) => ({ ...one, context: { ...one.context, ...enclosing } }));
  });
  return (await Promise.all(each)).flat();
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const dynamodb = tableOf(jsonBody, {
  GetItem: onItem("GetItem", "Key"),
  PutItem: onItem("PutItem", "Item"),
  UpdateItem: onItem("UpdateItem", "Key"),
  DeleteItem: onItem("DeleteItem", "Key"),
  Query: async (input, asked) => [
    authorization("dynamodb:Query", indexed(input, asked), {
      ...selecting(input),
      ...(await queriedKey(input, asked)),
    }),
  ],
  Scan: (input, asked) => [authorization("dynamodb:Scan", indexed(input, asked), selecting(input))],
  BatchGetItem: onBatch("BatchGetItem", (request) => (isJsonObject(request) ? list(request.Keys) : [])),
  BatchWriteItem: onBatch("BatchWriteItem", (requests) =>
    list(requests).map(({ PutRequest, DeleteRequest }) =>
      isJsonObject(PutRequest) ? PutRequest.Item : isJsonObject(DeleteRequest) ? DeleteRequest.Key : undefined,
    ),
  ),
  TransactGetItems: onTransaction,
  TransactWriteItems: onTransaction,
  CreateTable: (input, asked) => {
    const resource = tableArn(input.TableName, asked);
    const tags = requestTags(input.Tags);
    return [
      authorization("dynamodb:CreateTable", resource, tags),
      ...(hasTags(tags) ? [authorization("dynamodb:TagResource", resource, tags)] : []),
    ];
  },
  ListTables: () => [onNothing("dynamodb:ListTables")],
  DescribeTable: onTable("DescribeTable"),
  UpdateTable: onTable("UpdateTable"),
  DeleteTable: onTable("DeleteTable"),
  DescribeContinuousBackups: onTable("DescribeContinuousBackups"),
  UpdateContinuousBackups: onTable("UpdateContinuousBackups"),
  DescribeTimeToLive: onTable("DescribeTimeToLive"),
  UpdateTimeToLive: onTable("UpdateTimeToLive"),
  ListTagsOfResource: onTagged("ListTagsOfResource"),
  TagResource: onTagged("TagResource", ({ Tags }) => requestTags(Tags)),
  UntagResource: onTagged("UntagResource", ({ TagKeys }) => tagKeys(TagKeys)),
});
