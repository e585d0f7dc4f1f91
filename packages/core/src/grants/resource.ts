import { parseResource } from "../aws/parse-resource.js";
import { type NamedForm, type ResourceType, resourceType } from "../aws/resource-type.js";
import type { Deployment } from "../schema/context.js";
import { nonEmptyArray } from "../schema/schema.js";
import type { Option } from "./definition.js";
import type { ArnScope } from "./grant.js";

/** A way to name a resource. The doc comments of its keys are what the editor shows. */
export interface Form<Keys> extends NamedForm {
  readonly keys: Readonly<Record<string, RegExp>> & Keys;
}

/** A resource type whose forms and scope the types know. */
export interface Resource<Forms extends NamedForm, Scope extends ResourceType["scope"]> extends ResourceType {
  readonly named: readonly Forms[];
  readonly scope: Scope;
}

/** A way to name a resource: `{ keys: { name: /^\w+$/ }, resource: ({ name }) => `table/${name}` }`. */
export const form = <Keys extends Readonly<Record<string, RegExp>>>(
  definition: NamedForm & { readonly keys: Keys },
): Form<Keys> => definition;

/** A resource type that grants are for. */
export function resource<Forms extends NamedForm, Scope extends ResourceType["scope"]>(
  definition: Parameters<typeof resourceType>[0] & { readonly named: readonly Forms[]; readonly scope: Scope },
): Resource<Forms, Scope> {
  return { ...resourceType(definition), named: definition.named, scope: definition.scope };
}

/** The same resource type as one function takes it. */
export const variant = <Type extends ResourceType>(type: Type, changes: Partial<ResourceType>): Type => ({
  ...type,
  ...changes,
});

/** Which parts of the deployment a program can give with a name: those that ARNs of the scope have. */
type ScopeOf<Scope, Text> = Scope extends "regional"
  ? ArnScope<Text>
  : Pick<ArnScope<Text>, "partition" | Extract<Scope, keyof ArnScope>>;

/** An object that names a resource of a type: `{ name: Text } & ArnScope<Text>`. */
export type NameOf<Type, Text = string> =
  Type extends Resource<infer Forms, infer Scope>
    ? Forms extends Form<infer Keys>
      ? { readonly [Key in keyof Keys]: Text } & ScopeOf<Scope, Text>
      : never
    : never;

/** In types: what a program writes for a resource, its ARN or an object that names it. No value has this type. */
export interface Reference<Type> {
  readonly to: Type;
}

/** In types: what a program writes for an ARN, its text or the resource itself. No value has this type. */
export interface ArnText {
  readonly arnOf: unknown;
}

/**
 * An option for resources of a type, by ARN or by name. Permissions get their ARNs.
 *
 * @param scope what differs from the deployment for resources that are given by name
 */
export const references = <Type extends ResourceType>(
  type: Type,
  scope: Partial<Deployment> = {},
): Option<readonly string[], readonly Reference<Type>[], false> => ({
  schema: nonEmptyArray<string>(
    (item, context) => parseResource([type], item, { ...context.deployment, ...scope }, context)?.arn,
    type.name,
  ),
  maxLength: type.maxLength,
  required: false,
});
