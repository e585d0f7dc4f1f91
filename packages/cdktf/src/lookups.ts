import type { Lookup } from "@amplify-roles/core/adapter";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import type { TerraformDataSource, TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { Refer } from "./refer.js";

/** A data source and the attribute that is looked up in it. */
type Source = readonly [source: TerraformDataSource, attribute: string];

/** The deployment's account, partition and region, each from a data source that the first use creates. */
export class Lookups {
  private readonly sources = new Map<Lookup, Source>();

  constructor(
    private readonly scope: Construct,
    private readonly config: { readonly provider?: TerraformProvider },
  ) {}

  of(lookup: Lookup, refer: Refer): string {
    const source = this.sources.get(lookup) ?? this.create(lookup);
    this.sources.set(lookup, source);
    return refer(...source);
  }

  private create(lookup: Lookup): Source {
    switch (lookup) {
      case "account":
        return [new DataAwsCallerIdentity(this.scope, "account", this.config), "account_id"];
      case "partition":
        return [new DataAwsPartition(this.scope, "partition", this.config), "partition"];
      case "region":
        // `name` up to provider 5, `region` since 6.
        return [
          new DataAwsRegion(this.scope, "region", this.config),
          "region" in DataAwsRegion.prototype ? "region" : "name",
        ];
    }
  }
}
