import { resourceType } from "../../aws/resource-type.js";
import type { Conditions } from "../../policy/document.js";
import { nonEmptyArray } from "../../schema/schema.js";
import { textConditions } from "../conditions.js";
import { type GrantDefinition, onResource, type Request } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { narrowing } from "../narrowing.js";

/** An event bus by its name, the account's own being `default`; `*` and `?` match many. */
export interface EventBusName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface PutEventsOptions<Text = string> {
  /** The sources that events may name (`events:source`); `*` and `?` match many. Default: any. */
  readonly sources?: readonly Text[];
  /** The detail types that events may name (`events:detail-type`); `*` and `?` match many. Default: any. */
  readonly detailTypes?: readonly Text[];
}

export interface EventBridgeGrants<Text = string> {
  /** PutEvents. Under a customer-managed key EventBridge encrypts for itself, by the key's own policy. */
  putEvents(bus: OneOrMore<Text | EventBusName<Text>>, options?: PutEventsOptions<Text>): Grant<Text>;
}

const bus = resourceType({
  service: "events",
  name: "event bus",
  prefix: "event-bus/",
  resource: /^event-bus\/[\w./*?-]+$/,
  example: "event-bus/orders",
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html: 256
  characters: 266,
  scope: "regional",
  named: [{ keys: { name: /^[\w./*?-]{1,256}$/ }, resource: ({ name }) => `event-bus/${name}` }],
});

type Options = { sources?: readonly string[]; detailTypes?: readonly string[] };

/**
 * Both keys hold a list. `ForAllValues` lets a request pass that has none, so it has to have them:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
function ofEvents({ options }: Request<Options>): Conditions | undefined {
  const allowed = { "events:source": options.sources, "events:detail-type": options.detailTypes };
  const conditions = textConditions(allowed, "ForAllValues:");
  if (conditions === undefined) return undefined;
  const keys = Object.entries(allowed).filter(([, values]) => values !== undefined);
  return { ...conditions, Null: Object.fromEntries(keys.map(([key]) => [key, "false"])) };
}

export const eventBridgeDefinition: GrantDefinition<Options> = {
  name: "eventBridge",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html",
  resourceType: bus,
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Event.html
  options: {
    sources: { schema: nonEmptyArray(narrowing("source", "com.example.*"), "source"), maxLength: 256 },
    detailTypes: { schema: nonEmptyArray(narrowing("detail type", "Order*"), "detail type"), maxLength: 128 },
  },
  access: {
    putEvents: {
      permissions: [{ actions: ["events:PutEvents"], resources: onResource, conditions: ofEvents }],
    },
  },
};
