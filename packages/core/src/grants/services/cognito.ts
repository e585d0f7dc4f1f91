import { onResource } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { service } from "../service.js";

const userPool = resource({
  service: "cognito-idp",
  name: "user pool",
  prefix: "userpool/",
  resource: /^userpool\/[\w*?-]+$/,
  example: "userpool/eu-west-1_AbCdEfGhI",
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html: 55
  characters: 64,
  managedAs: ["aws_cognito_user_pool", "aws:cognito/userPool:UserPool"],
  scope: "regional",
  every: /^[a-z0-9*?-]+_[*?]+$/,
  named: [
    form({
      keys: {
        /** The user pool's id, which starts with its region: `eu-west-1_AbCdEfGhI`. */
        userPoolId: /^[a-z0-9-]+_[A-Za-z0-9]+$/,
      },
      region: ({ userPoolId }) => /^([a-z0-9-]+)_/.exec(userPoolId ?? "")?.[1],
      resource: ({ userPoolId }) => `userpool/${userPoolId}`,
    }),
  ],
});

const { level, functions } = service("cognito", { resourceType: userPool });

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

const actions = (names: readonly string[]) =>
  level({ permissions: [{ actions: names.map((name) => `cognito-idp:${name}`), resources: onResource }] });

/**
 * Cognito user pools: what a server does as an administrator. What users do with their own tokens needs no permission.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_cognito-idp.html
 */
export const cognito = functions({
  /** Reads users, their devices, groups and sign-in events. */
  readUsers: actions(READ),
  /**
   * What `readUsers` allows. Also creates, confirms, enables, disables and deletes users, manages their attributes,
   * passwords, MFA, devices, groups and linked providers, and signs them out.
   */
  manageUsers: actions([...READ, ...MANAGE]),
  /** Signs users in on the server. */
  signInUsers: actions(SIGN_IN),
});

/** A user pool by its id. */
export type UserPoolId<Text = string> = NameOf<typeof userPool, Text>;
