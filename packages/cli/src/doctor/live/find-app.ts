import type { Reads } from "./reads.js";
import { otherRegions } from "./regions.js";

/** How many regions are asked at once. */
const AT_ONCE = 5;

/**
 * The region that an app is in, among those that were not asked yet. Undefined if it is in none that this account can see.
 *
 * @param readsIn the calls in a region
 */
export async function findRegionOf(
  appId: string,
  region: string,
  readsIn: (region: string) => Promise<Reads>,
): Promise<string | undefined> {
  const regions = otherRegions(region);
  for (let start = 0; start < regions.length; start += AT_ONCE) {
    const found = await Promise.all(
      regions.slice(start, start + AT_ONCE).map(async (other) => {
        try {
          const { app } = await (await readsIn(other)).getApp({ appId });
          return app === undefined ? undefined : other;
        } catch {
          // Not there, not enabled, or not allowed there.
          return undefined;
        }
      }),
    );
    const first = found.find((one) => one !== undefined);
    if (first !== undefined) return first;
  }
  return undefined;
}
