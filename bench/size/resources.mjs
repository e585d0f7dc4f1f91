import { dynamodb, eventBridge, lambda, s3, secretsManager, sns, sqs, ssm, stepFunctions } from "@amplify-roles/core";
import { grant } from "./aws-cdk.cjs";

const arn = (service, resource) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
const on = (resource, ...actions) => actions.map((action) => ({ action, resource }));

const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"];
const WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"];
const INDEX = ["dynamodb:Query", "dynamodb:Scan"];

const orders = arn("dynamodb", "table/orders");
const products = arn("dynamodb", "table/products");
const sessions = arn("dynamodb", "table/sessions");
const images = "arn:aws:s3:::acme-images";
const uploads = "arn:aws:s3:::acme-uploads";
const apiUrl = arn("ssm", "parameter/web/prod/API_URL");
const logLevel = arn("ssm", "parameter/web/prod/LOG_LEVEL");
const token = arn("ssm", "parameter/web/prod/API_TOKEN");
const key = arn("kms", "key/0a1b2c3d-1234-5678-9abc-0123456789ab");
const database = arn("secretsmanager", "secret:web/database-AbCdEf");
const payments = arn("secretsmanager", "secret:web/payments-GhIjKl");
const resize = arn("lambda", "function:resize");
const mail = arn("sqs", "mail");
const events = arn("sns", "events");
const bus = arn("events", "event-bus/web");
const fulfil = arn("states", "stateMachine:fulfil");

const listing = (bucket, prefix) => ({ action: "s3:ListBucket", resource: bucket, context: { "s3:prefix": prefix } });

/**
 * What an app uses: our grants, aws-cdk's, and calls to AWS that both have to allow, each with the keys of the
 * request (`context`).
 */
export const resources = {
  "table with an index, read and written": {
    ours: [dynamodb.readWrite(orders)],
    theirs: [grant.tableReadWrite(orders, { index: true })],
    calls: [...on(orders, ...READ, ...WRITE), ...on(`${orders}/index/by-customer`, ...INDEX)],
  },
  "table with an index, read": {
    ours: [dynamodb.read(products)],
    theirs: [grant.tableRead(products, { index: true })],
    calls: [...on(products, ...READ), ...on(`${products}/index/by-name`, ...INDEX)],
  },
  "table without an index, read and written": {
    ours: [dynamodb.readWrite(sessions, { indexes: [] })],
    theirs: [grant.tableReadWrite(sessions, { index: false })],
    calls: on(sessions, ...READ, ...WRITE),
  },
  "bucket, read under a prefix": {
    ours: [s3.read(images, { prefix: "images/" })],
    theirs: [grant.bucketRead(images, "images/*")],
    calls: [...on(`${images}/images/a.png`, "s3:GetObject"), listing(images, "images/")],
  },
  "bucket, read, written and deleted under a prefix": {
    ours: [s3.readWrite(uploads, { prefix: "uploads/" }), s3.delete(uploads, { prefix: "uploads/" })],
    theirs: [grant.bucketReadWrite(uploads, "uploads/*")],
    calls: [
      ...on(`${uploads}/uploads/a.png`, "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"),
      listing(uploads, "uploads/"),
    ],
  },
  "two parameters": {
    ours: [ssm.read([apiUrl, logLevel])],
    theirs: [grant.parameterRead(apiUrl), grant.parameterRead(logLevel)],
    calls: [apiUrl, logLevel].flatMap((parameter) => on(parameter, "ssm:GetParameter", "ssm:GetParameters")),
  },
  "parameter under a customer's key": {
    ours: [ssm.read(token, { kmsKey: key })],
    theirs: [grant.parameterRead(token, { key })],
    calls: [
      ...on(token, "ssm:GetParameter", "ssm:GetParameters"),
      {
        action: "kms:Decrypt",
        resource: key,
        context: { "kms:ViaService": "ssm.eu-west-1.amazonaws.com", "kms:EncryptionContext:PARAMETER_ARN": token },
      },
    ],
  },
  "two secrets": {
    ours: [secretsManager.read([database, payments])],
    theirs: [grant.secretRead(database), grant.secretRead(payments)],
    calls: [database, payments].flatMap((secret) => on(secret, "secretsmanager:GetSecretValue")),
  },
  "function, invoked": {
    ours: [lambda.invoke(resize)],
    theirs: [grant.functionInvoke(resize)],
    calls: [...on(resize, "lambda:InvokeFunction"), ...on(`${resize}:live`, "lambda:InvokeFunction")],
  },
  "queue, sent to": {
    ours: [sqs.send(mail)],
    theirs: [grant.queueSend(mail)],
    calls: on(mail, "sqs:SendMessage", "sqs:GetQueueUrl"),
  },
  "topic, published to": {
    ours: [sns.publish(events)],
    theirs: [grant.topicPublish(events)],
    calls: on(events, "sns:Publish"),
  },
  "event bus, put to": {
    ours: [eventBridge.putEvents(bus)],
    theirs: [grant.busPut(bus)],
    calls: on(bus, "events:PutEvents"),
  },
  "state machine, started": {
    ours: [stepFunctions.start(fulfil)],
    theirs: [grant.stateMachineStart(fulfil)],
    calls: on(fulfil, "states:StartExecution"),
  },
};
