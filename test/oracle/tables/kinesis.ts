import { grantsOf } from "@amplify-roles/core/adapter";
import { everywhere, granted, may, otherRegion, regional, type Table, withSiblings } from "../support/model.js";
import { key, keyPool, keyUse, via } from "./kms.js";

const { firehose, kinesis } = grantsOf<string>();

const clicks = regional("kinesis", "stream/clicks");
/** Its name starts with the other's whole name. */
const clicksTest = regional("kinesis", "stream/clicks-test");
const views = regional("kinesis", "stream/views");

const PUT = "PutRecord PutRecords";

export const kinesisTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_kinesis.html",
    "https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html",
  ],
  pools: [
    {
      service: "kinesis",
      things: [...everywhere("kinesis", "stream/clicks"), ...withSiblings([clicks, clicksTest, views])],
    },
    keyPool([via("kinesis"), via("kinesis", otherRegion)]),
  ],
  cases: [
    ...[clicks, clicksTest, views].map((stream) =>
      granted(`puts records into ${stream.arn}`, kinesis.put(stream.arn), [may("kinesis", PUT, [stream])]),
    ),
    granted("puts records into streams by the start of their names", kinesis.put({ name: "clicks*" }), [
      may("kinesis", PUT, withSiblings([clicks, clicksTest])),
    ]),
    granted("puts records into an encrypted stream", kinesis.put({ name: "clicks" }, { kmsKey: key.arn }), [
      may("kinesis", PUT, [clicks]),
      keyUse("GenerateDataKey", "kinesis"),
    ]),
  ],
};

const archive = regional("firehose", "deliverystream/archive");
const archiveTest = regional("firehose", "deliverystream/archive-test");
const search = regional("firehose", "deliverystream/search");

const PUT_BATCH = "PutRecord PutRecordBatch";

export const firehoseTable: Table = {
  pages: ["https://docs.aws.amazon.com/service-authorization/latest/reference/list_firehose.html"],
  pools: [
    {
      service: "firehose",
      things: [...everywhere("firehose", "deliverystream/archive"), ...withSiblings([archive, archiveTest, search])],
    },
  ],
  cases: [
    ...[archive, archiveTest, search].map((stream) =>
      granted(`puts records into ${stream.arn}`, firehose.put(stream.arn), [may("firehose", PUT_BATCH, [stream])]),
    ),
    granted("puts records into a stream by its name", firehose.put({ name: "archive" }), [
      may("firehose", PUT_BATCH, [archive]),
    ]),
    granted("puts records into streams by the start of their names", firehose.put({ name: "archive*" }), [
      may("firehose", PUT_BATCH, withSiblings([archive, archiveTest])),
    ]),
  ],
};
