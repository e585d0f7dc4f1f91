/** The names of services whose ARNs spell them differently. */
const NAMES: Readonly<Record<string, string>> = {
  apigateway: "API Gateway",
  appsync: "AppSync",
  cloudfront: "CloudFront",
  "cognito-identity": "Cognito",
  "cognito-idp": "Cognito",
  dynamodb: "DynamoDB",
  events: "EventBridge",
  geo: "Location Service",
  logs: "CloudWatch Logs",
  "rds-db": "RDS",
  secretsmanager: "Secrets Manager",
  states: "Step Functions",
};

/** What an action or a condition key has before its colon: `s3` in `s3:GetObject`. Empty without a colon. */
export const servicePrefixIn = (name: string): string => name.slice(0, Math.max(0, name.indexOf(":")));

/** The name of an ARN's service, as people write it: `S3`, `DynamoDB`, `Lambda`. */
export const serviceName = (service: string): string =>
  NAMES[service] ?? (service.length <= 3 ? service.toUpperCase() : `${service[0]?.toUpperCase()}${service.slice(1)}`);
