import { isUnresolved } from "../placeholders/placeholder.js";
import type { Context } from "../schema/context.js";
import type { ParsedApp } from "../specification/app.schema.js";
import { roleName } from "./names.js";
import { type ProviderSupport, type ResourceRegion, resourceRegion } from "./provider.js";

/** What all parts of an app are planned from. */
export interface AppRequest {
  readonly spec: Partial<ParsedApp>;
  /** Where the app is specified. */
  readonly context: Context;
  readonly tool: ProviderSupport;
  /** The first part of role names: the app's name, unless the specification gives another. */
  readonly prefix: string;
  readonly resourceRegion: ResourceRegion;
}

/** @param id the app's name in its stack or program, which names the roles if the app's own name is unresolved */
export function appRequest(id: string, spec: Partial<ParsedApp>, context: Context, tool: ProviderSupport): AppRequest {
  const { name = "" } = spec;
  // An id is the tool's: it holds no placeholders, whatever its characters.
  const ownName = name === "" || isUnresolved(name) ? id.replace(/[\uE000\uE001]/g, "-") : name;
  return {
    spec,
    context,
    tool,
    prefix: spec.roles?.namePrefix ?? ownName,
    resourceRegion: resourceRegion(spec.region, "aws_amplify_app", tool),
  };
}

/** The name of one of the app's roles: `web-amplify-compute-main`. */
export const appRoleName = ({ prefix }: AppRequest, ...parts: readonly string[]): string =>
  isUnresolved(prefix) ? `${prefix}-amplify-${parts.join("-")}` : roleName(prefix, "amplify", ...parts);
