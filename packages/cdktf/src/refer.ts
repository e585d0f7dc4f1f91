import { TerraformDataSource, type TerraformResource, Token } from "cdktf";

/** How an attribute of a resource or a data source is referred to. */
export type Refer = (referred: TerraformResource | TerraformDataSource, attribute: string) => string;

/**
 * Terraform's own text, between the resources of a plan, which are in one stack. CDKTF keeps a stack trace for each token,
 * and the traces would take a tenth of the synthesis.
 */
export const expressionOf: Refer = (referred, attribute) => `\${${addressOf(referred)}.${attribute}}`;

/** `aws_iam_role.web_compute-role`, `data.aws_region.region` */
function addressOf(referred: TerraformResource | TerraformDataSource): string {
  const { terraformResourceType, friendlyUniqueId } = referred;
  const prefix = TerraformDataSource.isTerraformDataSource(referred) ? "data." : "";
  return `${prefix}${terraformResourceType}.${friendlyUniqueId}`;
}

/** The address of a resource for `depends_on`, without a stack trace. It is read late: a program can still override it. */
export const addressToken = (resource: TerraformResource): string =>
  Token.asString({ creationStack: [], resolve: () => addressOf(resource) });

/** A token for users, which works in other stacks, too. */
export const tokenOf: Refer = (referred, attribute) => referred.getStringAttribute(attribute);
