import type { Statement } from "@amplify-roles/core";
import { grantsOf } from "@amplify-roles/core/adapter";
import { type Case, granted, may, type Row, type Table, when } from "../support/model.js";
import { customers, orders } from "./dynamodb.js";
import { mails, orders as orderQueue } from "./sqs.js";

// What a specification contains unchanged: statements with a Sid, wildcards, conditions and denials.

const { allow } = grantsOf<string>();

const inOrganization = when({ "aws:PrincipalOrgID": "o-a1b2c3d4e5" });
const inOther = when({ "aws:PrincipalOrgID": "o-z9y8x7w6v5" });

const document = (
  what: string,
  statements: readonly Statement[],
  allows: readonly Row[],
  denies: readonly Row[] = [],
): Case => ({
  by: "document",
  what,
  asks: { document: { Version: "2012-10-17", Statement: statements } },
  allows,
  denies,
});

export const documentsTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
  ],
  pools: [{ service: "sqs", things: [orderQueue, mails], circumstances: [inOrganization, inOther] }],
  cases: [
    granted(
      "a statement with a Sid",
      allow({ actions: ["sqs:PurgeQueue", "sqs:SendMessage"], resources: [orderQueue.arn, mails.arn], sid: "Queues" }),
      [may("sqs", "PurgeQueue SendMessage", [orderQueue, mails])],
    ),
    granted(
      "a statement with a Sid for two services",
      allow({
        actions: ["dynamodb:GetItem", "sqs:SendMessage"],
        resources: [customers.table.arn, mails.arn],
        sid: "Both",
      }),
      [may("dynamodb", "GetItem", [customers.table]), may("sqs", "SendMessage", [mails])],
    ),
    granted(
      "a statement for two services",
      allow({ actions: ["dynamodb:UpdateItem", "sqs:DeleteMessage"], resources: [orders.table.arn, orderQueue.arn] }),
      [may("dynamodb", "UpdateItem", [orders.table]), may("sqs", "DeleteMessage", [orderQueue])],
    ),
    granted("a wildcard among actions", allow({ actions: ["sqs:GetQueue*"], resources: [orderQueue.arn] }), [
      may("sqs", "GetQueueAttributes GetQueueUrl", [orderQueue]),
    ]),
    granted(
      "a condition",
      allow({
        actions: ["sqs:ReceiveMessage"],
        resources: [mails.arn],
        conditions: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      }),
      [may("sqs", "ReceiveMessage", [mails], [inOrganization])],
    ),
    document(
      "allows queues, and denies one",
      [
        { Effect: "Allow", Action: ["sqs:SendMessage", "sqs:PurgeQueue"], Resource: [orderQueue.arn, mails.arn] },
        { Effect: "Deny", Action: "sqs:PurgeQueue", Resource: mails.arn },
      ],
      [may("sqs", "PurgeQueue SendMessage", [orderQueue, mails])],
      [may("sqs", "PurgeQueue", [mails])],
    ),
    document(
      "denies deleting everywhere",
      [{ Sid: "NoDeleting", Effect: "Deny", Action: ["dynamodb:DeleteItem", "dynamodb:PartiQLDelete"], Resource: "*" }],
      [],
      [may("dynamodb", "DeleteItem PartiQLDelete")],
    ),
    document(
      "denies another organization",
      [
        {
          Effect: "Deny",
          Action: "sqs:SendMessage",
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-z9y8x7w6v5" } },
        },
      ],
      [],
      [may("sqs", "SendMessage", undefined, [inOther])],
    ),
    document(
      "denies all queues except one",
      [{ Effect: "Deny", Action: "sqs:ReceiveMessage", NotResource: orderQueue.arn }],
      [],
      [{ service: "sqs", actions: ["ReceiveMessage"], except: [orderQueue] }],
    ),
  ],
};
