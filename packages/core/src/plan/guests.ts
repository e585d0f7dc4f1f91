import { servicePrefixIn } from "../aws/service-name.js";
import type { Report } from "../findings/finding.js";
import { toArray } from "../policy/document.js";
import type { PlannedGrant } from "./role.js";

const unavailableToGuests = (service: string): Report => ({
  code: "UNAVAILABLE_TO_GUESTS",
  severity: "warning",
  message: `Cognito does not allow guests to use "${service}", whatever the role allows.`,
  fix: "Give the grant to the authenticated role, or let the server make the call with the compute role.",
  parameters: { service },
});

/**
 * The services that Cognito's session policies leave to guests, some of them with part of their actions only:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 */
const AVAILABLE_TO_GUESTS: ReadonlySet<string> = new Set(
  [
    "appsync cloudwatch codewhisperer cognito-identity cognito-idp cognito-sync comprehend dynamodb execute-api firehose",
    "gamelift geo iot kinesis kms lambda lex logs machinelearning mobileanalytics mobiletargeting personalize polly",
    "rekognition rum s3 sagemaker sdb ses sns sqs textract transcribe translate",
  ].flatMap((services) => services.split(" ")),
);

/** Warns of a grant for services that guests cannot use. */
export function checkGuestGrant({ context, statements }: PlannedGrant): void {
  const actions = statements.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => toArray(Action));
  // IAM does not distinguish upper and lower case here.
  const services = new Set(actions.map((action) => servicePrefixIn(action).toLowerCase()));
  for (const service of services)
    if (service !== "" && !AVAILABLE_TO_GUESTS.has(service)) context.report(unavailableToGuests(service));
}
