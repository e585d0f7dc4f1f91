/**
 * Condition keys that the service reference omits, by action: keys of DynamoDB's transactions
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html), the products that AWS
 * Marketplace lets subscribe to, which is how models of Bedrock are allowed
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-access-permissions.html), and the HTTP endpoints of Step Functions
 * (https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html).
 */
const ADDITIONAL: Readonly<Record<string, readonly string[]>> = {
  "dynamodb:ConditionCheckItem": ["dynamodb:EnclosingOperation"],
  "dynamodb:GetItem": ["dynamodb:EnclosingOperation"],
  "dynamodb:PutItem": ["dynamodb:EnclosingOperation"],
  "dynamodb:UpdateItem": ["dynamodb:EnclosingOperation"],
  "dynamodb:DeleteItem": ["dynamodb:EnclosingOperation"],
  "aws-marketplace:Subscribe": ["aws-marketplace:ProductId"],
  "aws-marketplace:Unsubscribe": ["aws-marketplace:ProductId"],
  "states:InvokeHTTPEndpoint": ["states:HTTPEndpoint", "states:HTTPMethod"],
};

/** Whether requests for an action have a condition key that the service reference omits. */
export const hasAdditionalKey = (action: string, key: string): boolean =>
  (Object.hasOwn(ADDITIONAL, action) ? (ADDITIONAL[action] ?? []) : []).some(
    (one) => one.toLowerCase() === key.toLowerCase(),
  );
