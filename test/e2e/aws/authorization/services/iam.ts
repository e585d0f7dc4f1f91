import { roleNamed } from "../lookups.js";
import { type Authorization, authorization, type Context, type RequestContext, type Row, tableOf } from "../model.js";
import { indexed, parameters } from "../query.js";
import { hasTags, requestTags, tagKeys } from "../tags.js";

type Input = URLSearchParams;

const value = (input: Input, name: string): string => input.get(name) ?? "";
const ofAccount = (resource: string, { at: { partition, account } }: RequestContext) =>
  `arn:${partition}:iam::${account}:${resource}`;

/** `policy/team/name`, `role/name`: the path begins and ends with a slash. */
const named = (kind: string, path: string | null, name: string) => `${kind}${path || "/"}${name}`;

const tagsOf = (input: Input): Context => requestTags(indexed(input, "Tags.member"));
const untaggedKeys = (input: Input): Context => tagKeys(indexed(input, "TagKeys.member").map(({ "": key }) => key));

/** A new thing, which with tags takes the permission to tag as well. */
function created(action: string, tagging: string, resource: string, tags: Context, context: Context = {}) {
  const also = hasTags(tags) ? [authorization(tagging, resource, tags)] : [];
  return [authorization(action, resource, { ...tags, ...context }), ...also];
}

/** On a role that the request names without its path. */
const onRole =
  (action: string, more: (input: Input) => Context = () => ({})): Row<Input> =>
  async (input, asked) => {
    const name = value(input, "RoleName");
    const role = await roleNamed(name, asked);
    const boundary = role?.PermissionsBoundary?.PermissionsBoundaryArn;
    const context = BOUNDARY_KNOWN.includes(action) && boundary ? { "iam:PermissionsBoundary": boundary } : {};
    return [authorization(action, role?.Arn ?? ofAccount(`role/${name}`, asked), { ...context, ...more(input) })];
  };

/** The actions that carry the boundary which the role has already. */
const BOUNDARY_KNOWN = [
  "iam:AttachRolePolicy",
  "iam:DeleteRole",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:GetRole",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

const onPolicy =
  (action: string, more: (input: Input) => Context = () => ({})): Row<Input> =>
  (input): readonly Authorization[] => [authorization(action, value(input, "PolicyArn"), more(input))];

const onUser =
  (action: string, more: (input: Input) => Context = () => ({})): Row<Input> =>
  (input, asked) => [authorization(action, ofAccount(`user/${value(input, "UserName")}`, asked), more(input))];

const policyArn = (input: Input): Context => ({ "iam:PolicyARN": value(input, "PolicyArn") });
const boundaryGiven = (input: Input): Context => {
  const arn = input.get("PermissionsBoundary");
  return arn === null ? {} : { "iam:PermissionsBoundary": arn };
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export const iam = tableOf(parameters, {
  CreateRole: (input, asked) =>
    created(
      "iam:CreateRole",
      "iam:TagRole",
      ofAccount(named("role", input.get("Path"), value(input, "RoleName")), asked),
      tagsOf(input),
      boundaryGiven(input),
    ),
  GetRole: onRole("iam:GetRole"),
  UpdateRole: onRole("iam:UpdateRole"),
  UpdateRoleDescription: onRole("iam:UpdateRoleDescription"),
  UpdateAssumeRolePolicy: onRole("iam:UpdateAssumeRolePolicy"),
  DeleteRole: onRole("iam:DeleteRole"),
  PutRolePermissionsBoundary: onRole("iam:PutRolePermissionsBoundary", boundaryGiven),
  DeleteRolePermissionsBoundary: onRole("iam:DeleteRolePermissionsBoundary"),
  TagRole: onRole("iam:TagRole", tagsOf),
  UntagRole: onRole("iam:UntagRole", untaggedKeys),
  ListRoleTags: onRole("iam:ListRoleTags"),
  ListInstanceProfilesForRole: onRole("iam:ListInstanceProfilesForRole"),
  PutRolePolicy: onRole("iam:PutRolePolicy"),
  GetRolePolicy: onRole("iam:GetRolePolicy"),
  DeleteRolePolicy: onRole("iam:DeleteRolePolicy"),
  ListRolePolicies: onRole("iam:ListRolePolicies"),
  AttachRolePolicy: onRole("iam:AttachRolePolicy", policyArn),
  DetachRolePolicy: onRole("iam:DetachRolePolicy", policyArn),
  ListAttachedRolePolicies: onRole("iam:ListAttachedRolePolicies"),
  CreatePolicy: (input, asked) =>
    created(
      "iam:CreatePolicy",
      "iam:TagPolicy",
      ofAccount(named("policy", input.get("Path"), value(input, "PolicyName")), asked),
      tagsOf(input),
    ),
  GetPolicy: onPolicy("iam:GetPolicy"),
  DeletePolicy: onPolicy("iam:DeletePolicy"),
  CreatePolicyVersion: onPolicy("iam:CreatePolicyVersion"),
  GetPolicyVersion: onPolicy("iam:GetPolicyVersion"),
  DeletePolicyVersion: onPolicy("iam:DeletePolicyVersion"),
  ListPolicyVersions: onPolicy("iam:ListPolicyVersions"),
  ListEntitiesForPolicy: onPolicy("iam:ListEntitiesForPolicy"),
  TagPolicy: onPolicy("iam:TagPolicy", tagsOf),
  UntagPolicy: onPolicy("iam:UntagPolicy", untaggedKeys),
  ListPolicyTags: onPolicy("iam:ListPolicyTags"),
  GetUser: onUser("iam:GetUser"),
  CreateAccessKey: onUser("iam:CreateAccessKey"),
  PutUserPolicy: onUser("iam:PutUserPolicy"),
});
