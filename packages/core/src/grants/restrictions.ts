import { regionOf } from "../aws/check-arn.js";
import { contradicts, keyRegionMismatch } from "../aws/contradictions.js";
import type { ResourceReference } from "../aws/resource-type.js";
import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { toDisplayString, withUniformPlaceholders } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import type { GrantDefinition } from "./definition.js";

/** @param what the option restricts the grant to: `objects` */
const ineffectiveRestriction = (option: string, { arn, type }: ResourceReference, what: string): Report => ({
  code: "INEFFECTIVE_RESTRICTION",
  message: `"${option}" does not restrict ${quoted(arn)}: a wildcard in IAM also matches slashes, so the policy would allow other ${what} too.`,
  fix: `Give each ${type} without a wildcard, or remove "${option}" to allow all ${what}.`,
  parameters: { option, arn: toDisplayString(arn), what },
});

/**
 * Reports options that cannot restrict, because the resource's name has a wildcard:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
 */
export function checkRestrictions(
  { options }: GrantDefinition,
  given: Record<string, unknown>,
  references: readonly ResourceReference[],
  context: Context,
): void {
  const wide = references.find(({ arn }) => /[*?]/.test(resourcePartOf(arn)));
  if (wide === undefined) return;
  for (const [name, { restrictsTo }] of Object.entries(options))
    if (restrictsTo !== undefined && given[name] !== undefined)
      context
        .property("options")
        .property(name)
        .report(ineffectiveRestriction(name, wide, restrictsTo));
}

/** What follows the account in an ARN. */
const resourcePartOf = (arn: string) => withUniformPlaceholders(arn).split(":").slice(5).join(":");

/** Reports a key in another region than a resource, which it cannot encrypt. */
export function checkKeyRegion(
  { key }: GrantDefinition,
  { kmsKey }: Record<string, unknown>,
  references: readonly ResourceReference[],
  context: Context,
): void {
  const keyRegion = key === undefined || typeof kmsKey !== "string" ? undefined : regionOf(kmsKey);
  const other = references.find(({ region }) => contradicts(keyRegion, region));
  if (keyRegion !== undefined && other?.region !== undefined)
    context
      .property("options")
      .property("kmsKey")
      .report(keyRegionMismatch(keyRegion, `the ${other.type}`, other.region));
}
