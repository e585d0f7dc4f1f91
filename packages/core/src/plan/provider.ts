import type { Report } from "../findings/finding.js";
import type { Context } from "../schema/context.js";
import type { PlannedResourceType } from "./resources.js";

/** What the tool and its installed AWS provider support. */
export interface ProviderSupport {
  /** Whether the installed provider supports an argument of a resource. Default: it supports all. */
  supportsArgument?(type: PlannedResourceType, argument: string): boolean;
}

/** The `region` argument of a resource, if the provider has one and the specification names a region. */
export interface ResourceRegion {
  readonly region?: string;
}

const unsupportedByProvider = (argument: string, type: PlannedResourceType): Report => ({
  code: "UNSUPPORTED_BY_PROVIDER",
  message: `The installed AWS provider does not support "${argument}" on ${type}.`,
  fix: `Install version 6 of the AWS provider or later, or remove "${argument}".`,
  parameters: { argument, type },
});

/** Whether the installed provider supports an argument of a resource. */
export const supportsArgument = (tool: ProviderSupport, type: PlannedResourceType, argument: string): boolean =>
  tool.supportsArgument?.(type, argument) ?? true;

/** Reports the arguments of a resource that the installed provider does not have. */
export function checkArguments(tool: ProviderSupport, type: PlannedResourceType, given: object, context: Context) {
  for (const argument of Object.keys(given)) {
    if (!supportsArgument(tool, type, argument))
      context.property(argument).report(unsupportedByProvider(argument, type));
  }
}

/**
 * A resource's own region, which the AWS provider supports from version 6. An older provider creates the resource in its
 * own region, which then has to be the specification's.
 */
export const resourceRegion = (
  region: string | undefined,
  type: PlannedResourceType,
  tool: ProviderSupport,
): ResourceRegion => (region !== undefined && supportsArgument(tool, type, "region") ? { region } : {});
