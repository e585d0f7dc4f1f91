import type { AwsRequest } from "../message.js";
import { MOTO_ACCOUNT } from "../moto.js";
import { partitionOf } from "../scope.js";
import { type AccountClients, type Authorization, NoRow, type Table } from "./model.js";
import { amplify } from "./services/amplify.js";
import { cloudControl } from "./services/cloud-control.js";
import { cloudTrail } from "./services/cloud-trail.js";
import { cloudFormation } from "./services/cloudformation.js";
import { cognitoIdentity } from "./services/cognito-identity.js";
import { dynamodb } from "./services/dynamodb.js";
import { iam } from "./services/iam.js";
import { kms } from "./services/kms.js";
import { lambda } from "./services/lambda.js";
import { logs } from "./services/logs.js";
import { s3 } from "./services/s3.js";
import { secretsManager } from "./services/secrets-manager.js";
import { ssm } from "./services/ssm.js";
import { sts } from "./services/sts.js";

export { accountClients } from "./lookups.js";
export { type AccountClients, type Authorization, NoRow } from "./model.js";

/** The tables by the names that requests are signed for. */
const TABLES: Readonly<Record<string, Table>> = {
  amplify,
  cloudcontrolapi: cloudControl,
  cloudformation: cloudFormation,
  cloudtrail: cloudTrail,
  "cognito-identity": cognitoIdentity,
  dynamodb,
  iam,
  kms,
  lambda,
  logs,
  s3,
  secretsmanager: secretsManager,
  ssm,
  sts,
};

/**
 * Everything that AWS authorizes a request for, in the order in which it asks. It has to be called before the request
 * takes effect: what it names by less than an ARN is looked up among what there is.
 *
 * @returns nothing where AWS answers everybody
 * @throws NoRow where no table has the operation, or none that says enough
 */
export async function authorizationsOf(
  request: AwsRequest,
  clients: AccountClients,
): Promise<readonly Authorization[]> {
  const { service, region, operation } = request;
  const at = { partition: partitionOf(region), region, account: MOTO_ACCOUNT };
  const found = await TABLES[service]?.({ request, at, clients });
  if (found === undefined) throw new NoRow(`There is no row for ${service || "what is not signed"}: ${operation}`);
  return found.map((one) => ({ ...one, context: { "aws:RequestedRegion": region, ...one.context } }));
}
