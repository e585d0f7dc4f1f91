import type { Enforcement } from "./iam-enforcement.js";
import type { AwsRequest, AwsResponse, Interceptor } from "./message.js";
import { MOTO_ACCOUNT } from "./moto.js";

/** `{ getPost listPosts }`: root fields without arguments are enough here. */
const fieldsOf = (query: string) => [...query.replace(/^[^{]*\{/, "").matchAll(/\w+/g)].map(([name]) => name);

/**
 * GraphQL requests to AppSync APIs, as far as IAM decides about their fields. Each field is authorized by itself, and
 * AppSync answers 200 with an error for each that is refused:
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
export const answerGraphql =
  ({ allows }: Pick<Enforcement, "allows">): Interceptor =>
  (request, next) =>
    isGraphql(request) ? answer(request, allows) : next();

const isGraphql = ({ service, path, headers }: AwsRequest) =>
  service === "appsync" && path === "/graphql" && (headers.host ?? "").includes(".appsync-api.");

async function answer(request: AwsRequest, allows: Enforcement["allows"]): Promise<AwsResponse> {
  const { accessKeyId, region, headers, body } = request;
  const api = `arn:aws:appsync:${region}:${MOTO_ACCOUNT}:apis/${headers.host?.split(".")[0]}`;
  const fields = fieldsOf(String(JSON.parse(body.toString()).query));
  const asked = fields.map(async (field) => {
    const resource = `${api}/types/Query/fields/${field}`;
    return { field, isAllowed: await allows(accessKeyId, { action: "appsync:GraphQL", resource, context: {} }) };
  });
  const errors = (await Promise.all(asked)).flatMap(({ field, isAllowed }) => (isAllowed ? [] : [unauthorized(field)]));
  const data = Object.fromEntries(fields.map((field) => [field, null]));
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ data, ...(errors.length === 0 ? {} : { errors }) }),
  };
}

const unauthorized = (field: string) => ({
  path: [field],
  data: null,
  errorType: "Unauthorized",
  errorInfo: null,
  locations: [{ line: 1, column: 9, sourceName: null }],
  message: `Not Authorized to access ${field} on type Query`,
});
