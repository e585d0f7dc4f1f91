import { grantsOf } from "@amplify-roles/core/adapter";
import { everywhere, granted, may, otherRegion, regional, type Table, withSiblings } from "../support/model.js";

const { cognito } = grantsOf<string>();

const READ =
  "AdminGetDevice AdminGetUser AdminListDevices AdminListGroupsForUser AdminListUserAuthEvents GetGroup ListGroups ListUsers ListUsersInGroup";
const MANAGE = `${READ} AdminAddUserToGroup AdminConfirmSignUp AdminCreateUser AdminDeleteUser AdminDeleteUserAttributes AdminDisableProviderForUser AdminDisableUser AdminEnableUser AdminForgetDevice AdminLinkProviderForUser AdminRemoveUserFromGroup AdminResetUserPassword AdminSetUserMFAPreference AdminSetUserPassword AdminUpdateDeviceStatus AdminUpdateUserAttributes AdminUserGlobalSignOut`;
const SIGN_IN = "AdminInitiateAuth AdminRespondToAuthChallenge";

const customers = regional("cognito-idp", "userpool/eu-west-1_AbCdEfGhI");
const staff = regional("cognito-idp", "userpool/eu-west-1_ZyXwVuTsR");
/** Its id starts with the other's whole id. */
const longer = regional("cognito-idp", "userpool/eu-west-1_AbCdEfGhI2");
const abroad = regional("cognito-idp", "userpool/us-east-1_AbCdEfGhI", otherRegion);

export const cognitoTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_cognito-idp.html",
    "https://docs.aws.amazon.com/cognito/latest/developerguide/security-iam.html",
  ],
  pools: [
    {
      service: "cognito-idp",
      things: [...everywhere("cognito-idp", "userpool/eu-west-1_AbCdEfGhI"), ...withSiblings([staff, longer, abroad])],
    },
  ],
  cases: [
    ...[customers, staff, longer, abroad].flatMap((pool) => [
      granted(`reads users of ${pool.arn}`, cognito.readUsers(pool.arn), [may("cognito-idp", READ, [pool])]),
      granted(`manages users of ${pool.arn}`, cognito.manageUsers(pool.arn), [may("cognito-idp", MANAGE, [pool])]),
      granted(`signs users of ${pool.arn} in`, cognito.signInUsers(pool.arn), [may("cognito-idp", SIGN_IN, [pool])]),
    ]),
    granted("reads users of a pool by its id", cognito.readUsers({ userPoolId: "eu-west-1_AbCdEfGhI" }), [
      may("cognito-idp", READ, [customers]),
    ]),
  ],
};
