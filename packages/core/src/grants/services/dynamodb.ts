import { resourceType } from "../../aws/resource-type.js";
import { anyString, array, nonEmptyArray } from "../../schema/schema.js";
import { textConditions } from "../conditions.js";
import { type AccessLevel, combine, type GrantDefinition, onResource, type Request } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { narrowing } from "../narrowing.js";
import { customerKey } from "./kms.js";

/** A table by its name; `*` and `?` match many: `{ name: "my-app-*" }`. */
export interface DynamodbTableName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface DynamodbOptions<Text = string> {
  /**
   * The indexes that may be queried and scanned. Default: all of the table's. An empty list: none.
   */
  readonly indexes?: readonly Text[];
  /**
   * Only items whose partition key has one of these values (`dynamodb:LeadingKeys`); `*` and `?` match many, `${*}` and
   * `${?}` stand for the characters. `Scan` does not honour it and is left out. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
   */
  readonly leadingKeys?: readonly Text[];
  /** ARN of the customer-managed key that encrypts the table. */
  readonly kmsKey?: Text;
}

/** The ARN of a table, or its name. */
type Table<Text> = OneOrMore<Text | DynamodbTableName<Text>>;

export interface DynamodbGrants<Text = string> {
  /** BatchGetItem, ConditionCheckItem, DescribeTable, GetItem, Query, Scan; Query and Scan on its indexes too. */
  read(table: Table<Text>, options?: DynamodbOptions<Text>): Grant<Text>;
  /** BatchWriteItem, DeleteItem, PutItem, UpdateItem. */
  write(table: Table<Text>, options?: DynamodbOptions<Text>): Grant<Text>;
  /** What `read` and `write` give. */
  readWrite(table: Table<Text>, options?: DynamodbOptions<Text>): Grant<Text>;
  /** DescribeStream, GetRecords, GetShardIterator on the table's streams. */
  readStream(table: Table<Text>, options?: Pick<DynamodbOptions<Text>, "kmsKey">): Grant<Text>;
  /** PartiQLSelect, on its indexes too; under `leadingKeys` not of whole tables. */
  partiqlRead(table: Table<Text>, options?: DynamodbOptions<Text>): Grant<Text>;
  /** PartiQLDelete, PartiQLInsert, PartiQLUpdate. */
  partiqlWrite(table: Table<Text>, options?: Omit<DynamodbOptions<Text>, "indexes">): Grant<Text>;
}

const table = resourceType({
  service: "dynamodb",
  name: "table",
  prefix: "table/",
  resource: /^table\/[\w.*?-]+$/,
  example: "table/orders",
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html: 255
  characters: 261,
  scope: "regional",
  named: [{ keys: { name: /^[\w.*?-]{1,255}$/ }, resource: ({ name }) => `table/${name}` }],
});

type Options = { indexes?: readonly string[]; leadingKeys?: readonly string[]; kmsKey?: string };
type R = Request<Options>;

const onIndexes = ({ resource, options }: R) =>
  (options.indexes ?? ["*"]).map((index) => `${resource.arn}/index/${index}`);
const leadingKeys = ({ options }: R) =>
  textConditions({ "dynamodb:LeadingKeys": options.leadingKeys }, "ForAllValues:");
const everyItem = ({ options }: R) => options.leadingKeys === undefined;
const withIndexes = ({ options }: R) => options.indexes?.length !== 0;

const read: AccessLevel<Options> = {
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
};

const write: AccessLevel<Options> = {
  // Whoever writes to a table has its table key decrypted too:
  // https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
  key: "readWrite",
  permissions: [
    {
      actions: ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      resources: onResource,
      conditions: leadingKeys,
    },
  ],
};

const readStream: AccessLevel<Options> = {
  key: "read",
  options: ["kmsKey"],
  permissions: [
    {
      actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      resources: ({ resource }) => [`${resource.arn}/stream/*`],
    },
  ],
};

/** A statement that reads the whole table has no leading keys, which `ForAllValues` lets pass. */
const ofPartitions = (request: R) => {
  const ofKeys = leadingKeys(request);
  return ofKeys && { ...ofKeys, Bool: { "dynamodb:FullTableScan": "false" } };
};

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
const partiqlRead: AccessLevel<Options> = {
  key: "read",
  permissions: [
    { actions: ["dynamodb:PartiQLSelect"], resources: onResource, conditions: ofPartitions },
    { actions: ["dynamodb:PartiQLSelect"], resources: onIndexes, conditions: ofPartitions, when: withIndexes },
  ],
};
const partiqlWrite: AccessLevel<Options> = {
  key: "readWrite",
  options: ["leadingKeys", "kmsKey"],
  permissions: [
    {
      actions: ["dynamodb:PartiQLDelete", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate"],
      resources: onResource,
      conditions: leadingKeys,
    },
  ],
};

export const dynamodbDefinition: GrantDefinition<Options> = {
  name: "dynamodb",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html",
  resourceType: table,
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
  options: {
    indexes: { schema: array(anyString), maxLength: 255 },
    leadingKeys: { schema: nonEmptyArray(narrowing("leading key", "web#*"), "leading key"), maxLength: 2048 },
    kmsKey: customerKey,
  },
  access: { read, write, readWrite: combine(read, write), readStream, partiqlRead, partiqlWrite },
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
};
