import { AmplifyIdentityPoolRole, appsync, s3 } from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// What the users and the guests of an app may do, who call AWS from their browsers.
const config = new pulumi.Config();
/** The user pool that the app's users sign in to: `eu-west-1_…`. */
const userPoolId = config.require("userPoolId");
/** The app's client in it, one without a secret. */
const userPoolClientId = config.require("userPoolClientId");
/** The AppSync API, which takes IAM's signatures. */
const apiId = config.require("apiId");
/** The bucket in which each tenant has a folder. */
export const documents = config.require("documentsBucket");

// A user pool's id begins with its region.
const [region] = userPoolId.split("_");
const userPool = `cognito-idp.${region}.amazonaws.com/${userPoolId}`;
const pool = new aws.cognito.IdentityPool("pool", {
  identityPoolName: "posts",
  // Without guests: false here, and no `unauthenticated` below.
  allowUnauthenticatedIdentities: true,
  // In the older flow Cognito does not narrow the sessions of guests.
  allowClassicFlow: false,
  cognitoIdentityProviders: [
    // A user who was deleted or signed out everywhere gets no new credentials.
    { providerName: userPool, clientId: userPoolClientId, serverSideTokenCheck: true },
  ],
});

const api = { apiId };
export const users = new AmplifyIdentityPoolRole("posts", {
  identityPoolId: pool.id,
  authenticated: {
    grants: [
      appsync.query(api, { fields: ["getPost", "listPosts"] }),
      appsync.mutate(api, { fields: ["createPost", "updatePost"] }),
      appsync.subscribe(api, { fields: ["onCreatePost"] }),
      // IAM fills the tag in for each user; whoever has none matches nothing.
      s3.readWrite({ name: documents }, { prefix: "${aws:PrincipalTag/tenant}/" }),
    ],
  },
  unauthenticated: { grants: [appsync.query(api, { fields: ["listPosts"] })] },
  // The claim of the user's ID token becomes a tag of the session.
  principalTags: [{ identityProviderName: userPool, principalTags: { tenant: "custom:tenant" } }],
});

export const identityPoolId = pool.id;
/** Shows when users who signed in were given their role. */
export const lastAssumed = users.authenticated.lastAssumedCommand;
