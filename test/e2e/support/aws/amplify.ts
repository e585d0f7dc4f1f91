import type { AmplifyHosting, Shown } from "./amplify/hosting.js";
import { REQUESTS } from "./amplify/requests.js";
import { check } from "./amplify/shapes.js";
import { AwsError, badRequest, restJsonError, unknownOperation } from "./errors.js";
import {
  type AwsMessage,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
  jsonBody,
  type Members,
} from "./message.js";

interface Match {
  readonly request: AwsRequest;
  readonly input: Members;
  /** The parts of the path that the route leaves open, decoded. */
  readonly path: readonly string[];
}

interface Route {
  readonly action: string;
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
    run: async (hosting, { request, input }) => {
      check(REQUESTS.CreateApp, input);
      return { app: await hosting.createApp(request.region, input) };
    },
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
    run: async (hosting, { request, input, path: [appId = ""] }) => {
      check(REQUESTS.UpdateApp, input);
      return { app: await hosting.updateApp(request.region, appId, input) };
    },
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
    run: async (hosting, { request, input, path: [appId = ""] }) => {
      check(REQUESTS.CreateBranch, input);
      return { branch: await hosting.createBranch(request.region, appId, input) };
    },
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
    run: async (hosting, { request, input, path: [appId = "", name = ""] }) => {
      check(REQUESTS.UpdateBranch, input);
      return { branch: await hosting.updateBranch(request.region, appId, name, input) };
    },
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
    run: (hosting, { path: [arn = ""] }) => ({ tags: hosting.byArn(arn).tags }),
  },
  {
    action: "TagResource",
    method: "POST",
    path: TAGS,
    run: (hosting, { input, path: [arn = ""] }) => {
      check(REQUESTS.TagResource, input);
      Object.assign(hosting.byArn(arn).tags, input.tags);
      return {};
    },
  },
  {
    action: "UntagResource",
    method: "DELETE",
    path: TAGS,
    run: (hosting, { request, path: [arn = ""] }) => {
      const { tags } = hosting.byArn(arn);
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
      const output = await route.run(this.#hosting, { request, input: jsonBody(request), path });
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

/** One page of a list; the token is the place at which the next one starts. */
function page(name: string, all: readonly Shown[], query: URLSearchParams): Members {
  const from = Number(query.get("nextToken") ?? 0);
  const size = Number(query.get("maxResults") ?? 50);
  if (!Number.isInteger(from) || !Number.isInteger(size) || size < 0) throw badRequest("Invalid page of a list");
  const to = from + (size === 0 ? 50 : size);
  return { [name]: all.slice(from, to), ...(to < all.length ? { nextToken: String(to) } : {}) };
}
