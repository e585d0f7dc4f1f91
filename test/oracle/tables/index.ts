import type { Table } from "../support/model.js";
import { appsyncTable } from "./appsync.js";
import { bedrockTable } from "./bedrock.js";
import { cloudFrontTable } from "./cloudfront.js";
import { cloudWatchTable } from "./cloudwatch.js";
import { cognitoTable } from "./cognito.js";
import { documentsTable } from "./documents.js";
import { dsqlTable } from "./dsql.js";
import { dynamodbTable } from "./dynamodb.js";
import { ecrTable } from "./ecr.js";
import { eventBridgeTable } from "./event-bridge.js";
import { firehoseTable, kinesisTable } from "./kinesis.js";
import { kmsTable } from "./kms.js";
import { lambdaTable } from "./lambda.js";
import { locationTable } from "./location.js";
import { logsTable } from "./logs.js";
import { rdsDataTable, rdsIamTable } from "./rds.js";
import { s3Table } from "./s3.js";
import { secretsManagerTable } from "./secrets-manager.js";
import { sesTable } from "./ses.js";
import { snsTable } from "./sns.js";
import { sqsTable } from "./sqs.js";
import { ssmTable } from "./ssm.js";
import { stepFunctionsTable } from "./step-functions.js";
import { stsTable } from "./sts.js";
import { xrayTable } from "./xray.js";

/** A table for each service that has grant functions, and for the logs of the service role. */
export const tables: readonly Table[] = [
  appsyncTable,
  bedrockTable,
  cloudFrontTable,
  cloudWatchTable,
  cognitoTable,
  documentsTable,
  dsqlTable,
  dynamodbTable,
  ecrTable,
  eventBridgeTable,
  firehoseTable,
  kinesisTable,
  kmsTable,
  lambdaTable,
  locationTable,
  logsTable,
  rdsDataTable,
  rdsIamTable,
  s3Table,
  secretsManagerTable,
  sesTable,
  snsTable,
  sqsTable,
  ssmTable,
  stepFunctionsTable,
  stsTable,
  xrayTable,
];
