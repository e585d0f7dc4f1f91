import { grantsOf } from "@amplify-roles/core/adapter";
import {
  everywhere,
  granted,
  may,
  otherAccount,
  plainly,
  regional,
  type Table,
  when,
  withSiblings,
} from "../support/model.js";

const { eventBridge } = grantsOf<string>();

const shop = regional("events", "event-bus/shop");
/** Its name starts with the other's whole name. */
const shopTest = regional("events", "event-bus/shop-test");
const defaultBus = regional("events", "event-bus/default");

/** One call puts several events. The keys have the sources and detail types of all of them. */
const events = (sources: readonly string[], detailTypes: readonly string[]) =>
  when({ "events:source": sources, "events:detail-type": detailTypes });
const placed = events(["shop.orders"], ["OrderPlaced"]);
const shipped = events(["shop.orders"], ["OrderShipped"]);
const cancelled = events(["shop.orders"], ["OrderCancelled"]);
const placedAndShipped = events(["shop.orders"], ["OrderPlaced", "OrderShipped"]);
const returned = events(["shop.returns"], ["OrderReturned"]);
const mixed = events(["shop.orders", "admin"], ["OrderPlaced"]);
const foreign = events(["admin"], ["OrderPlaced"]);
/** Events without one of the two. */
const sourceOnly = when({ "events:source": ["shop.orders"] });
const typeOnly = when({ "events:detail-type": ["OrderPlaced"] });
const placedOrShipped = [placed, shipped, placedAndShipped];
const ofOrders = [...placedOrShipped, cancelled];

export const eventBridgeTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_events.html",
    "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html",
  ],
  pools: [
    {
      service: "events",
      things: [...everywhere("events", "event-bus/shop"), ...withSiblings([shop, shopTest, defaultBus])],
      circumstances: [plainly, sourceOnly, typeOnly, ...ofOrders, returned, mixed, foreign],
    },
  ],
  cases: [
    ...[shop, shopTest, defaultBus, regional("events", "event-bus/shop", otherAccount)].flatMap((bus) => [
      granted(`puts events on ${bus.arn}`, eventBridge.putEvents(bus.arn), [may("events", "PutEvents", [bus])]),
      granted(`puts events of one source on ${bus.arn}`, eventBridge.putEvents(bus.arn, { sources: ["shop.orders"] }), [
        may("events", "PutEvents", [bus], [...ofOrders, sourceOnly]),
      ]),
    ]),
    granted("puts events on the default bus", eventBridge.putEvents({ name: "default" }), [
      may("events", "PutEvents", [defaultBus]),
    ]),
    granted("puts events of one type", eventBridge.putEvents(shop.arn, { detailTypes: ["OrderPlaced"] }), [
      may("events", "PutEvents", [shop], [placed, mixed, foreign, typeOnly]),
    ]),
    granted(
      "puts events of one source and two types",
      eventBridge.putEvents(shop.arn, { sources: ["shop.orders"], detailTypes: ["OrderPlaced", "OrderShipped"] }),
      [may("events", "PutEvents", [shop], placedOrShipped)],
    ),
    granted("puts events of sources that start the same", eventBridge.putEvents(shop.arn, { sources: ["shop.*"] }), [
      may("events", "PutEvents", [shop], [...ofOrders, returned, sourceOnly]),
    ]),
  ],
};
