import type { Lookup } from "@amplify-roles/core/adapter";
import { getCallerIdentityOutput, getPartitionOutput, getRegionOutput } from "@pulumi/aws";
import type { ComponentResource, Output } from "@pulumi/pulumi";

/** The deployment's account, partition and region, each from an invoke that the first use makes. */
export class Lookups {
  readonly known = new Map<Lookup, Output<string>>();

  constructor(private readonly options: { readonly parent?: ComponentResource }) {}

  of(lookup: Lookup): Output<string> {
    const known = this.known.get(lookup) ?? this.invoke(lookup);
    this.known.set(lookup, known);
    return known;
  }

  private invoke(lookup: Lookup): Output<string> {
    switch (lookup) {
      case "account":
        return getCallerIdentityOutput({}, this.options).accountId;
      case "partition":
        return getPartitionOutput({}, this.options).partition;
      case "region":
        // `name` up to version 6 of the provider, `region` since 7.
        return getRegionOutput({}, this.options).apply(({ region, name }) => region ?? name);
    }
  }
}
