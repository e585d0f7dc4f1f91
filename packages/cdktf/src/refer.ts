import type { TerraformResource } from "cdktf";

/** How an attribute of a resource is referred to. */
export type Refer = (resource: TerraformResource, attribute: string) => string;

/**
 * Terraform's own text, between the resources of a plan, which are in one stack. CDKTF keeps a stack trace for each token,
 * and the traces would take a tenth of the synthesis.
 */
export const expressionOf: Refer = ({ terraformResourceType, friendlyUniqueId }, attribute) =>
  `\${${terraformResourceType}.${friendlyUniqueId}.${attribute}}`;

/** A token for users, which works in other stacks, too. */
export const tokenOf: Refer = (resource, attribute) => resource.getStringAttribute(attribute);
