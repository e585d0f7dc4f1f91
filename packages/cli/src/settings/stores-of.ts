import { PATH_VARIABLE } from "@amplify-roles/core/settings";
import { UsageError } from "../usage.js";
import { settingsPathOf } from "./sort-command.js";
import type { Stores } from "./stores.js";

/** The stores that the options name. The AWS SDK is loaded only now. */
export async function storesOf({
  path,
  region,
}: {
  readonly path?: string | undefined;
  readonly region?: string | undefined;
}): Promise<Stores> {
  const given = path ?? process.env[PATH_VARIABLE];
  if (given === undefined || given === "")
    throw new UsageError(`Expected --path, such as --path /web/prod, or the variable ${PATH_VARIABLE}.`);
  const { Stores } = await import("./stores.js");
  return new Stores(settingsPathOf(given), region);
}
