import { formatArn } from "../../aws/arn.js";
import { regionName } from "../../aws/parse-resource.js";
import { resourceType } from "../../aws/resource-type.js";
import { MAX_LOOKUP_LENGTH } from "../../placeholders/placeholder.js";
import { nonEmptyArray } from "../../schema/schema.js";
import { type AccessLevel, type GrantDefinition, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";

/** A place index by its name; `*` and `?` match many. */
export interface PlaceIndexName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface LocationOptions<Text = string> {
  /** Where the service is called. Default: the deployment's region. */
  readonly regions?: readonly Text[];
}

/** https://docs.aws.amazon.com/location/latest/developerguide/security_iam_service-with-iam.html */
export interface LocationGrants<Text = string> {
  /** Autocomplete, Geocode, GetPlace, ReverseGeocode, SearchNearby, SearchText, Suggest of `geo-places`. */
  searchPlaces(options?: LocationOptions<Text>): Grant<Text>;
  /** GetStaticMap, GetTile of `geo-maps`. */
  maps(options?: LocationOptions<Text>): Grant<Text>;
  /** CalculateIsolines, CalculateRouteMatrix, CalculateRoutes, OptimizeWaypoints, SnapToRoads of `geo-routes`. */
  routes(options?: LocationOptions<Text>): Grant<Text>;
  /**
   * GetPlace, SearchPlaceIndexForPosition, SearchPlaceIndexForSuggestions, SearchPlaceIndexForText of `geo`, for apps
   * that have a place index.
   */
  searchPlaceIndex(placeIndex: OneOrMore<Text | PlaceIndexName<Text>>): Grant<Text>;
}

const placeIndex = resourceType({
  service: "geo",
  name: "place index",
  prefix: "place-index/",
  resource: /^place-index\/[\w.*?-]+$/,
  example: "place-index/stores",
  // https://docs.aws.amazon.com/location/latest/APIReference/API_CreatePlaceIndex.html: 100
  characters: 112,
  scope: "regional",
  named: [{ keys: { name: /^[\w.*?-]{1,100}$/ }, resource: ({ name }) => `place-index/${name}` }],
});

type Options = { regions?: readonly string[] };

/** Actions on what a region has one of, which belongs to no account. */
const ofProvider = (service: string, ...names: readonly string[]): AccessLevel<Options> => ({
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

export const locationDefinition: GrantDefinition<Options> = {
  name: "location",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonlocation.html",
  options: { regions: { schema: nonEmptyArray(regionName, "region"), maxLength: MAX_LOOKUP_LENGTH.region } },
  access: {
    searchPlaces: ofProvider(
      "geo-places",
      "Autocomplete",
      "Geocode",
      "GetPlace",
      "ReverseGeocode",
      "SearchNearby",
      "SearchText",
      "Suggest",
    ),
    maps: ofProvider("geo-maps", "GetStaticMap", "GetTile"),
    routes: ofProvider(
      "geo-routes",
      "CalculateIsolines",
      "CalculateRouteMatrix",
      "CalculateRoutes",
      "OptimizeWaypoints",
      "SnapToRoads",
    ),
    searchPlaceIndex: {
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
    },
  },
};
