import { grantsEverything, invalidName } from "../../findings/messages.js";
import { array, nonEmptyArray, string } from "../../schema/schema.js";
import { stringConditions } from "../conditions.js";
import { onResource, option, type Request, restricting } from "../definition.js";
import { narrowing } from "../narrowing.js";
import { form, type NameOf, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";
import { customerKey } from "./kms.js";

const table = resource({
  service: "dynamodb",
  name: "table",
  prefix: "table/",
  resource: /^table\/[\w.*?-]+$/,
  example: "table/orders",
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html: 255
  characters: 261,
  managedAs: [
    "aws_dynamodb_table",
    "aws_dynamodb_table_replica",
    "aws:dynamodb/table:Table",
    "aws:dynamodb/tableReplica:TableReplica",
  ],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The table's name. `*` and `?` match several: `my-app-*`. */
        name: /^[\w.*?-]{1,255}$/,
      },
      resource: ({ name }) => `table/${name}`,
    }),
  ],
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const INDEX_NAME = /^[\w.*?-]{1,255}$/;
const indexName = string((value) => {
  if (/^[*?]+$/.test(value)) return grantsEverything(value, "index", '"byDate"');
  return INDEX_NAME.test(value) ? undefined : invalidName(value, "index name", INDEX_NAME, "byDate");
});

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const options = {
  /** The indexes that can be queried and scanned. Default: all of the table's. An empty array: none. */
  indexes: restricting("indexes", option(array(indexName), 255)),
  /**
   * Only items whose partition key has one of these values (`dynamodb:LeadingKeys`). `*` and `?` match several; write
   * `${*}` and `${?}` for the characters. A `Scan` does not honor it and is left out.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
   */
  leadingKeys: option(nonEmptyArray(narrowing("leading key", "web#*"), "leading key"), 2048),
  /** ARN of the customer-managed key that encrypts the table. */
  kmsKey: customerKey,
};
type R = Request<typeof options>;

const { level, combine, functions } = service("dynamodb", {
  resourceType: table,
  options,
  key: {
    via: "dynamodb",
    read: ["kms:Decrypt", "kms:DescribeKey"],
    write: [
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ],
  },
});

const onIndexes = ({ resource, options }: R) =>
  (options.indexes ?? ["*"]).map((index) => `${resource.arn}/index/${index}`);
const leadingKeys = ({ options }: R) =>
  stringConditions({ "dynamodb:LeadingKeys": options.leadingKeys }, "ForAllValues:");
const everyItem = ({ options }: R) => options.leadingKeys === undefined;
const withIndexes = ({ options }: R) => options.indexes?.length !== 0;

const read = level({
  key: "read",
  permissions: [
    { actions: ["dynamodb:DescribeTable"], resources: onResource },
    {
      actions: ["dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:Query"],
      resources: onResource,
      conditions: leadingKeys,
    },
    { actions: ["dynamodb:Query"], resources: onIndexes, conditions: leadingKeys, when: withIndexes },
    { actions: ["dynamodb:Scan"], resources: onResource, when: everyItem },
    { actions: ["dynamodb:Scan"], resources: onIndexes, when: (request) => everyItem(request) && withIndexes(request) },
  ],
});

const write = level({
  // Writing to a table decrypts its table key too:
  // https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
  key: "readWrite",
  permissions: [
    {
      actions: ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      resources: onResource,
      conditions: leadingKeys,
    },
  ],
});

/** A statement that reads the whole table has no leading keys, which `ForAllValues` lets through. */
const ofPartitions = (request: R) => {
  const ofKeys = leadingKeys(request);
  return ofKeys && { ...ofKeys, Bool: { "dynamodb:FullTableScan": "false" } };
};

/** DynamoDB. https://docs.aws.amazon.com/service-authorization/latest/reference/list_dynamodb.html */
export const dynamodb = functions({
  /** Reads, queries and scans items, in the table and its indexes. */
  read,
  /** Creates, changes and deletes items. */
  write,
  /** What `read` and `write` allow. */
  readWrite: combine(read, write),
  /** Reads the table's streams. */
  readStream: level({
    key: "read",
    options: ["kmsKey"],
    permissions: [
      {
        actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
        resources: ({ resource }) => [`${resource.arn}/stream/*`],
      },
    ],
  }),
  /**
   * Reads items with PartiQL, in the table and its indexes. With `leadingKeys`, no statement can read the whole table.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
   */
  partiqlRead: level({
    key: "read",
    permissions: [
      { actions: ["dynamodb:PartiQLSelect"], resources: onResource, conditions: ofPartitions },
      { actions: ["dynamodb:PartiQLSelect"], resources: onIndexes, conditions: ofPartitions, when: withIndexes },
    ],
  }),
  /** Creates, changes and deletes items with PartiQL. */
  partiqlWrite: level({
    key: "readWrite",
    options: ["leadingKeys", "kmsKey"],
    permissions: [
      {
        actions: ["dynamodb:PartiQLDelete", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate"],
        resources: onResource,
        conditions: leadingKeys,
      },
    ],
  }),
});

/** The options of `dynamodb`'s functions. */
export type DynamodbOptions<Text = string> = OptionsOf<typeof dynamodb, "read", Text>;
/** A table by its name. */
export type DynamodbTableName<Text = string> = NameOf<typeof table, Text>;
