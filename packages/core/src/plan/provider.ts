import type { PlannedResourceType } from "./resources.js";

/** What the tool at hand can do. */
export interface ProviderSupport {
  /** Whether the installed provider knows an argument of a resource. Default: it does. */
  supportsArgument?(kind: PlannedResourceType, argument: string): boolean;
}

export const supportsArgument = (tool: ProviderSupport, kind: PlannedResourceType, argument: string): boolean =>
  tool.supportsArgument?.(kind, argument) ?? true;

/**
 * A resource's own region, from AWS provider 6 on. Before, a resource lies in its provider's region, which then has to be
 * the one that is given.
 */
export const resourceRegion = (
  region: string | undefined,
  kind: PlannedResourceType,
  tool: ProviderSupport,
): { readonly region?: string } => (region !== undefined && supportsArgument(tool, kind, "region") ? { region } : {});
