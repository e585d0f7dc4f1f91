import { type KnownResource, type KnownValue, nameArgumentOf, type TestedAccess } from "@amplify-roles/core/adapter";
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformDataSource,
  type TerraformElement,
  type TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from "cdktf";
import type { Construct } from "constructs";
import { defaultProviderOf } from "./default-provider.js";
import { leafParts } from "./expressions.js";
import { arnOf, camelCased, referenceIn } from "./origins.js";
import { sharedRoles } from "./shared-role.js";

/** The access of a construct, for `expectAccess` of `@amplify-roles/core/testing`. Everything is known at once. */
export const testedAccess = (
  construct: Construct,
  plan: Pick<TestedAccess, "label" | "access" | "deployment" | "branches">,
  unresolved: readonly unknown[],
  provider: TerraformProvider | undefined,
): TestedAccess => ({
  ...plan,
  unresolved,
  lookups: new Map(regionOf(provider, TerraformStack.of(construct)).map((region) => ["region", region])),
  isAsynchronous: false,
  parts: leafParts({ stack: TerraformStack.of(construct), provider }),
  // In Terraform's templates, a policy variable is escaped: $${aws:PrincipalTag/team}.
  unescaped: (text) => text.replaceAll("$${", "${").replaceAll("%%{", "%{"),
  describe: (value) => knownValue(value, construct, provider),
});

/** What an expression is. */
function knownValue(value: unknown, construct: Construct, provider: TerraformProvider | undefined): KnownValue {
  const shared = sharedRoles.of(value);
  const given = typeof value === "object" && value !== null ? arnOf(value) : value;
  const text = shared === undefined ? given : shared.role.role.arn;
  if (typeof text !== "string") return {};
  // In another stack than its own, a token is resolved to something else.
  const stack = referenceIn(text)?.stack ?? TerraformStack.of(construct);
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolved: unknown = Tokenization.resolve(text, { scope: stack, resolver, preparing: false });
  if (typeof resolved !== "string") return {};
  if (!/[$%]\{/.test(resolved)) return { text: resolved };
  const key = `${stack.node.path}: ${resolved}`;
  const [, data, type = "", id = "", attribute = ""] =
    /^\$\{(data\.)?(aws_\w+)\.([\w-]+)\.(\w+)\}$/.exec(resolved) ?? [];
  const element = stack.node.findAll().find((one): one is TerraformResource | TerraformDataSource => {
    const isOfKind = data === undefined ? TerraformResource.isTerraformResource(one) : isDataSource(one);
    return isOfKind && (one as TerraformElement).friendlyUniqueId === id && typeOf(one) === type;
  });
  if (element === undefined) return { key };
  return { key, resource: knownResource(element, type, camelCased(attribute), construct, provider) };
}

const isDataSource = (construct: Construct): boolean => construct instanceof TerraformDataSource;
const typeOf = (construct: Construct): string | undefined =>
  (construct as Partial<TerraformResource>).terraformResourceType;

function knownResource(
  element: TerraformResource | TerraformDataSource,
  type: string,
  attribute: string,
  construct: Construct,
  provider: TerraformProvider | undefined,
): KnownResource {
  const [stack, own] = [TerraformStack.of(element), TerraformStack.of(construct)];
  const prefix = stack === own ? "" : `${stack.node.path}/`;
  const isCreated = TerraformResource.isTerraformResource(element);
  return {
    type,
    id: `${prefix}${isCreated ? "" : "data."}${type}.${element.friendlyUniqueId}`,
    attribute,
    known: knownArguments(element, [nameArgumentOf(type), attribute]),
    isCreated,
    isHere: providerKey(element.provider, stack) === providerKey(provider, own) && !hasOwnRegion(element),
  };
}

/** The arguments of these names that are plain strings. */
function knownArguments(element: object, names: readonly (string | undefined)[]): Readonly<Record<string, string>> {
  const given = names.flatMap((name) => {
    const value = (element as Record<string, unknown>)[`${name}Input`];
    const isKnown = typeof value === "string" && !Token.isUnresolved(value) && !/[$%]\{/.test(value);
    return name !== undefined && isKnown ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given);
}

/** Since version 6 of the provider, a resource can be in another region than its provider. */
const hasOwnRegion = (element: object) => (element as Record<string, unknown>).regionInput !== undefined;

/** Equal for providers of the same account and region: the same one, or two with the same configuration. */
function providerKey(given: TerraformProvider | undefined, stack: TerraformStack): string {
  const provider = given ?? defaultProviderOf(stack);
  if (provider === undefined) return `default of ${stack.node.path}`;
  const { alias: _alias, ...configuration } = provider.toTerraform().provider?.aws?.[0] ?? {};
  return JSON.stringify(configuration);
}

/** The region of a provider, if the program says it. */
function regionOf(given: TerraformProvider | undefined, stack: TerraformStack): readonly string[] {
  const { region } = (given ?? defaultProviderOf(stack) ?? {}) as { readonly region?: unknown };
  return typeof region === "string" ? [region] : [];
}
