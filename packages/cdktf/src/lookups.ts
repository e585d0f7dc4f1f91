import type { Lookup } from "@amplify-roles/core/adapter";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";

/** The deployment's account, partition and region, each from a data source that the first use creates. */
export class Lookups {
  private readonly known = new Map<Lookup, string>();

  constructor(
    private readonly scope: Construct,
    private readonly config: { readonly provider?: TerraformProvider },
  ) {}

  of(lookup: Lookup): string {
    const known = this.known.get(lookup) ?? this.create(lookup);
    this.known.set(lookup, known);
    return known;
  }

  private create(lookup: Lookup): string {
    switch (lookup) {
      case "account":
        return new DataAwsCallerIdentity(this.scope, "account", this.config).accountId;
      case "partition":
        return new DataAwsPartition(this.scope, "partition", this.config).partition;
      case "region": {
        const region = new DataAwsRegion(this.scope, "region", this.config);
        // `name` up to provider 5, `region` since 6.
        return region.getStringAttribute("region" in DataAwsRegion.prototype ? "region" : "name");
      }
    }
  }
}
