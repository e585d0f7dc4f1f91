import type { ResourceType } from "../aws/resource-type.js";
import { omitUndefined } from "../util/omit-undefined.js";
import type {
  AccessLevel,
  GrantDefinition,
  ImpliedGrant,
  KeyAccess,
  KeyUse,
  Option,
  OptionTable,
  ParsedOptions,
  Permission,
} from "./definition.js";
import type { Grant, OneOrMore, WithArn } from "./grant.js";
import type { ArnText, NameOf, Reference } from "./resource.js";

/** Where a service's functions keep the table that they are made from. */
export const DEFINITION: unique symbol = Symbol("definition");

/** A service: its grant functions for programs whose text is `string`, and its table. */
export type Service<Options, Access> = Functions<Options, Access, string> & {
  readonly [DEFINITION]: GrantDefinition<Options, Access>;
};

/**
 * The grant functions of a table, for programs whose text is `Text`. The mapped types from here on are homomorphic, so
 * the editor shows the doc comments of the table.
 */
export type Functions<Options, Access, Text> = {
  readonly [Name in keyof Access]: GrantFunction<Options, Access[Name], Text>;
};

type GrantFunction<Options, Level, Text> =
  Level extends AccessLevel<infer Names, infer Type>
    ? (
        ...parameters: [
          ...ResourceParameter<Type, Text>,
          ...OptionsParameter<Pick<Options, Names & keyof Options>, Text>,
        ]
      ) => Grant<Text>
    : never;

type ResourceParameter<Type, Text> = [Type] extends [never]
  ? []
  : [resource: OneOrMore<Text | WithArn<Text> | NameOf<Type, Text>>];

type OptionsParameter<Options, Text> = [keyof Options] extends [never]
  ? []
  : [RequiredNames<Options>] extends [never]
    ? [options?: GivenOptions<Options, Text>]
    : [options: GivenOptions<Options, Text>];

type RequiredNames<Options> = {
  [Name in keyof Options]: Options[Name] extends { readonly required: true } ? Name : never;
}[keyof Options];

type GivenOptions<Options, Text> = [RequiredNames<Options>] extends [never]
  ? { readonly [Name in keyof Options]?: Given<Options[Name], Text> }
  : { readonly [Name in keyof Pick<Options, RequiredNames<Options>>]: Given<Options[Name], Text> } & {
      readonly [Name in keyof Omit<Options, RequiredNames<Options>>]?: Given<Options[Name & keyof Options], Text>;
    };

type Given<Of, Text> = Of extends Option<unknown, infer Type> ? WithText<Type, Text> : never;

/** What a program whose text is `Text` writes for an option. */
type WithText<Type, Text> = Type extends string
  ? Text
  : Type extends ArnText
    ? Text | WithArn<Text>
    : Type extends readonly (infer Item)[]
      ? readonly WithText<Item, Text>[]
      : Type extends Reference<infer To>
        ? Text | WithArn<Text> | NameOf<To, Text>
        : never;

/** The options of one of a service's functions: `OptionsOf<typeof dynamodb, "read", Text>`. */
export type OptionsOf<Of, Name extends string, Text = string> = Of extends {
  readonly [DEFINITION]: GrantDefinition<infer Options, infer Access>;
}
  ? Access extends { readonly [Key in Name]: AccessLevel<infer Names> }
    ? GivenOptions<Pick<Options, Names & keyof Options>, Text>
    : never
  : never;

interface ServiceDefinition<Type, Options> {
  /** What its functions take as their resource. Without one they take none. */
  readonly resourceType?: OneOrMore<Type>;
  /** What its functions take in addition to the resource. */
  readonly options?: Options;
  /** The key of the option `kmsKey`. */
  readonly key?: KeyUse<Options>;
  impliedGrants?(options: ParsedOptions<Options>): readonly ImpliedGrant[];
}

interface LevelDefinition<Options, Names> {
  readonly permissions: readonly Permission<Options>[];
  /** Default: all of the service's. */
  readonly options?: Names;
  /** Default: none of the key's actions. */
  readonly key?: KeyAccess;
  /** Whether it is about what belongs to the role's app. Default: false. */
  readonly ofThisApp?: boolean;
}

/**
 * Starts the table of a service: its name, and what its functions have in common. The result makes access levels, and
 * then the functions.
 */
export function service<Type extends ResourceType = never, Options extends OptionTable = Record<never, never>>(
  name: string,
  { resourceType, options: given, ...rest }: ServiceDefinition<Type, Options>,
) {
  const options = given ?? ({} as Options);
  const ofService = [resourceType ?? []].flat() as readonly Type[];

  /** What one function allows. Default of `resourceType`: the service's. */
  function level<const Names extends readonly (keyof Options & string)[] = readonly (keyof Options & string)[]>(
    definition: LevelDefinition<Options, Names> & { readonly resourceType?: never },
  ): AccessLevel<Names[number], Type>;
  function level<
    Own extends ResourceType,
    const Names extends readonly (keyof Options & string)[] = readonly (keyof Options & string)[],
  >(
    definition: LevelDefinition<Options, Names> & { readonly resourceType: OneOrMore<Own> },
  ): AccessLevel<Names[number], Own>;
  function level({
    permissions,
    options: names = Object.keys(options),
    resourceType: own = ofService,
    key,
    ofThisApp,
  }: LevelDefinition<Options, readonly string[]> & { readonly resourceType?: OneOrMore<ResourceType> }): AccessLevel {
    return { permissions, options: names, resourceTypes: [own].flat(), ...omitUndefined({ key, ofThisApp }) };
  }

  /** What several functions allow together. */
  const combine = (...levels: readonly AccessLevel<keyof Options & string, Type>[]) =>
    level({ key: "readWrite", permissions: levels.flatMap(({ permissions }) => permissions) });

  /** The functions, by name. Their doc comments say what they are for; the actions are in the table alone. */
  function functions<Access extends Readonly<Record<string, AccessLevel>>>(access: Access): Service<Options, Access> {
    const made = Object.entries(access).map(([level, { resourceTypes }]) => [
      level,
      resourceTypes.length === 0 ? recordOptions(name, level) : record(name, level),
    ]);
    const definition: GrantDefinition<Options, Access> = { name, options, access, ...rest };
    return typed(Object.defineProperty(Object.fromEntries(made), DEFINITION, { value: definition }));
  }
  return { level, combine, functions };
}

const record =
  (grant: string, access: string) =>
  (resource: unknown, options: object = {}) => ({
    grant,
    access,
    resources: Array.isArray(resource) ? resource : [resource],
    options,
  });

/** The same for a function that takes no resource. */
const recordOptions =
  (grant: string, access: string) =>
  (options: object = {}) => ({ grant, access, resources: [], options });

/**
 * Gives an object the type that its table says it has. Only here are types asserted: at run time, the functions record
 * what they get, whatever the program's type for text is.
 */
export const typed = <Type extends object>(made: object) => made as Type;
