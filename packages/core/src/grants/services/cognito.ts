import { resourceType } from "../../aws/resource-type.js";
import { type AccessLevel, type GrantDefinition, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";

/** A user pool by its id, which names its region: `eu-west-1_AbCdEfGhI`. */
export interface UserPoolId<Text = string> extends ArnScope<Text> {
  readonly userPoolId: Text;
}

/** The ARN of a user pool, or its id. */
type UserPool<Text> = OneOrMore<Text | UserPoolId<Text>>;

/** What the server does as an administrator. What users do with their own tokens needs no permission. */
export interface CognitoGrants<Text = string> {
  /**
   * AdminGetDevice, AdminGetUser, AdminListDevices, AdminListGroupsForUser, AdminListUserAuthEvents, GetGroup,
   * ListGroups, ListUsers, ListUsersInGroup.
   */
  readUsers(userPool: UserPool<Text>): Grant<Text>;
  /**
   * What `readUsers` gives; creating, confirming, enabling, disabling and deleting users, their attributes, passwords,
   * MFA, devices, groups and linked providers, and signing them out.
   */
  manageUsers(userPool: UserPool<Text>): Grant<Text>;
  /** AdminInitiateAuth, AdminRespondToAuthChallenge: signing users in on the server. */
  signInUsers(userPool: UserPool<Text>): Grant<Text>;
}

const userPool = resourceType({
  service: "cognito-idp",
  name: "user pool",
  prefix: "userpool/",
  resource: /^userpool\/[\w*?-]+$/,
  example: "userpool/eu-west-1_AbCdEfGhI",
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html: 55
  characters: 64,
  scope: "regional",
  named: [
    {
      keys: { userPoolId: /^[a-z0-9-]+_[A-Za-z0-9]+$/ },
      region: ({ userPoolId }) => /^([a-z0-9-]+)_/.exec(userPoolId ?? "")?.[1],
      resource: ({ userPoolId }) => `userpool/${userPoolId}`,
    },
  ],
});

const READ = [
  "AdminGetDevice",
  "AdminGetUser",
  "AdminListDevices",
  "AdminListGroupsForUser",
  "AdminListUserAuthEvents",
  "GetGroup",
  "ListGroups",
  "ListUsers",
  "ListUsersInGroup",
];
const MANAGE = [
  "AdminAddUserToGroup",
  "AdminConfirmSignUp",
  "AdminCreateUser",
  "AdminDeleteUser",
  "AdminDeleteUserAttributes",
  "AdminDisableProviderForUser",
  "AdminDisableUser",
  "AdminEnableUser",
  "AdminForgetDevice",
  "AdminLinkProviderForUser",
  "AdminRemoveUserFromGroup",
  "AdminResetUserPassword",
  "AdminSetUserMFAPreference",
  "AdminSetUserPassword",
  "AdminUpdateDeviceStatus",
  "AdminUpdateUserAttributes",
  "AdminUserGlobalSignOut",
];
const SIGN_IN = ["AdminInitiateAuth", "AdminRespondToAuthChallenge"];

const level = (...actions: readonly string[]): AccessLevel<object> => ({
  permissions: [
    {
      actions: actions.map((action) => `cognito-idp:${action}`),
      resources: onResource,
    },
  ],
});

export const cognitoDefinition: GrantDefinition = {
  name: "cognito",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html",
  resourceType: userPool,
  options: {},
  access: { readUsers: level(...READ), manageUsers: level(...READ, ...MANAGE), signInUsers: level(...SIGN_IN) },
};
