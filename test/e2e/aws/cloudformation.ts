import { branchSchema, branchSchemaText } from "./cloud-control/schema.js";
import { AwsError, escapeXml, queryError } from "./errors.js";
import type { AwsMessage, AwsRequest, AwsResponse, AwsService } from "./message.js";
import { type Structure, type Text, validationError } from "./shapes.js";

const NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

const name = "[A-Za-z0-9]{2,64}";
const text = (pattern: string, min: number, max?: number): Text => ({
  is: "string",
  min,
  ...(max === undefined ? {} : { max }),
  pattern,
});

/** gateway.test.ts holds it against botocore's model. */
export const DESCRIBE_TYPE: Structure = {
  is: "structure",
  members: {
    Arn: text("arn:aws[A-Za-z0-9-]{0,64}:cloudformation:[A-Za-z0-9-]{1,64}:([0-9]{12})?:type/.+", 0, 1_024),
    PublicVersionNumber: text("^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(.*)$", 5),
    PublisherId: text("[0-9a-zA-Z]{12,40}", 1, 40),
    Type: { is: "string", of: ["RESOURCE", "MODULE", "HOOK"] },
    TypeName: text(`${name}::${name}::${name}(::MODULE){0,1}`, 10, 204),
    VersionId: text("[A-Za-z0-9-]+", 1, 128),
  },
};

/**
 * CloudFormation's DescribeType, in the query protocol, for the one type that Cloud Control has here; Terraform asks
 * for its schema at every plan. The rest of CloudFormation is moto's.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeType.html
 */
export class CloudFormation implements AwsService {
  readonly #rest: AwsService;

  constructor(rest: AwsService) {
    this.#rest = rest;
  }

  operation(request: AwsMessage): string {
    return parameters(request).get("Action") ?? this.#rest.operation(request);
  }

  async answer(request: AwsRequest): Promise<AwsResponse> {
    const asked = parameters(request);
    if (asked.get("Action") !== "DescribeType") return this.#rest.answer(request);
    const { Action: _, Version: __, ...members } = Object.fromEntries(asked);
    const wrong = validationError(DESCRIBE_TYPE, members);
    if (wrong !== undefined) return queryError(new AwsError("ValidationError", wrong), NAMESPACE);
    const name = asked.get("TypeName");
    if (name !== branchSchema.typeName) {
      return queryError(new AwsError("TypeNotFoundException", `The type '${name}' cannot be found.`, 404), NAMESPACE);
    }
    return { status: 200, headers: { "content-type": "text/xml" }, body: described(request.region) };
  }
}

function parameters({ query, body }: AwsMessage): URLSearchParams {
  return new URLSearchParams(body.length > 0 ? body.toString("utf8") : query.toString());
}

function described(region: string): string {
  const { typeName } = branchSchema;
  const members = {
    Arn: `arn:aws:cloudformation:${region}::type/resource/${typeName.replaceAll("::", "-")}`,
    DeprecatedStatus: "LIVE",
    ProvisioningType: "FULLY_MUTABLE",
    Schema: branchSchemaText,
    Type: "RESOURCE",
    TypeName: typeName,
    Visibility: "PUBLIC",
  };
  const xml = Object.entries(members).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  const result = `<DescribeTypeResult>${xml.join("")}</DescribeTypeResult>`;
  const metadata = "<ResponseMetadata><RequestId>gateway</RequestId></ResponseMetadata>";
  return `<DescribeTypeResponse xmlns="${NAMESPACE}">${result}${metadata}</DescribeTypeResponse>`;
}
