import { dynamodb } from "@amplify-roles/core";
import { app, granting, wrong } from "../bad-input/rows.js";
import { attributeOf, Joined, resourceOf } from "../support/placeholders.js";
import { error, type Messages, planned, warning } from "./row.js";

/** Messages about resources of the program. */
export const objects: Messages = {
  TEXT_AFTER_ARN: [
    error(
      planned(granting(dynamodb.read(wrong(new Joined(attributeOf("aws_dynamodb_table", "arn"), "/index/*"))))),
      '"/index/*" follows the ARN of orders (aws_dynamodb_table), so the text is not the ARN of a DynamoDB table.',
      "Write the resource itself. The function grants what belongs to it; its options restrict that.",
      { rest: "/index/*", expected: "DynamoDB table", name: "orders" },
    ),
  ],
  RESOURCE_AS_TEXT: [
    error(
      planned(app({ description: resourceOf("aws:dynamodb/table:Table") })),
      "Expected a string, got the resource orders (aws:dynamodb/table:Table).",
      "Write one of its attributes, such as its name.",
      { name: "orders", type: "aws:dynamodb/table:Table" },
    ),
    error(
      planned(app({ repository: resourceOf("aws_codecommit_repository", "site") })),
      "Expected a string, got the resource site (aws_codecommit_repository).",
      'Write its URL: "https://github.com/acme/web", or repository.cloneUrlHttp of a CodeCommit repository.',
      { name: "site", type: "aws_codecommit_repository" },
    ),
  ],
  RESOURCE_IN_OTHER_REGION: [
    warning(
      planned(granting(dynamodb.read(wrong(resourceOf("aws_dynamodb_table", "orders", undefined, "us-east-1"))))),
      'The DynamoDB table orders is in the region "us-east-1", not in the app\'s.',
      "Check that this is meant. The server code needs a client for that region.",
      { name: "orders", region: "us-east-1" },
    ),
  ],
};
