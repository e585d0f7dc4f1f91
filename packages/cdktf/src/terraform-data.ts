import {
  anyToHclTerraform,
  anyToTerraform,
  hashMapper,
  hashMapperHcl,
  type TerraformMetaArguments,
  TerraformResource,
} from "cdktf";
import type { Construct } from "constructs";

interface TerraformDataConfig extends TerraformMetaArguments {
  readonly input?: Readonly<Record<string, unknown>>;
  readonly triggersReplace?: readonly string[];
}

/**
 * Data in Terraform's state: https://developer.hashicorp.com/terraform/language/resources/terraform-data
 *
 * CDKTF's `DataResource` writes the same. But each one runs `terraform version` at every synthesis: fifty milliseconds, and
 * an error where Terraform is not installed.
 */
export class TerraformData extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: TerraformDataConfig,
  ) {
    super(scope, id, { terraformResourceType: "terraform_data", ...config });
  }

  protected override synthesizeAttributes() {
    const map = hashMapper(anyToTerraform);
    return { input: map(this.config.input), triggers_replace: map(this.config.triggersReplace) };
  }

  protected override synthesizeHclAttributes() {
    const map = hashMapperHcl(anyToHclTerraform);
    return { input: map(this.config.input), triggers_replace: map(this.config.triggersReplace) };
  }
}
