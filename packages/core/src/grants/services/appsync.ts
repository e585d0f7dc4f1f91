import { grantsEverything, invalidName } from "../../findings/messages.js";
import { nonEmptyArray, string } from "../../schema/schema.js";
import { onResource, option, type Request, required } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";

const api = resource({
  service: "appsync",
  name: "API",
  prefix: "apis/",
  resource: /^apis\/[\w*?-]+$/,
  example: "apis/abcdefghijklmnopqrstuvwxyz",
  // "apis/", and 26 characters.
  characters: 31,
  managedAs: ["aws_appsync_graphql_api", "aws_appsync_api", "aws:appsync/graphQLApi:GraphQLApi", "aws:appsync/api:Api"],
  arnAttributes: ["arn", "apiArn"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The API's id. */
        apiId: /^[a-z0-9]+$/,
      },
      resource: ({ apiId }) => `apis/${apiId}`,
    }),
  ],
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateChannelNamespace.html: 50 */
const CHANNEL_NAMESPACE = /^[A-Za-z0-9*?-]{1,50}$/;
const channelNamespace = string((value) =>
  CHANNEL_NAMESPACE.test(value) ? undefined : invalidName(value, "channel namespace", CHANNEL_NAMESPACE, "orders"),
);

/** https://spec.graphql.org/October2021/#Name; with IAM's wildcards. */
const GRAPHQL_NAME = /^[A-Za-z_*?][\w*?]*$/;
const graphqlName = (what: string, example: string) =>
  string((value) => {
    if (/^[*?]+$/.test(value)) return grantsEverything(value, what, JSON.stringify(example));
    return GRAPHQL_NAME.test(value) ? undefined : invalidName(value, `GraphQL ${what}`, GRAPHQL_NAME, example);
  });

// GraphQL limits no name; the policy's quota does.
const options = {
  /** The type whose fields can be requested: `Query`, `Post`. */
  type: required(option(graphqlName("type", "Query"), 255)),
  /** The fields that can be requested. Default: all of the type's. */
  fields: option(nonEmptyArray(graphqlName("field", "getPost"), "field"), 255),
  /**
   * The channel namespaces, which are the first parts of channels: `orders`. `*` and `?` match several. Default: all of
   * the API's.
   */
  channelNamespaces: option(nonEmptyArray(channelNamespace, "channel namespace"), 50),
};
type R = Request<typeof options>;

const { level, functions } = service("appsync", { resourceType: api, options });

const onFieldsOf = (type: string | undefined, { resource, options }: R) => {
  const ofType = `${resource.arn}/types/${type}`;
  return options.fields?.map((field) => `${ofType}/fields/${field}`) ?? [`${ofType}/*`];
};
const fieldsOfRoot = (type: string) =>
  level({
    options: ["fields"],
    permissions: [{ actions: ["appsync:GraphQL"], resources: (request) => onFieldsOf(type, request) }],
  });

const onNamespaces = ({ resource, options }: R) =>
  (options.channelNamespaces ?? ["*"]).map((namespace) => `${resource.arn}/channelNamespace/${namespace}`);

/**
 * AppSync. https://docs.aws.amazon.com/service-authorization/latest/reference/list_appsync.html
 *
 * AppSync authorizes GraphQL on fields; the ARN of an API alone never matches:
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
export const appsync = functions({
  /** Requests all types and fields of an API. */
  graphql: level({
    options: [],
    permissions: [{ actions: ["appsync:GraphQL"], resources: ({ resource }) => [`${resource.arn}/*`] }],
  }),
  /** Requests the fields of one type. */
  fields: level({
    options: ["type", "fields"],
    permissions: [{ actions: ["appsync:GraphQL"], resources: (request) => onFieldsOf(request.options.type, request) }],
  }),
  /** Requests the fields of `Query`. */
  query: fieldsOfRoot("Query"),
  /** Requests the fields of `Mutation`. */
  mutate: fieldsOfRoot("Mutation"),
  /** Requests the fields of `Subscription`. */
  subscribe: fieldsOfRoot("Subscription"),
  /**
   * Publishes to an Event API over HTTP.
   * https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html
   */
  publishEvents: level({
    options: ["channelNamespaces"],
    permissions: [{ actions: ["appsync:EventPublish"], resources: onNamespaces }],
  }),
  /** Connects and subscribes to an Event API. Together with `publishEvents`, the connection can also publish. */
  subscribeEvents: level({
    options: ["channelNamespaces"],
    permissions: [
      { actions: ["appsync:EventConnect"], resources: onResource },
      { actions: ["appsync:EventSubscribe"], resources: onNamespaces },
    ],
  }),
});

/** An API by its id. */
export type AppsyncApiId<Text = string> = NameOf<typeof api, Text>;
/** The options of `appsync.query(…)`, which docs/grants.md lists. */
export type AppsyncFields<Text = string> = OptionsOf<typeof appsync, "query", Text>;
/** The options of `appsync.fields(…)`, which docs/grants.md lists. */
export type AppsyncTypeFields<Text = string> = OptionsOf<typeof appsync, "fields", Text>;
/** The options of `appsync.publishEvents(…)`, which docs/grants.md lists. */
export type AppsyncEvents<Text = string> = OptionsOf<typeof appsync, "publishEvents", Text>;
