import type { AmplifyHosting, Shown } from "./amplify/hosting.js";
import { REQUESTS, type Request } from "./amplify/requests.js";
import { AwsError, badRequest, restJsonError, unknownOperation } from "./errors.js";
import {
  type AwsMessage,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
  jsonBody,
  type Members,
} from "./message.js";
import { type Shape, validationError } from "./shapes.js";

interface Match {
  readonly request: AwsRequest;
  readonly input: Members;
  /** The parts of the path that the route leaves open, decoded. */
  readonly path: readonly string[];
}

interface Route {
  readonly action: keyof typeof REQUESTS;
  readonly method: string;
  readonly path: RegExp;
  run(hosting: AmplifyHosting, match: Match): Members | Promise<Members>;
}

const APP = /^\/apps\/([^/]+)$/;
const APPS = /^\/apps$/;
const BRANCH = /^\/apps\/([^/]+)\/branches\/([^/]+)$/;
const BRANCHES = /^\/apps\/([^/]+)\/branches$/;
/** Not every client encodes the slashes of an ARN. */
const TAGS = /^\/tags\/(.+)$/;

const ROUTES: readonly Route[] = [
  {
    action: "CreateApp",
    method: "POST",
    path: APPS,
    run: async (hosting, { request, input }) => ({ app: await hosting.createApp(request.region, input) }),
  },
  {
    action: "ListApps",
    method: "GET",
    path: APPS,
    run: (hosting, { request }) => page("apps", hosting.listApps(request.region), request.query),
  },
  {
    action: "GetApp",
    method: "GET",
    path: APP,
    run: (hosting, { request, path: [appId = ""] }) => ({ app: hosting.getApp(request.region, appId) }),
  },
  {
    action: "UpdateApp",
    method: "POST",
    path: APP,
    run: async (hosting, { request, input, path: [appId = ""] }) => ({
      app: await hosting.updateApp(request.region, appId, input),
    }),
  },
  {
    action: "DeleteApp",
    method: "DELETE",
    path: APP,
    run: (hosting, { request, path: [appId = ""] }) => ({ app: hosting.deleteApp(request.region, appId) }),
  },
  {
    action: "CreateBranch",
    method: "POST",
    path: BRANCHES,
    run: async (hosting, { request, input, path: [appId = ""] }) => ({
      branch: await hosting.createBranch(request.region, appId, input),
    }),
  },
  {
    action: "ListBranches",
    method: "GET",
    path: BRANCHES,
    run: (hosting, { request, path: [appId = ""] }) =>
      page("branches", hosting.listBranches(request.region, appId), request.query),
  },
  {
    action: "GetBranch",
    method: "GET",
    path: BRANCH,
    run: (hosting, { request, path: [appId = "", name = ""] }) => ({
      branch: hosting.getBranch(request.region, appId, name),
    }),
  },
  {
    action: "UpdateBranch",
    method: "POST",
    path: BRANCH,
    run: async (hosting, { request, input, path: [appId = "", name = ""] }) => ({
      branch: await hosting.updateBranch(request.region, appId, name, input),
    }),
  },
  {
    action: "DeleteBranch",
    method: "DELETE",
    path: BRANCH,
    run: (hosting, { request, path: [appId = "", name = ""] }) => ({
      branch: hosting.deleteBranch(request.region, appId, name),
    }),
  },
  {
    action: "ListTagsForResource",
    method: "GET",
    path: TAGS,
    run: (hosting, { request, path: [arn = ""] }) => ({ tags: resource(hosting, request, arn).tags }),
  },
  {
    action: "TagResource",
    method: "POST",
    path: TAGS,
    run: (hosting, { request, input, path: [arn = ""] }) => {
      Object.assign(resource(hosting, request, arn).tags, input.tags);
      return {};
    },
  },
  {
    action: "UntagResource",
    method: "DELETE",
    path: TAGS,
    run: (hosting, { request, path: [arn = ""] }) => {
      const { tags } = resource(hosting, request, arn);
      for (const key of request.query.getAll("tagKeys")) delete tags[key];
      return {};
    },
  },
];

/** Amplify's own API, in REST JSON. https://docs.aws.amazon.com/amplify/latest/APIReference/Welcome.html */
export class Amplify implements AwsService {
  readonly #hosting: AmplifyHosting;

  constructor(hosting: AmplifyHosting) {
    this.#hosting = hosting;
  }

  operation(request: AwsMessage): string {
    return routeOf(request)?.action ?? `${request.method} ${request.path}`;
  }

  async answer(request: AwsRequest): Promise<AwsResponse> {
    try {
      const route = routeOf(request);
      if (route === undefined) throw unknownOperation(`${request.method} ${request.path}`);
      const path = (route.path.exec(request.path) ?? []).slice(1).map(decodeURIComponent);
      const input = jsonBody(request);
      check(REQUESTS[route.action], path, request.query, input);
      const output = await route.run(this.#hosting, { request, input, path });
      return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(output) };
    } catch (error) {
      if (error instanceof AwsError) return restJsonError(error);
      throw error;
    }
  }
}

function routeOf({ method, path }: AwsMessage): Route | undefined {
  return ROUTES.find((route) => route.method === method && route.path.test(path));
}

/** The app or the branch with an ARN, for which another region's endpoint is not asked. */
function resource(hosting: AmplifyHosting, { region }: AwsRequest, arn: string): Shown {
  if (arn.split(":")[3] === region) return hosting.byArn(arn);
  throw new AwsError("ResourceNotFoundException", `Resource ${arn} not found`, 404);
}

/** Refuses what the operation's model would refuse, wherever in the request it is. */
function check(request: Request, path: readonly string[], query: URLSearchParams, input: Members): void {
  const { path: ofPath = {}, query: ofQuery = {}, body = { is: "structure", members: {} } } = request;
  const names = Object.keys(ofPath);
  const parts = Object.fromEntries(names.map((name, index) => [name, path[index]]));
  const asked = Object.fromEntries(
    [...new Set(query.keys())].map((name) => [name, parameter(ofQuery[name], query.getAll(name))]),
  );
  const wrong = [
    validationError({ is: "structure", required: names, members: ofPath }, parts),
    validationError({ is: "structure", members: ofQuery }, asked),
    validationError(body, input),
  ].find((one) => one !== undefined);
  if (wrong !== undefined) throw badRequest(wrong);
}

/** A value of the query as its shape has it. */
function parameter(shape: Shape | undefined, values: readonly string[]): unknown {
  if (shape?.is === "list") return values;
  return shape?.is === "integer" ? Number(values[0]) : values[0];
}

/** One page of a list; the token is the place at which the next one starts. */
function page(name: string, all: readonly Shown[], query: URLSearchParams): Members {
  const from = Number(query.get("nextToken") ?? 0);
  if (!Number.isInteger(from) || from < 0) throw badRequest("Invalid nextToken");
  // Without a size, or with 0, a page has as many as Amplify would give.
  const to = from + (Number(query.get("maxResults")) || 50);
  return { [name]: all.slice(from, to), ...(to < all.length ? { nextToken: String(to) } : {}) };
}
