import { parameters } from "./authorization/query.js";
import { branchSchema, branchSchemaText } from "./cloud-control/schema.js";
import { AwsError, escapeXml } from "./errors.js";
import type { AwsRequest, AwsResponse, AwsService } from "./message.js";
import { serviceModel } from "./models/service-model.js";
import { validationError } from "./models/validation.js";

/**
 * CloudFormation's DescribeType, in the query protocol, for the one type that Cloud Control has here; Terraform asks
 * for its schema at every plan. The rest of CloudFormation is moto's.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeType.html
 */
export class CloudFormation implements AwsService {
  constructor(
    readonly rest: AwsService,
    readonly model = serviceModel("cloudformation"),
  ) {}

  async answer(request: AwsRequest): Promise<AwsResponse> {
    const { DescribeType: operation } = this.model.operations;
    if (request.operation !== operation?.name) return this.rest.answer(request);
    // All of its members are strings, which the query protocol writes as they are.
    const { Action: _, Version: __, ...body } = Object.fromEntries(parameters(request));
    const wrong = validationError(this.model, operation, { body });
    if (wrong !== undefined) throw new AwsError("ValidationError", wrong);
    if (body.TypeName !== branchSchema.typeName) {
      throw new AwsError("TypeNotFoundException", `The type '${body.TypeName}' cannot be found.`, 404);
    }
    const xml = described(request.region, this.model.metadata.xmlNamespace);
    return { status: 200, headers: { "content-type": "text/xml" }, body: xml };
  }
}

function described(region: string, namespace = ""): string {
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
  return `<DescribeTypeResponse xmlns="${namespace}">${result}${metadata}</DescribeTypeResponse>`;
}
