import { resourceType } from "../../aws/resource-type.js";
import { messages } from "../../findings/messages.js";
import { anyString, nonEmptyArray, string } from "../../schema/schema.js";
import { type AccessLevel, type GrantDefinition, onResource, type Request } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";

/** An API by its id. */
export interface AppsyncApiId<Text = string> extends ArnScope<Text> {
  readonly apiId: Text;
}

/** The ARN of an API (`arn:aws:appsync:<region>:<account>:apis/<id>`), or its id. */
type Api<Text> = OneOrMore<Text | AppsyncApiId<Text>>;

export interface AppsyncFields<Text = string> {
  /** The fields that may be asked for. Default: all of the type's. */
  readonly fields?: readonly Text[];
}

export interface AppsyncTypeFields<Text = string> extends AppsyncFields<Text> {
  /** The type whose fields may be asked for: `Query`, `Post`. */
  readonly type: Text;
}

export interface AppsyncEvents<Text = string> {
  /** The channel namespaces, the first part of channels: `orders`; `*` and `?` match many. Default: all of the API's. */
  readonly channelNamespaces?: readonly Text[];
}

/**
 * `appsync:GraphQL`. A bare API never matches: https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
export interface AppsyncGrants<Text = string> {
  /** All types and fields of the API. */
  graphql(api: Api<Text>): Grant<Text>;
  /** The fields of one type. */
  fields(api: Api<Text>, options: AppsyncTypeFields<Text>): Grant<Text>;
  /** The fields of `Query`. */
  query(api: Api<Text>, options?: AppsyncFields<Text>): Grant<Text>;
  /** The fields of `Mutation`. */
  mutate(api: Api<Text>, options?: AppsyncFields<Text>): Grant<Text>;
  /** The fields of `Subscription`. */
  subscribe(api: Api<Text>, options?: AppsyncFields<Text>): Grant<Text>;
  /**
   * Of an Event API: EventPublish, which is all that publishing over HTTP takes.
   * https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html
   */
  publishEvents(api: Api<Text>, options?: AppsyncEvents<Text>): Grant<Text>;
  /** Of an Event API: EventConnect, EventSubscribe. With `publishEvents` it can publish over the connection too. */
  subscribeEvents(api: Api<Text>, options?: AppsyncEvents<Text>): Grant<Text>;
}

const api = resourceType({
  service: "appsync",
  name: "API",
  prefix: "apis/",
  resource: /^apis\/[\w*?-]+$/,
  example: "apis/abcdefghijklmnopqrstuvwxyz",
  // "apis/", and 26 characters.
  characters: 31,
  scope: "regional",
  named: [{ keys: { apiId: /^[a-z0-9]+$/ }, resource: ({ apiId }) => `apis/${apiId}` }],
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateChannelNamespace.html: 50 */
const CHANNEL_NAMESPACE = /^[A-Za-z0-9*?-]{1,50}$/;
const channelNamespace = string((value) =>
  CHANNEL_NAMESPACE.test(value) ? undefined : messages.badName(value, "channel namespace", CHANNEL_NAMESPACE.source),
);

type Options = { type?: string; fields?: readonly string[]; channelNamespaces?: readonly string[] };

const graphql = (resources: (request: Request<Options>) => readonly string[]) => [
  { actions: ["appsync:GraphQL"], resources },
];
const fieldsOf = (type: string | undefined) =>
  graphql(({ resource, options }) => {
    const ofType = `${resource.arn}/types/${type ?? options.type}`;
    return options.fields?.map((field) => `${ofType}/fields/${field}`) ?? [`${ofType}/*`];
  });
const fieldsOfRoot = (type: string): AccessLevel<Options> => ({ options: ["fields"], permissions: fieldsOf(type) });

const onNamespaces = ({ resource, options }: Request<Options>) =>
  (options.channelNamespaces ?? ["*"]).map((namespace) => `${resource.arn}/channelNamespace/${namespace}`);

export const appsyncDefinition: GrantDefinition<Options> = {
  name: "appsync",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsappsync.html",
  resourceType: api,
  // Names in GraphQL have no limit but the policy's.
  options: {
    type: { schema: anyString, maxLength: 255 },
    fields: { schema: nonEmptyArray(anyString, "field"), maxLength: 255 },
    channelNamespaces: { schema: nonEmptyArray(channelNamespace, "channel namespace"), maxLength: 50 },
  },
  access: {
    graphql: { options: [], permissions: graphql(({ resource }) => [`${resource.arn}/*`]) },
    fields: { options: ["type", "fields"], required: ["type"], permissions: fieldsOf(undefined) },
    query: fieldsOfRoot("Query"),
    mutate: fieldsOfRoot("Mutation"),
    subscribe: fieldsOfRoot("Subscription"),
    publishEvents: {
      options: ["channelNamespaces"],
      permissions: [{ actions: ["appsync:EventPublish"], resources: onNamespaces }],
    },
    subscribeEvents: {
      options: ["channelNamespaces"],
      permissions: [
        { actions: ["appsync:EventConnect"], resources: onResource },
        { actions: ["appsync:EventSubscribe"], resources: onNamespaces },
      ],
    },
  },
};
