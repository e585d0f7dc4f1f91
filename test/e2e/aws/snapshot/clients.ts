import type { Aws } from "../aws.js";
import { REGION } from "../environment.js";
import { motoClient } from "../moto-client.js";

/** Where the account snapshot is read from. */
export interface Source {
  readonly gateway: Aws["gateway"];
  readonly region: string;
  /** The settings of an AWS SDK client that asks moto itself. */
  readonly client: ReturnType<typeof motoClient>;
}

export const sourceOf = ({ gateway, moto }: Aws): Source => ({
  gateway,
  region: REGION,
  client: motoClient(moto.url, REGION),
});

/** Everything that a paginator of the SDK gives. */
export async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}

/** Things with their names, as one object, those without what is `undefined`. */
export function byName<Thing extends object>(
  things: readonly (readonly [name: string, thing: Thing])[],
): Record<string, Thing> {
  const named: Record<string, Thing> = {};
  for (const [name, thing] of things) {
    let free = name;
    for (let number = 2; free in named; number += 1) free = `${name} (${number})`;
    named[free] = Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined)) as Thing;
  }
  return named;
}

/** Tags in any of AWS's ways to write a list of them. */
export function tagsOf(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}
