import type { ResourceKind } from "./resources.js";

/** What the tool at hand can do. */
export interface Tool {
  /** Whether the installed provider knows an argument of a resource. Default: it does. */
  supports?(kind: ResourceKind, argument: string): boolean;
}

export const supports = (tool: Tool, kind: ResourceKind, argument: string): boolean =>
  tool.supports?.(kind, argument) ?? true;

/**
 * A resource's own region, from AWS provider 6 on. Before, a resource lies in its provider's region, which then has to be
 * the one that is given.
 */
export const resourceRegion = (
  region: string | undefined,
  kind: ResourceKind,
  tool: Tool,
): { readonly region?: string } => (region !== undefined && supports(tool, kind, "region") ? { region } : {});
