import type { PolicyDocument, Statement } from "@amplify-roles/core";
import { minimize } from "@amplify-roles/core/adapter";

/** A policy as AWS returns it: a string, percent-encoded where the service is IAM. */
export function documentIn(text: string): PolicyDocument {
  return JSON.parse(text.startsWith("%7B") ? decodeURIComponent(text) : text);
}

/** The same value with every policy document in it in canonical form, which does not depend on any order. */
export function canonical<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(canonical) as Value;
  if (typeof value !== "object" || value === null) return value;
  if (isDocument(value)) return { ...value, Statement: minimize([value.Statement].flat() as Statement[]) } as Value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, canonical(one)])) as Value;
}

const isDocument = (value: object): value is PolicyDocument => "Version" in value && "Statement" in value;
