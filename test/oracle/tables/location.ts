import type { Grant } from "@amplify-roles/core";
import { grantsOf } from "@amplify-roles/core/adapter";
import {
  type Case,
  everywhere,
  granted,
  home,
  may,
  otherPartition,
  otherRegion,
  regional,
  type Scope,
  type Table,
  type Thing,
  thing,
  withSiblings,
} from "../support/model.js";

const { location } = grantsOf<string>();

/** What a region offers to every account: the ARN has no account. */
const provider = (service: string, { partition, region }: Scope = home): Thing =>
  thing(`arn:${partition}:${service}:${region}::provider/default`);

const frankfurt: Scope = { ...home, region: "eu-central-1" };

const SERVICES: Readonly<Record<string, string>> = {
  "geo-places": "Autocomplete Geocode GetPlace ReverseGeocode SearchNearby SearchText Suggest",
  "geo-maps": "GetStaticMap GetTile",
  "geo-routes": "CalculateIsolines CalculateRouteMatrix CalculateRoutes OptimizeWaypoints SnapToRoads",
};

const casesOf = (service: string, grant: (options?: { regions?: readonly string[] }) => Grant): readonly Case[] => {
  const actions = SERVICES[service] ?? "";
  return [
    granted(`${service} here`, grant(), [may(service, actions, [provider(service)])]),
    granted(`${service} elsewhere`, grant({ regions: [otherRegion.region] }), [
      may(service, actions, [provider(service, otherRegion)]),
    ]),
    granted(`${service} in two regions`, grant({ regions: [home.region, otherRegion.region] }), [
      may(service, actions, [provider(service), provider(service, otherRegion)]),
    ]),
  ];
};

const INDEX = "GetPlace SearchPlaceIndexForPosition SearchPlaceIndexForSuggestions SearchPlaceIndexForText";
const shops = regional("geo", "place-index/shops");
/** Its name starts with the other's whole name. */
const shopsTest = regional("geo", "place-index/shops-test");
const depots = regional("geo", "place-index/depots");

export const locationTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo-places.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo-maps.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo-routes.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_geo.html",
  ],
  pools: [
    ...Object.keys(SERVICES).map((service) => ({
      service,
      things: [home, otherRegion, frankfurt, otherPartition].map((at) => provider(service, at)),
    })),
    { service: "geo", things: [...everywhere("geo", "place-index/shops"), ...withSiblings([shopsTest, depots])] },
  ],
  cases: [
    ...casesOf("geo-places", location.searchPlaces),
    ...casesOf("geo-maps", location.maps),
    ...casesOf("geo-routes", location.routes),
    ...[shops, shopsTest, depots].map((index) =>
      granted(`searches ${index.arn}`, location.searchPlaceIndex(index.arn), [may("geo", INDEX, [index])]),
    ),
    granted("searches a place index by its name", location.searchPlaceIndex({ name: "shops" }), [
      may("geo", INDEX, [shops]),
    ]),
  ],
};
