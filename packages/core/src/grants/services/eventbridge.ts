import type { Conditions } from "../../policy/document.js";
import { nonEmptyArray } from "../../schema/schema.js";
import { stringConditions } from "../conditions.js";
import { onResource, option, type Request } from "../definition.js";
import { narrowing } from "../narrowing.js";
import { form, type NameOf, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";

const bus = resource({
  service: "events",
  name: "event bus",
  prefix: "event-bus/",
  resource: /^event-bus\/[\w./*?-]+$/,
  example: "event-bus/orders",
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html: 256
  characters: 266,
  managedAs: ["aws_cloudwatch_event_bus", "aws:cloudwatch/eventBus:EventBus"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The event bus's name; the account's own is `default`. `*` and `?` match several. */
        name: /^[\w./*?-]{1,256}$/,
      },
      resource: ({ name }) => `event-bus/${name}`,
    }),
  ],
});

// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Event.html
const options = {
  /** The sources that events can have (`events:source`). `*` and `?` match several. Default: any. */
  sources: option(nonEmptyArray(narrowing("source", "com.example.*"), "source"), 256),
  /** The detail types that events can have (`events:detail-type`). `*` and `?` match several. Default: any. */
  detailTypes: option(nonEmptyArray(narrowing("detail type", "Order*"), "detail type"), 128),
};
type R = Request<typeof options>;

const { level, functions } = service("eventBridge", { resourceType: bus, options });

/**
 * Both keys have several values. `ForAllValues` lets a request without them through, so the request must have them:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
function ofEvents({ options }: R): Conditions | undefined {
  const allowed = { "events:source": options.sources, "events:detail-type": options.detailTypes };
  const conditions = stringConditions(allowed, "ForAllValues:");
  if (conditions === undefined) return undefined;
  const keys = Object.entries(allowed).filter(([, values]) => values !== undefined);
  return { ...conditions, Null: Object.fromEntries(keys.map(([key]) => [key, "false"])) };
}

/** EventBridge. https://docs.aws.amazon.com/service-authorization/latest/reference/list_events.html */
export const eventBridge = functions({
  /** Puts events on a bus. With a customer-managed key, EventBridge encrypts for itself, under the key's own policy. */
  putEvents: level({
    permissions: [{ actions: ["events:PutEvents"], resources: onResource, conditions: ofEvents }],
  }),
});

/** An event bus by its name. */
export type EventBusName<Text = string> = NameOf<typeof bus, Text>;
/** The options of `eventBridge.putEvents(…)`, which docs/grants.md lists. */
export type PutEventsOptions<Text = string> = OptionsOf<typeof eventBridge, "putEvents", Text>;
