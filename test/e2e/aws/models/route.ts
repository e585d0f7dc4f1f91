import type { AwsMessage } from "../message.js";
import { type Member, modelNamed, modelsSignedFor, type Operation, type ServiceModel } from "./service-model.js";

/** What a REST request has to be in order to ask for an operation. */
interface Route {
  readonly operation: Operation;
  readonly path: RegExp;
  /** The names of the path's variable parts. */
  readonly labels: readonly string[];
  /** The query parameters that it has to have, with their values where the model gives one: `list-type=2`. */
  readonly query: readonly (readonly [name: string, value: string | undefined])[];
  readonly headers: readonly string[];
  /** How much it asks for: of the routes that fit a request, the strictest is meant. */
  readonly strictness: number;
}

export interface Match {
  readonly operation: Operation;
  /** The variable parts of the path, decoded. */
  readonly uri: Readonly<Record<string, string>>;
}

/** The operation that a REST request asks for; nothing where the model has none. Buckets are in the path. */
export function matchRoute(model: ServiceModel, message: AwsMessage): Match | undefined {
  const { method, path, query, headers } = message;
  for (const route of routesOf(model)) {
    if (route.operation.http.method !== method) continue;
    const parts = route.path.exec(path)?.slice(1);
    const fits =
      parts !== undefined &&
      route.query.every(([name, value]) => query.has(name) && (value === undefined || query.get(name) === value)) &&
      route.headers.every((name) => headers[name] !== undefined);
    if (!fits) continue;
    const uri = Object.fromEntries(route.labels.map((name, at) => [name, decoded(parts[at] ?? "")]));
    return { operation: route.operation, uri };
  }
  return undefined;
}

/** What is not percent-encoded as it should be is as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The name of the operation that a message asks for, in any of AWS's protocols; the method and the path where nobody knows. */
export function operationOf(message: AwsMessage): string {
  const { method, path, search, headers, body, service } = message;
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.split(".").at(-1) ?? target;
  if (headers["smithy-protocol"] !== undefined) return path.split("/").at(-1) ?? path;
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const action = new URLSearchParams(isForm ? body.toString("utf8") : search).get("Action");
  if (action !== null) return action;
  const named = modelNamed(service);
  const found = named === undefined ? undefined : matchRoute(named, message);
  const match = found ?? modelsSignedFor(service).flatMap((model) => matchRoute(model, message) ?? [])[0];
  return match?.operation.name ?? `${method} ${path}`;
}

const routes = new WeakMap<ServiceModel, readonly Route[]>();

function routesOf(model: ServiceModel): readonly Route[] {
  const known = routes.get(model);
  if (known !== undefined) return known;
  // The others name the operation elsewhere, and have one route for all.
  if (!model.metadata.protocol.startsWith("rest")) return [];
  // Of two operations with one route, the deprecated one is what the other was before.
  const current = Object.values(model.operations).filter(({ deprecated }) => deprecated !== true);
  const found = current.map((operation) => routeOf(operation, model));
  const sorted = found.sort((one, other) => other.strictness - one.strictness);
  routes.set(model, sorted);
  return sorted;
}

function routeOf(operation: Operation, { shapes }: ServiceModel): Route {
  const [path = "", search = ""] = operation.http.requestUri.split("?");
  const segments = path.split("/").filter((segment) => segment !== "");
  const { members = {}, required = [] } = shapes[operation.input?.shape ?? ""] ?? {};
  const requiredIn = (location: Member["location"]) =>
    required.flatMap((name) => (members[name]?.location === location ? [members[name]?.locationName ?? name] : []));
  const literal = search === "" ? [] : search.split("&").map((pair) => pair.split("=") as [string, string | undefined]);
  const query = [...literal, ...requiredIn("querystring").map((name) => [name, undefined] as const)];
  const headers = requiredIn("header").map((name) => name.toLowerCase());
  const fixed = segments.filter((segment) => !segment.startsWith("{"));
  return {
    operation,
    path: new RegExp(`^${segments.map((segment) => `/${patternOf(segment)}`).join("")}/?$`, "s"),
    labels: segments.flatMap((segment) => /^\{(\w+)/.exec(segment)?.[1] ?? []),
    query,
    headers,
    strictness: 100 * fixed.length + 10 * literal.length + query.length + headers.length,
  };
}

/** `{Key+}` contains slashes. So does an ARN, of which not every client encodes them. */
function patternOf(segment: string): string {
  if (!segment.startsWith("{")) return segment.replaceAll(/[.*+?^$()[\]|\\]/g, "\\$&");
  return segment.endsWith("+}") || /Arn\}$/i.test(segment) ? "(.+)" : "([^/]+)";
}
