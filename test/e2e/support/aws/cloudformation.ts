import { branchSchema, branchSchemaText } from "./cloud-control/schema.js";
import { AwsError, escapeXml, queryError } from "./errors.js";
import type { AwsMessage, AwsRequest, AwsResponse, AwsService } from "./message.js";

const NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

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
