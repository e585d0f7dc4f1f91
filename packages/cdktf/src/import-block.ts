import { TerraformElement, type TerraformResource } from "cdktf";

/**
 * Terraform's import block: https://developer.hashicorp.com/terraform/language/import
 *
 * CDKTF's `importFrom` writes the same. But each one runs `terraform version` at every synthesis: fifty milliseconds, and an
 * error where Terraform is not installed.
 */
export class ImportBlock extends TerraformElement {
  constructor(
    private readonly resource: TerraformResource,
    private readonly importId: string,
  ) {
    super(resource, "import");
  }

  override toTerraform() {
    return { import: [{ id: this.importId, to: this.#address }] };
  }

  override toHclTerraform() {
    return {
      import: [
        {
          to: { value: this.#address, type: "simple", storageClassType: "reference" },
          id: { value: this.importId, type: "simple", storageClassType: "string" },
        },
      ],
    };
  }

  override toMetadata() {
    const { terraformResourceType, friendlyUniqueId } = this.resource;
    return { imports: { [terraformResourceType]: [friendlyUniqueId] } };
  }

  get #address() {
    return `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`;
  }
}
