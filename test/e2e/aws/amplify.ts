import type { AmplifyHosting, AmplifyRecord } from "./amplify/hosting.js";
import { AwsError, badRequest, unknownOperation } from "./errors.js";
import { type AwsRequest, type AwsResponse, type AwsService, type JsonObject, jsonBody } from "./message.js";
import { matchRoute } from "./models/route.js";
import { serviceModel } from "./models/service-model.js";
import { queryInput, validationError } from "./models/validation.js";

type Run = (hosting: AmplifyHosting, region: string, input: JsonObject) => JsonObject | Promise<JsonObject>;

const app = (input: JsonObject) => String(input.appId);
const branch = (input: JsonObject) => String(input.branchName);
const domain = (input: JsonObject) => String(input.domainName);
const webhook = (input: JsonObject) => String(input.webhookId);

/** What each operation does with the members of its request, wherever in the request they are. */
const OPERATIONS: Readonly<Record<string, Run>> = {
  CreateApp: async (hosting, region, input) => ({ app: await hosting.createApp(region, input) }),
  ListApps: (hosting, region, input) => page("apps", hosting.listApps(region), input),
  GetApp: (hosting, region, input) => ({ app: hosting.getApp(region, app(input)) }),
  UpdateApp: async (hosting, region, { appId, ...settings }) => ({
    app: await hosting.updateApp(region, String(appId), settings),
  }),
  DeleteApp: (hosting, region, input) => ({ app: hosting.deleteApp(region, app(input)) }),
  CreateBranch: async (hosting, region, { appId, ...settings }) => ({
    branch: await hosting.createBranch(region, String(appId), settings),
  }),
  ListBranches: (hosting, region, input) => page("branches", hosting.listBranches(region, app(input)), input),
  GetBranch: (hosting, region, input) => ({ branch: hosting.getBranch(region, app(input), branch(input)) }),
  UpdateBranch: async (hosting, region, { appId, branchName, ...settings }) => ({
    branch: await hosting.updateBranch(region, String(appId), String(branchName), settings),
  }),
  DeleteBranch: (hosting, region, input) => ({ branch: hosting.deleteBranch(region, app(input), branch(input)) }),
  CreateDomainAssociation: (hosting, region, input) => ({
    domainAssociation: hosting.domains(region, app(input)).create(input),
  }),
  ListDomainAssociations: (hosting, region, input) =>
    page("domainAssociations", hosting.domains(region, app(input)).list(), input),
  GetDomainAssociation: (hosting, region, input) => ({
    domainAssociation: hosting.domains(region, app(input)).get(domain(input)),
  }),
  UpdateDomainAssociation: (hosting, region, input) => ({
    domainAssociation: hosting.domains(region, app(input)).update(domain(input), input),
  }),
  DeleteDomainAssociation: (hosting, region, input) => ({
    domainAssociation: hosting.domains(region, app(input)).delete(domain(input)),
  }),
  CreateWebhook: (hosting, region, input) => ({ webhook: hosting.webhooks(region, app(input)).create(input) }),
  ListWebhooks: (hosting, region, input) => page("webhooks", hosting.webhooks(region, app(input)).list(), input),
  GetWebhook: (hosting, region, input) => {
    const webhookId = webhook(input);
    return { webhook: hosting.webhooksWith(region, webhookId).get(webhookId) };
  },
  UpdateWebhook: (hosting, region, input) => {
    const webhookId = webhook(input);
    return { webhook: hosting.webhooksWith(region, webhookId).update(webhookId, input) };
  },
  DeleteWebhook: (hosting, region, input) => {
    const webhookId = webhook(input);
    return { webhook: hosting.webhooksWith(region, webhookId).delete(webhookId) };
  },
  // The Amplify CLI makes backend environments, and nothing here does.
  ListBackendEnvironments: (hosting, region, input) => {
    hosting.getApp(region, app(input));
    return { backendEnvironments: [] };
  },
  // https://docs.aws.amazon.com/amplify/latest/APIReference/API_StartJob.html. The build takes no time.
  StartJob: (hosting, region, input) => {
    const { branchArn, totalNumberOfJobs } = hosting.buildBranch(region, app(input), branch(input));
    const jobId = String(totalNumberOfJobs).padStart(10, "0");
    const jobSummary = {
      jobArn: `${branchArn}/jobs/${jobId}`,
      jobId,
      jobType: input.jobType,
      commitId: "HEAD",
      commitMessage: "",
      commitTime: Date.now() / 1000,
      startTime: Date.now() / 1000,
      status: "PENDING",
    };
    return { jobSummary };
  },
  ListTagsForResource: (hosting, region, input) => ({ tags: tagged(hosting, region, input).tags }),
  TagResource: (hosting, region, input) => {
    Object.assign(tagged(hosting, region, input).tags, input.tags);
    return {};
  },
  UntagResource: (hosting, region, input) => {
    const { tags } = tagged(hosting, region, input);
    for (const key of input.tagKeys as string[]) delete tags[key];
    return {};
  },
};

/**
 * Amplify's own API, in REST JSON. Its routes and the limits of its requests are those of the published model. What an
 * account may have at most (25 apps in a region, 50 branches in an app, unless raised) is not in it, and not checked.
 * https://docs.aws.amazon.com/amplify/latest/APIReference/Welcome.html
 */
export class Amplify implements AwsService {
  constructor(
    readonly hosting: AmplifyHosting,
    readonly model = serviceModel("amplify"),
  ) {}

  async answer(request: AwsRequest): Promise<AwsResponse> {
    const match = matchRoute(this.model, request);
    const run = OPERATIONS[match?.operation.name ?? ""];
    if (match === undefined || run === undefined) throw unknownOperation(request, request.operation);
    const { operation, uri } = match;
    const querystring = queryInput(this.model, operation, request.query);
    const body = jsonBody(request);
    const wrong = validationError(this.model, operation, { uri, querystring, body });
    if (wrong !== undefined) throw badRequest(wrong);
    const output = await run(this.hosting, request.region, { ...uri, ...querystring, ...body });
    return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(output) };
  }
}

/** The app or the branch with an ARN. Another region's endpoint does not know it. */
function tagged(hosting: AmplifyHosting, region: string, { resourceArn }: JsonObject): AmplifyRecord {
  const arn = String(resourceArn);
  if (arn.split(":")[3] === region) return hosting.byArn(arn);
  throw new AwsError("ResourceNotFoundException", `Resource ${arn} not found`, 404);
}

/** Domains and webhooks are shown without tags. */
/** One page of a list. The token is the index at which the next one starts. */
function page(name: string, all: readonly JsonObject[], { nextToken, maxResults }: JsonObject): JsonObject {
  const from = Number(nextToken ?? 0);
  if (!Number.isInteger(from) || from < 0) throw badRequest("Invalid nextToken");
  // Without a size, or with 0, a page has as many as Amplify would give.
  const to = from + (Number(maxResults) || 50);
  return { [name]: all.slice(from, to), ...(to < all.length ? { nextToken: String(to) } : {}) };
}
