import { type AwsRequest, type JsonObject, jsonBody } from "../../message.js";
import {
  type Authorization,
  authorization,
  type Context,
  type Deployment,
  onNothing,
  type RequestContext,
  type Row,
  regional,
  tableOf,
} from "../model.js";
import { hasTags, requestTags, tagKeys } from "../tags.js";

/** The parts of a path behind `/apps/`, `/branches/`, `/domains/`, `/webhooks/` and `/tags/`, and the members of the body. */
interface Input {
  readonly appId: string;
  readonly branchName: string;
  readonly domainName: string;
  readonly webhookId: string;
  readonly tagged: string;
  readonly body: JsonObject;
}

function inputOf(request: AwsRequest): Input {
  const [, appId = "", branchName = ""] = /^\/apps\/([^/]+)(?:\/branches\/([^/]+))?/.exec(request.path) ?? [];
  const [, domainName = ""] = /\/domains\/([^/]+)$/.exec(request.path) ?? [];
  const [, webhookId = ""] = /^\/webhooks\/([^/]+)$/.exec(request.path) ?? [];
  const [, tagged = ""] = /^\/tags\/(.+)$/.exec(request.path) ?? [];
  return {
    appId: decodeURIComponent(appId),
    branchName: decodeURIComponent(branchName),
    domainName: decodeURIComponent(domainName),
    webhookId: decodeURIComponent(webhookId),
    tagged: decodeURIComponent(tagged),
    body: jsonBody(request),
  };
}

export const appArn = (appId: string, at: Deployment) => regional("amplify", `apps/${appId}`, at);
export const branchArn = (appId: string, name: string, at: Deployment) => `${appArn(appId, at)}/branches/${name}`;

/**
 * Whoever hands a role to a service needs the right to. An empty ARN takes a role away and passes none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const passing = (roles: readonly unknown[], service: string): readonly Authorization[] =>
  roles
    .filter((role) => typeof role === "string" && role !== "")
    .map((role) => authorization("iam:PassRole", String(role), { "iam:PassedToService": service }));

const rolesIn = ({ iamServiceRoleArn, computeRoleArn }: JsonObject) =>
  passing([iamServiceRoleArn, computeRoleArn], "amplify.amazonaws.com");

const tagging = (resource: string, tags: Context) =>
  hasTags(tags) ? [authorization("amplify:TagResource", resource, tags)] : [];

const onApp =
  (action: string): Row<Input> =>
  ({ appId }, { at }) => [authorization(action, appArn(appId, at))];
const onBranch =
  (action: string): Row<Input> =>
  ({ appId, branchName }, { at }) => [authorization(action, branchArn(appId, branchName, at))];
const onDomain =
  (action: string): Row<Input> =>
  ({ appId, domainName }, { at }) => [authorization(action, `${appArn(appId, at)}/domains/${domainName}`)];
/** For IAM, a webhook is not under its app. */
const onWebhook =
  (action: string): Row<Input> =>
  ({ webhookId }, { at }) => [authorization(action, regional("amplify", `webhooks/${webhookId}`, at))];
const onTagged =
  (action: string, more: (input: Input, asked: RequestContext) => Context = () => ({})): Row<Input> =>
  (input, asked) => [authorization(action, input.tagged, more(input, asked))];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsamplify.html */
export const amplify = tableOf(inputOf, {
  CreateApp: ({ body }, { at }) => {
    const tags = requestTags(body.tags);
    // What an app will be called is not known yet.
    return [onNothing("amplify:CreateApp", tags), ...tagging(appArn("*", at), tags), ...rolesIn(body)];
  },
  ListApps: () => [onNothing("amplify:ListApps")],
  GetApp: onApp("amplify:GetApp"),
  UpdateApp: ({ appId, body }, { at }) => [authorization("amplify:UpdateApp", appArn(appId, at)), ...rolesIn(body)],
  DeleteApp: onApp("amplify:DeleteApp"),
  CreateBranch: ({ appId, body }, { at }) => {
    const resource = branchArn(appId, String(body.branchName), at);
    const tags = requestTags(body.tags);
    return [authorization("amplify:CreateBranch", resource, tags), ...tagging(resource, tags), ...rolesIn(body)];
  },
  ListBranches: onApp("amplify:ListBranches"),
  GetBranch: onBranch("amplify:GetBranch"),
  UpdateBranch: ({ appId, branchName, body }, { at }) => [
    authorization("amplify:UpdateBranch", branchArn(appId, branchName, at)),
    ...rolesIn(body),
  ],
  DeleteBranch: onBranch("amplify:DeleteBranch"),
  CreateDomainAssociation: (input, asked) =>
    onDomain("amplify:CreateDomainAssociation")({ ...input, domainName: String(input.body.domainName) }, asked),
  GetDomainAssociation: onDomain("amplify:GetDomainAssociation"),
  UpdateDomainAssociation: onDomain("amplify:UpdateDomainAssociation"),
  DeleteDomainAssociation: onDomain("amplify:DeleteDomainAssociation"),
  // IAM writes these actions in another way than the API its operations.
  CreateWebhook: (input, asked) =>
    onBranch("amplify:CreateWebHook")({ ...input, branchName: String(input.body.branchName) }, asked),
  GetWebhook: onWebhook("amplify:GetWebHook"),
  UpdateWebhook: onWebhook("amplify:UpdateWebHook"),
  DeleteWebhook: onWebhook("amplify:DeleteWebHook"),
  ListTagsForResource: onTagged("amplify:ListTagsForResource"),
  TagResource: onTagged("amplify:TagResource", ({ body }) => requestTags(body.tags)),
  UntagResource: onTagged("amplify:UntagResource", (_, { request }) => tagKeys(request.query.getAll("tagKeys"))),
});
