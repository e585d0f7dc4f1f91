import type { PolicyDocument } from "../policy/document.js";
import type { AmplifyAppArguments } from "../specification/app-arguments.js";
import type { AmplifyBranchArguments } from "../specification/branch-arguments.js";
import type { RoleMapping } from "../specification/identity-pool.js";
import type { ParsedBoolean, ParsedNumber } from "../specification/parsed.js";

/**
 * The arguments of each type of resource, named as in Terraform's AWS provider but in camelCase. Pulumi's AWS provider has
 * the same arguments. Strings may contain placeholders of values known only after deploy, of lookups and of attributes of
 * other planned resources.
 */
export interface ResourceArguments {
  readonly aws_iam_role: {
    readonly name: string;
    readonly path?: string;
    readonly description?: string;
    readonly assumeRolePolicy: PolicyDocument;
    readonly permissionsBoundary?: string;
    readonly maxSessionDuration?: ParsedNumber;
    readonly forceDetachPolicies?: ParsedBoolean;
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
    readonly retentionInDays: ParsedNumber;
    readonly kmsKeyId?: string;
    readonly skipDestroy?: ParsedBoolean;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly aws_amplify_app: AmplifyAppArguments<string, ParsedBoolean> & {
    readonly region?: string;
    readonly iamServiceRoleArn?: string;
    readonly computeRoleArn?: string;
  };
  readonly aws_amplify_branch: AmplifyBranchArguments<string, ParsedBoolean> & {
    readonly region?: string;
    readonly appId: string;
    readonly branchName: string;
  };
  readonly aws_cognito_identity_pool_roles_attachment: {
    readonly region?: string;
    readonly identityPoolId: string;
    /** ARNs of the roles, by `authenticated` and `unauthenticated`. */
    readonly roles: Readonly<Record<string, string>>;
    readonly roleMappings?: readonly RoleMapping[];
  };
  readonly aws_cognito_identity_pool_provider_principal_tag: {
    readonly region?: string;
    readonly identityPoolId: string;
    readonly identityProviderName: string;
    readonly useDefaults: ParsedBoolean;
    /** Claims by tag key. */
    readonly principalTags?: Readonly<Record<string, string>>;
  };
  readonly aws_ssm_parameter: {
    readonly name: string;
    readonly region?: string;
    readonly type: "String" | "SecureString";
    readonly tier?: "Standard" | "Advanced";
    readonly description?: string;
    readonly keyId?: string;
    /** The value, which the provider neither plans nor stores nor reads. */
    readonly valueWo?: string;
    /** The value is written when this changes. */
    readonly valueWoVersion?: number | DigestOf;
    /** Data that the plan and the state show. The argument itself is its JSON text. */
    readonly insecureValue?: Readonly<Record<string, unknown>>;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly aws_secretsmanager_secret: {
    readonly name: string;
    readonly region?: string;
    readonly description?: string;
    readonly kmsKeyId?: string;
    readonly recoveryWindowInDays?: ParsedNumber;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly aws_secretsmanager_secret_version: {
    readonly secretId: string;
    readonly region?: string;
    /** The properties of the secret. The argument itself is their JSON text. */
    readonly secretStringWo: Readonly<Record<string, string>>;
    readonly secretStringWoVersion: number;
  };
  readonly aws_cloudcontrolapi_resource: {
    readonly region?: string;
    readonly typeName: string;
    /** The desired state as data. The argument itself is its JSON text. */
    readonly desiredState: Readonly<Record<string, unknown>>;
  };
}

/** A number that changes with a value that need not stay hidden: the first six hexadecimal digits of its SHA-256. */
export interface DigestOf {
  readonly digestOf: string;
}

/** A type of resource, named as in Terraform. */
export type PlannedResourceType = keyof ResourceArguments;

/** A value that AWS sets at the creation of a resource or later, and then neither changes nor removes. */
export interface SetOnce {
  /** Undefined if the resource does not have it. An earlier plan may have had it. */
  readonly value: string | undefined;
  /** What it is, as a part of an id. */
  readonly name: string;
  /** The property of the desired state that holds it: `BasicAuthConfig`. */
  readonly property: string;
  /** What to do when it changes or is removed. */
  readonly message: string;
}

/** A wait until IAM has propagated a new role. */
export interface Propagation {
  readonly seconds: number;
  /** What waits in Terraform: a provisioner of the role, or a resource of hashicorp/time. */
  readonly wait: "local-exec" | "time_sleep";
}

/** A resource to create, import or update. */
export type PlannedResource<Type extends PlannedResourceType = PlannedResourceType> = {
  readonly [T in Type]: {
    readonly type: T;
    /** Unique in the plan, and stable: `app`, `service-role`, `branch-main`. */
    readonly id: string;
    readonly arguments: ResourceArguments[T];
    /** Ids of resources that must exist first although no argument refers to them. */
    readonly dependsOn: readonly string[];
    /** How to wait after its creation before another resource uses it. */
    readonly propagation?: Propagation;
    /** The id of a resource whose replacement must replace this one, too. The provider does not see that by itself. */
    readonly replaceTriggeredBy?: string;
    /** Properties of data that is JSON text in AWS, at any depth, whose values are secrets. */
    readonly secretProperties?: readonly string[];
    /** Attributes that the provider reads from AWS and that may contain secrets. */
    readonly secretOutputs?: readonly string[];
    /** The id in AWS of an existing resource that is imported. */
    readonly importId?: string;
    /** A value that AWS sets once: a later change or removal of it is an error, instead of an update that fails. */
    readonly setOnce?: SetOnce;
    /** Arguments that are left out and stay as they are in AWS, whoever sets them there. */
    readonly keeps?: readonly string[];
    /** Whether a plan that would destroy it is an error. */
    readonly preventDestroy?: true;
  };
}[Type];

/** A planned role and its resources, by their ids. */
export interface PlannedRole {
  readonly role: string;
  /** Where it is specified: `["branches", "main", "computeRole"]`. Empty for a role that is specified alone. */
  readonly steps: readonly (string | number)[];
  readonly policies: readonly string[];
  readonly attachments: readonly string[];
  readonly logGroup?: string;
  /** The role's ARN, composed of its name, so it is known before the role exists. */
  readonly arn: string;
  /** The AWS CLI command that attaches the role to an app that is managed elsewhere. */
  readonly attachCommand?: string;
  /** The AWS CLI command that shows when the role was last assumed. */
  readonly lastAssumedCommand: string;
}

/** Planned settings and their resources, by their ids. */
export interface PlannedSettings {
  readonly path: string;
  /** By the names of the settings. */
  readonly parameters: Readonly<Record<string, string>>;
  /** By group. */
  readonly secrets: Readonly<Record<string, string>>;
  /** The parameter that says which settings there are. */
  readonly index: string;
}

/** The planned roles of an identity pool and their resources, by their ids. */
export interface PlannedIdentityPool {
  /** Left out if the pool uses an existing role, or none. */
  readonly authenticated?: PlannedRole;
  /** Left out if the pool uses an existing role, or none. */
  readonly unauthenticated?: PlannedRole;
  readonly attachment: string;
  readonly principalTags: readonly string[];
}
