import { isJsonObject, type JsonObject, jsonBody } from "../../message.js";
import { authorization, type Context, onNothing, type Row, regional, tableOf } from "../model.js";
import { hasTags, requestTags, tagKeys } from "../tags.js";
import { passing } from "./amplify.js";

const onPool =
  (action: string): Row<JsonObject> =>
  ({ IdentityPoolId }, { at }) => [
    authorization(action, regional("cognito-identity", `identitypool/${IdentityPoolId}`, at)),
  ];
const onTagged =
  (action: string, more: (input: JsonObject) => Context = () => ({})): Row<JsonObject> =>
  (input) => [authorization(action, String(input.ResourceArn), more(input))];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html */
export const cognitoIdentity = tableOf(jsonBody, {
  CreateIdentityPool: ({ IdentityPoolTags }, { at }) => {
    const tags = requestTags(IdentityPoolTags);
    const pool = regional("cognito-identity", "identitypool/*", at);
    return [
      onNothing("cognito-identity:CreateIdentityPool", tags),
      ...(hasTags(tags) ? [authorization("cognito-identity:TagResource", pool, tags)] : []),
    ];
  },
  DescribeIdentityPool: onPool("cognito-identity:DescribeIdentityPool"),
  UpdateIdentityPool: onPool("cognito-identity:UpdateIdentityPool"),
  DeleteIdentityPool: onPool("cognito-identity:DeleteIdentityPool"),
  // Its roles are passed: https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
  SetIdentityPoolRoles: ({ Roles }) => [
    onNothing("cognito-identity:SetIdentityPoolRoles"),
    ...passing(isJsonObject(Roles) ? Object.values(Roles) : [], "cognito-identity.amazonaws.com"),
  ],
  GetIdentityPoolRoles: onPool("cognito-identity:GetIdentityPoolRoles"),
  SetPrincipalTagAttributeMap: () => [onNothing("cognito-identity:SetPrincipalTagAttributeMap")],
  GetPrincipalTagAttributeMap: onPool("cognito-identity:GetPrincipalTagAttributeMap"),
  ListTagsForResource: onTagged("cognito-identity:ListTagsForResource"),
  TagResource: onTagged("cognito-identity:TagResource", ({ Tags }) => requestTags(Tags)),
  UntagResource: onTagged("cognito-identity:UntagResource", ({ TagKeys }) => tagKeys(TagKeys)),
});
