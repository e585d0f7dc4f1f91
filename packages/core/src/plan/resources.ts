import type { PolicyDocument } from "../policy/document.js";
import type { AmplifyAppArguments, AmplifyBranchArguments, RoleMapping } from "../specification/provider-arguments.js";

/**
 * What is to be created, in the words of Terraform's AWS provider (in camelCase), which Pulumi's share but for names.
 * Text may hold markers of late values, lookups and other planned resources.
 */
export interface ResourceArguments {
  readonly aws_iam_role: {
    readonly name: string;
    readonly path?: string;
    readonly description?: string;
    readonly assumeRolePolicy: PolicyDocument;
    readonly permissionsBoundary?: string;
    readonly maxSessionDuration?: number | string;
    readonly forceDetachPolicies?: boolean | string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly aws_iam_role_policy: { readonly name: string; readonly role: string; readonly policy: PolicyDocument };
  readonly aws_iam_policy: {
    readonly name: string;
    readonly path?: string;
    readonly description?: string;
    readonly policy: PolicyDocument;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly aws_iam_role_policy_attachment: { readonly role: string; readonly policyArn: string };
  readonly aws_iam_role_policies_exclusive: { readonly roleName: string; readonly policyNames: readonly string[] };
  readonly aws_iam_role_policy_attachments_exclusive: {
    readonly roleName: string;
    readonly policyArns: readonly string[];
  };
  readonly aws_cloudwatch_log_group: {
    readonly name: string;
    readonly region?: string;
    readonly retentionInDays: number | string;
    readonly kmsKeyId?: string;
    readonly skipDestroy?: boolean | string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly aws_amplify_app: AmplifyAppArguments<string, boolean | string> & {
    readonly region?: string;
    readonly iamServiceRoleArn?: string;
    readonly computeRoleArn?: string;
  };
  readonly aws_amplify_branch: AmplifyBranchArguments<string, boolean | string> & {
    readonly region?: string;
    readonly appId: string;
    readonly branchName: string;
  };
  readonly aws_cognito_identity_pool_roles_attachment: {
    readonly region?: string;
    readonly identityPoolId: string;
    /** ARNs of the roles of the pool's `authenticated` and `unauthenticated` users. */
    readonly roles: Readonly<Record<string, string>>;
    readonly roleMappings?: readonly RoleMapping[];
  };
  readonly aws_cognito_identity_pool_provider_principal_tag: {
    readonly region?: string;
    readonly identityPoolId: string;
    readonly identityProviderName: string;
    readonly useDefaults: boolean | string;
    /** Claims by tag key. */
    readonly principalTags?: Readonly<Record<string, string>>;
  };
  readonly aws_cloudcontrolapi_resource: {
    readonly region?: string;
    readonly typeName: string;
    /** The desired state as data; the argument itself is its JSON. */
    readonly desiredState: Readonly<Record<string, unknown>>;
  };
}

export type PlannedResourceType = keyof ResourceArguments;

/** One resource to create, import or update. */
export type PlannedResource<K extends PlannedResourceType = PlannedResourceType> = {
  readonly [Kind in K]: {
    readonly type: Kind;
    /** Unique in the plan, and stable: `app`, `service-role`, `branch-main`. */
    readonly id: string;
    readonly arguments: ResourceArguments[Kind];
    /** Ids of resources that have to be there first and are not referred to. */
    readonly dependsOn: readonly string[];
    /** For how many seconds after its creation nobody is to use it: IAM takes a while to let a role be assumed. */
    readonly propagationSeconds?: number;
    /** Id of the resource with which this one is replaced, where the provider does not see by itself that it has to be. */
    readonly replaceTriggeredBy?: string;
    /** The id in AWS of a resource that exists and is taken over. */
    readonly importId?: string;
  };
}[K];

/** A role and what belongs to it, by the ids of planned resources. */
export interface PlannedRole {
  readonly role: string;
  readonly policies: readonly string[];
  readonly attachments: readonly string[];
  readonly logGroup?: string;
  /** The role's ARN, composed from its name: known before the role is. */
  readonly arn: string;
  /** The AWS CLI call that attaches the role to an app that is managed elsewhere. */
  readonly attachCommand?: string;
  /** The AWS CLI call that shows when the role was last assumed. */
  readonly lastAssumedCommand: string;
}

/** The roles of an identity pool and what belongs to them, by the ids of planned resources. */
export interface PlannedIdentityPool {
  /** Where it is created. */
  readonly authenticated?: PlannedRole;
  readonly unauthenticated?: PlannedRole;
  readonly attachment: string;
  readonly principalTags: readonly string[];
}
