import type { PlannedIdentityPool } from "@amplify-roles/core/adapter";
import type { CognitoIdentityPoolProviderPrincipalTag } from "@cdktf/provider-aws/lib/cognito-identity-pool-provider-principal-tag";
import type { CognitoIdentityPoolRolesAttachment } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import { type AmplifyRole, createdRole } from "./amplify-role.js";
import type { PlannedConstruct } from "./planned-construct.js";

/** The roles of an identity pool and their attachment. */
export class IdentityPoolRoles {
  /** What makes the roles those of the identity pool. */
  readonly attachment: CognitoIdentityPoolRolesAttachment;
  /** One for each identity provider whose claims become session tags. */
  readonly principalTags: readonly CognitoIdentityPoolProviderPrincipalTag[];
  private readonly createdAuthenticated: AmplifyRole | undefined;
  private readonly createdUnauthenticated: AmplifyRole | undefined;

  /** @internal */
  constructor(find: () => PlannedIdentityPool, planned: PlannedConstruct) {
    const { attachment, principalTags } = find();
    this.attachment = planned.resource<"aws_cognito_identity_pool_roles_attachment">(attachment);
    this.principalTags = principalTags.map((id) =>
      planned.resource<"aws_cognito_identity_pool_provider_principal_tag">(id),
    );
    this.createdAuthenticated = planned.role(() => find().authenticated);
    this.createdUnauthenticated = planned.role(() => find().unauthenticated);
  }

  /** The role of signed-in users. */
  get authenticated(): AmplifyRole {
    return createdRole(this.createdAuthenticated, "The identity pool", "authenticated");
  }

  /** The role of guests. */
  get unauthenticated(): AmplifyRole {
    return createdRole(this.createdUnauthenticated, "The identity pool", "unauthenticated");
  }
}
