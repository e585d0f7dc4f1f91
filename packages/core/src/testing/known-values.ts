import { formatArn } from "../aws/arn.js";
import type { Deployment } from "../aws/deployment.js";
import type { PlaceholderFacts } from "../evaluate/pattern.js";
import {
  type Lookup,
  lookupPlaceholder,
  type PlaceholderContent,
  placeholdersOf,
  referencePlaceholder,
  toParts,
  unresolvedPlaceholder,
} from "../placeholders/placeholder.js";
import { type ArnShape, arnShapeOf } from "./arn-shapes.js";
import type { KnownResource, KnownValue } from "./subject.js";

/** A tool's value, and what is known about it. */
export interface DescribedValue {
  readonly value: unknown;
  readonly known: KnownValue;
}

/** The tool's values in texts: what is known about them takes the place of their placeholders. */
export class KnownValues {
  readonly #deployment: Deployment;
  readonly #lookups: Readonly<Partial<Record<Lookup, string>>>;
  readonly #unescaped: (text: string) => string;
  /** The indexes of values that are not known and of no resource. */
  readonly #indexes = new Map<unknown, number>();
  /** The resources of placeholders that this class wrote. */
  readonly #resources = new Map<string, KnownResource>();
  /** The placeholders of names that this class wrote, and the types of what they name. */
  readonly #names = new Map<string, ArnShape>();
  /** The values of placeholders of resources, where the tool knows them. */
  readonly #texts = new Map<string, string>();
  readonly #described = new Map<string, string>();

  /**
   * @param values the values of the deployment's placeholders, by index
   * @param lookups what is known of the deployment's account, partition and region
   */
  constructor(
    deployment: Deployment,
    values: readonly DescribedValue[],
    lookups: Readonly<Partial<Record<Lookup, string>>>,
    unescaped: (text: string) => string = (text) => text,
  ) {
    this.#lookups = lookups;
    this.#unescaped = unescaped;
    this.#deployment = this.in(deployment, values);
  }

  /**
   * Data whose texts have the same placeholder for equal values, and none for known ones.
   *
   * @param values the values of the data's placeholders, by index
   */
  in<T>(data: T, values: readonly DescribedValue[]): T {
    if (typeof data === "string") return this.#inText(data, values) as T;
    if (Array.isArray(data)) return data.map((item) => this.in(item, values)) as T;
    if (typeof data !== "object" || data === null) return data;
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, this.in(value, values)])) as T;
  }

  #inText(text: string, values: readonly DescribedValue[]): string {
    // One pass, since the new placeholders look like the ones that they replace.
    return toParts(text)
      .map((part) => (typeof part === "string" ? this.#unescaped(part) : this.#placeholder(part, values)))
      .join("");
  }

  #placeholder(content: PlaceholderContent, values: readonly DescribedValue[]): string {
    if (content.kind === "lookup") return this.#lookups[content.lookup] ?? lookupPlaceholder(content.lookup);
    if (content.kind === "reference") return referencePlaceholder(content.resource, content.attribute);
    const { value, known } = values[content.index] ?? { value: undefined, known: {} };
    if (content.kind === "arnOf") return this.#arnOf(known.resource, content.index);
    if (known.resource !== undefined) {
      const own = referencePlaceholder(known.resource.id, known.resource.attribute);
      this.#resources.set(own, known.resource);
      if (known.text !== undefined) this.#texts.set(own, known.text);
      return own;
    }
    if (known.text !== undefined) return known.text;
    const key = known.key ?? value;
    const index = this.#indexes.get(key) ?? this.#indexes.size;
    this.#indexes.set(key, index);
    return unresolvedPlaceholder(index);
  }

  #arnOf(resource: KnownResource | undefined, index: number): string {
    const own = referencePlaceholder(resource?.id ?? `the resource of value ${index}`, "arn");
    if (resource !== undefined) this.#resources.set(own, { ...resource, attribute: "arn" });
    return own;
  }

  /** For the evaluator. */
  readonly facts: PlaceholderFacts = {
    neverIn: (placeholder) => {
      const shape = this.#names.get(placeholder);
      if (shape !== undefined) return shape.slashes ? ":" : ":/";
      return isLookup(placeholder) ? ":/" : "";
    },
    differ: (one, other) => this.#differ(one, other),
    describe: (text) => {
      const known = this.#described.get(text) ?? this.#describe(text);
      this.#described.set(text, known);
      return known;
    },
  };

  /** Two resources that the program creates are never the same, and neither are their ARNs, ids and names. */
  #differ(one: string, other: string): string | undefined {
    const [a, b] = [this.#resources.get(one), this.#resources.get(other)];
    if (a === undefined || b === undefined || a.id === b.id) return undefined;
    if (!a.isCreated || !b.isCreated || a.type !== b.type || a.attribute !== b.attribute) return undefined;
    // Two resources that only look like two: both are looked up, or their ARNs are those of careless mocks.
    const [text, otherText] = [this.#texts.get(one), this.#texts.get(other)];
    if (text !== undefined && text === otherText) return undefined;
    const shape = arnShapeOf(a.type);
    // Queues of one name can be in two regions. Their ARNs differ, but their names do not.
    const isUnique = a.attribute === "arn" || (shape?.name === a.attribute && a.isHere && b.isHere);
    if (!isUnique) return undefined;
    return shape === undefined ? "" : shape.slashes ? ":" : ":/";
  }

  #describe(text: string): string {
    return placeholdersOf(text).reduce((whole, one) => {
      const resource = this.#resources.get(one);
      const known = this.#texts.get(one) ?? (resource === undefined ? undefined : this.#textOf(resource));
      return known === undefined ? whole : whole.replaceAll(one, () => known);
    }, text);
  }

  /** An attribute of a resource, as far as it is known. */
  #textOf(resource: KnownResource): string | undefined {
    const { type, id, attribute, known, isHere } = resource;
    if (attribute !== "arn") return Object.hasOwn(known, attribute) ? known[attribute] : undefined;
    const shape = arnShapeOf(type);
    if (shape === undefined) return undefined;
    const own = referencePlaceholder(id, shape.name);
    this.#names.set(own, shape);
    this.#resources.set(own, { ...resource, attribute: shape.name });
    const { partition, region, account } = isHere ? this.#deployment : elsewhere(id, this.#deployment);
    return formatArn({
      partition,
      service: shape.service,
      region: shape.scope === "regional" ? region : "",
      account: shape.scope === "global" ? "" : account,
      resource: `${shape.prefix}${known[shape.name] ?? own}`,
    });
  }
}

/** Whether a placeholder is a partition, a region or an account. */
function isLookup(placeholder: string): boolean {
  const [content] = toParts(placeholder);
  if (typeof content !== "object") return false;
  return content.kind === "lookup" || (content.kind === "reference" && PARTS.includes(content.attribute));
}

const PARTS = ["region", "account"];

/** The account and the region of a resource that is not where the app is. */
const elsewhere = (id: string, { partition }: Deployment): Deployment => ({
  partition,
  region: referencePlaceholder(id, "region"),
  account: referencePlaceholder(id, "account"),
});
