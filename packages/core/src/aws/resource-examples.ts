import { codeList } from "../findings/text.js";
import { formatArn } from "./arn.js";
import { type NamedForm, type ResourceType, scopePartsOf } from "./resource-type.js";

/** Examples of how to write a resource of one of the types, for messages: `"arn:aws:s3:::my-bucket" or { name: "…" }`. */
export function exampleOf(...types: readonly ResourceType[]): string {
  const [type] = types;
  if (type === undefined || types.length > 1) return codeList(types.flatMap(composed));
  const example = known.get(type) ?? codeList(composed(type));
  known.set(type, example);
  return example;
}

/** Every ARN is checked with an example at hand, so it is composed once. */
const known = new WeakMap<ResourceType, string>();

function composed(type: ResourceType): readonly string[] {
  const parts = scopePartsOf(type);
  const arn = formatArn({
    partition: "aws",
    service: type.service,
    region: parts.includes("region") ? "eu-west-1" : "",
    account: parts.includes("account") ? "123456789012" : "",
    resource: type.example,
  });
  const forms = type.named.map(({ keys }) => Object.keys(keys).map((key) => `${key}: "…"`));
  return [`"${arn}"`, ...forms.map((properties) => `{ ${properties.join(", ")} }`)];
}

/** An example of a key's value: the type's example, or the part of it that matches the key's pattern. */
export function exampleOfKey({ example, prefix }: ResourceType, { keys }: NamedForm, key: string): string {
  const name = example.slice(prefix.length);
  const parts = name.split("/");
  const names = Object.keys(keys);
  const ofKey = names.length > 1 ? [parts[names.indexOf(key)] ?? name] : [];
  return [...ofKey, name, `/${name}`, ...parts].find((candidate) => keys[key]?.test(candidate)) ?? name;
}
