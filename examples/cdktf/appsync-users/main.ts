import { AmplifyIdentityPoolRole, appsync, s3 } from "@amplify-roles/cdktf";
import { CognitoIdentityPool } from "@cdktf/provider-aws/lib/cognito-identity-pool";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

/** What the users and the guests of an app may do, who call AWS from their browsers. */
class UsersStack extends TerraformStack {
  /** What permissions.test.ts tests. */
  readonly tested;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const region = process.env.AWS_REGION ?? "eu-west-1";
    new AwsProvider(this, "aws", { region });

    // What exists: given with TF_VAR_user_pool_id=…, and so on.
    const given = (name: string, description: string) =>
      new TerraformVariable(this, name, { type: "string", description }).stringValue;
    const userPoolId = given("user_pool_id", "The user pool that the app's users sign in to");
    const userPoolClientId = given("user_pool_client_id", "The app's client in it, one without a secret");
    const apiId = given("api_id", "The AppSync API, which takes IAM's signatures");
    const documents = given("documents_bucket", "The bucket in which each tenant has a folder");

    const userPool = `cognito-idp.${region}.amazonaws.com/${userPoolId}`;
    const pool = new CognitoIdentityPool(this, "pool", {
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
    const users = new AmplifyIdentityPoolRole(this, "posts", {
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

    this.tested = { users, documents };

    new TerraformOutput(this, "identity_pool_id", { value: pool.id });
    new TerraformOutput(this, "last_assumed", {
      description: "Shows when users who signed in were given their role",
      value: users.authenticated.lastAssumedCommand,
    });
  }
}

const app = new App();
export const { tested } = new UsersStack(app, "users");
app.synth();
