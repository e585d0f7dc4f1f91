import type { Aws } from "../../aws.js";
import { REGION } from "../environment.js";

/** Where the holdings are read from. */
export interface Source {
  readonly gateway: Aws["gateway"];
  readonly region: string;
  /** The settings of an AWS SDK client that asks moto itself. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
}

export function sourceOf({ gateway, moto }: Aws): Source {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return { gateway, region: REGION, client: { endpoint: moto.url, region: REGION, credentials } };
}

/** Everything that a paginator of the SDK gives. */
export async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}

/** An answer, or nothing where AWS says, by one of these names, that there is none. */
export async function unlessMissing<Answer>(
  answer: Promise<Answer>,
  ...names: readonly string[]
): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (names.includes((error as Error).name)) return undefined;
    throw error;
  }
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
