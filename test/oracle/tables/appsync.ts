import { grantsOf } from "@amplify-roles/core/adapter";
import { type Case, elsewhere, granted, may, regional, type Scope, type Table, type Thing } from "../support/model.js";

const { appsync } = grantsOf<string>();

/** An API and fields of it. A request is authorized on each field of the operation's root type, never on the bare API. */
const apiOf = (id: string, at?: Scope) => {
  const field = (type: string, name: string) =>
    regional("appsync", `apis/${id}/types/${type}/fields/${name}`, at, "field");
  return {
    id,
    bare: regional("appsync", `apis/${id}`, at, "api"),
    query: [field("Query", "getPost"), field("Query", "getPostHistory")],
    mutation: ["addPost", "deletePost", "addPosts", "deletePosts"].map((name) => field("Mutation", name)),
    subscription: ["addedPost", "deletedPost", "addedPosts"].map((name) => field("Subscription", name)),
    post: ["title", "author", "titleImage"].map((name) => field("Post", name)),
    /** A type whose name starts with another's whole name. */
    log: [field("QueryLog", "entry")],
    namespaces: ["orders", "orders-test", "chat", "chats"].map((name) =>
      regional("appsync", `apis/${id}/channelNamespace/${name}`, at, "channelNamespace"),
    ),
  };
};
type OfApi = ReturnType<typeof apiOf>;
const thingsOf = (of: OfApi) => [of.bare, ...fieldsOf(of), ...of.namespaces];
const fieldsOf = ({ query, mutation, subscription, post, log }: OfApi) => [
  ...query,
  ...mutation,
  ...subscription,
  ...post,
  ...log,
];

const blog = apiOf("abcdefghijklmnopqrstuvwxyz");
const other = apiOf("zyxwvutsrqponmlkjihgfedcba");
/** Its id starts with the other's whole id. */
const longer = apiOf("abcdefghijklmnopqrstuvwxyz2");
const first = ([one]: readonly Thing[]) => (one === undefined ? [] : [one]);
const asked = (on: readonly Thing[]) => [may("appsync", "GraphQL", on)];

/** Events are published to a namespace, and subscribed to over a connection to the API. */
const eventCasesOf = ({ bare: { arn }, bare, namespaces }: OfApi): readonly Case[] => [
  granted(`publishes to all channels of ${arn}`, appsync.publishEvents(arn), [
    may("appsync", "EventPublish", namespaces),
  ]),
  granted(
    `publishes to two namespaces of ${arn}`,
    appsync.publishEvents(arn, { channelNamespaces: ["orders", "chat"] }),
    [may("appsync", "EventPublish", [...namespaces.slice(0, 1), ...namespaces.slice(2, 3)])],
  ),
  granted(`subscribes to all channels of ${arn}`, appsync.subscribeEvents(arn), [
    may("appsync", "EventConnect", [bare]),
    may("appsync", "EventSubscribe", namespaces),
  ]),
  granted(
    `subscribes to namespaces of ${arn} that start the same`,
    appsync.subscribeEvents(arn, { channelNamespaces: ["orders*"] }),
    [may("appsync", "EventConnect", [bare]), may("appsync", "EventSubscribe", namespaces.slice(0, 2))],
  ),
];

function casesOf(of: OfApi): readonly Case[] {
  const { arn } = of.bare;
  return [
    granted(`everything of ${arn}`, appsync.graphql(arn), asked(fieldsOf(of))),
    granted(`a type of ${arn}`, appsync.fields(arn, { type: "Post" }), asked(of.post)),
    granted(`a field of ${arn}`, appsync.fields(arn, { type: "Post", fields: ["title"] }), asked(first(of.post))),
    granted(`queries of ${arn}`, appsync.query(arn), asked(of.query)),
    granted(`a query of ${arn}`, appsync.query(arn, { fields: ["getPost"] }), asked(first(of.query))),
    granted(`mutations of ${arn}`, appsync.mutate(arn), asked(of.mutation)),
    granted(
      `two mutations of ${arn}`,
      appsync.mutate(arn, { fields: ["addPost", "deletePost"] }),
      asked(of.mutation.slice(0, 2)),
    ),
    granted(`a mutation of ${arn}`, appsync.mutate(arn, { fields: ["addPost"] }), asked(first(of.mutation))),
    granted(`subscriptions of ${arn}`, appsync.subscribe(arn), asked(of.subscription)),
    granted(
      `a subscription of ${arn}`,
      appsync.subscribe(arn, { fields: ["addedPost"] }),
      asked(first(of.subscription)),
    ),
  ];
}

export const appsyncTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_appsync.html",
    "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
    "https://docs.aws.amazon.com/appsync/latest/eventapi/configure-event-api-auth.html",
  ],
  pools: [
    {
      service: "appsync",
      things: [blog, other, longer, ...elsewhere.map((at) => apiOf(blog.id, at))].flatMap(thingsOf),
    },
  ],
  cases: [
    ...[blog, other, longer].flatMap(casesOf),
    ...eventCasesOf(blog),
    granted("queries of an API by its id", appsync.query({ apiId: blog.id }), asked(blog.query)),
  ],
};
