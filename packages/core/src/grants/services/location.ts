import { formatArn } from "../../aws/arn.js";
import { regionName } from "../../aws/arn-parts.js";
import { MAX_LOOKUP_LENGTH } from "../../placeholders/placeholder.js";
import { nonEmptyArray } from "../../schema/schema.js";
import { onResource, option } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";

const placeIndex = resource({
  service: "geo",
  name: "place index",
  prefix: "place-index/",
  resource: /^place-index\/[\w.*?-]+$/,
  example: "place-index/stores",
  // https://docs.aws.amazon.com/location/latest/APIReference/API_CreatePlaceIndex.html: 100
  characters: 112,
  managedAs: ["aws_location_place_index", "aws:location/placeIndex:PlaceIndex"],
  arnAttributes: ["indexArn"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The place index's name. `*` and `?` match several. */
        name: /^[\w.*?-]{1,100}$/,
      },
      resource: ({ name }) => `place-index/${name}`,
    }),
  ],
});

const { level, functions } = service("location", {
  options: {
    /** The regions that the service is called in. Default: the deployment's. */
    regions: option(nonEmptyArray(regionName, "region"), MAX_LOOKUP_LENGTH.region),
  },
});

/** Actions on the provider of a region. Each region has one, which belongs to no account. */
const onProvider = (service: string, names: readonly string[]) =>
  level({
    permissions: [
      {
        actions: names.map((name) => `${service}:${name}`),
        resources: ({ options, deployment: { partition, region } }) =>
          (options.regions ?? [region]).map((each) =>
            formatArn({ partition, service, region: each, account: "", resource: "provider/default" }),
          ),
      },
    ],
  });

/**
 * Amazon Location. https://docs.aws.amazon.com/location/latest/developerguide/security_iam_service-with-iam.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo-maps.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo-places.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo-routes.html
 */
export const location = functions({
  /** Searches places, completes queries and geocodes addresses, in both directions. */
  searchPlaces: onProvider("geo-places", [
    "Autocomplete",
    "Geocode",
    "GetPlace",
    "ReverseGeocode",
    "SearchNearby",
    "SearchText",
    "Suggest",
  ]),
  /** Gets static maps and map tiles. */
  maps: onProvider("geo-maps", ["GetStaticMap", "GetTile"]),
  /** Calculates routes, route matrices and isolines, optimizes waypoints, and snaps traces to roads. */
  routes: onProvider("geo-routes", [
    "CalculateIsolines",
    "CalculateRouteMatrix",
    "CalculateRoutes",
    "OptimizeWaypoints",
    "SnapToRoads",
  ]),
  /** Searches a place index, for apps that have one. */
  searchPlaceIndex: level({
    resourceType: placeIndex,
    options: [],
    permissions: [
      {
        actions: [
          "geo:GetPlace",
          "geo:SearchPlaceIndexForPosition",
          "geo:SearchPlaceIndexForSuggestions",
          "geo:SearchPlaceIndexForText",
        ],
        resources: onResource,
      },
    ],
  }),
});

/** A place index by its name. */
export type PlaceIndexName<Text = string> = NameOf<typeof placeIndex, Text>;
/** The options of `location.maps(…)`, which docs/grants.md lists. */
export type LocationOptions<Text = string> = OptionsOf<typeof location, "maps", Text>;
