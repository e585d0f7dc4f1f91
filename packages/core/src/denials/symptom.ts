import type { Caller } from "./caller.js";

/**
 * The type of the policy that denies a request, as AWS names it in the message:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export type DenyingPolicy =
  | "identity"
  | "resource"
  | "boundary"
  | "serviceControl"
  | "resourceControl"
  | "session"
  | "vpcEndpoint"
  | "trust";

/** A call that AWS denied. */
export interface DeniedCall {
  readonly type: "denied";
  readonly caller?: Caller;
  /** `dynamodb:GetItem`. Missing if the message does not say it. */
  readonly action?: string;
  /** As AWS wrote it. Missing if the message does not say it. */
  readonly resource?: string;
  /** Missing if the message does not say it, as messages of some services do. */
  readonly policy?: DenyingPolicy;
  /** Whether a statement denies the call, rather than none allowing it. */
  readonly explicit: boolean;
  /** The ARN of the policy that denies it, where AWS writes it. */
  readonly policyArn?: string;
}

/** An attempt to assume a role, by CloudTrail or by a message. */
export interface Assumption {
  readonly type: "assumed" | "refused";
  readonly action: "sts:AssumeRole" | "sts:AssumeRoleWithWebIdentity" | "sts:AssumeRoleWithSAML";
  /** The ARN of the role. */
  readonly role?: string;
  readonly session?: string;
  /** The service or user that assumes it: `amplify.amazonaws.com`. */
  readonly by?: string;
  /** AWS's words, if it was refused. */
  readonly message?: string;
}

/** A field that AppSync refused. */
export interface GraphqlField {
  readonly type: "graphqlField";
  readonly field: string;
  /** The type that has the field: `Query`. */
  readonly of: string;
  /** The ARN of the API, and the role that its policy names the API in, if both are known. */
  readonly api?: string;
  readonly role?: string;
  /** Whether the role allows the field by now. */
  readonly isAllowed?: boolean;
}

/** What a message, an event or a log says about roles and permissions. */
export type Symptom =
  | DeniedCall
  | Assumption
  /** The SDK found no credentials: no role is in effect. */
  | { readonly type: "noCredentials" }
  /** The SDK found credentials, usually in environment variables, and AWS does not accept them. */
  | { readonly type: "invalidCredentials"; readonly expired: boolean }
  /** A denial that only `sts:DecodeAuthorizationMessage` can read. */
  | { readonly type: "encoded"; readonly message: string }
  /** AppSync's `Not Authorized to access getPost on type Query`. */
  | GraphqlField
  /** AppSync refused a request as a whole: a `RequestSummary` of its log, or `UnauthorizedException`. */
  | { readonly type: "graphqlRequest"; readonly api?: string; readonly statusCode?: number }
  /** Amplify could not assume the role that it was given. */
  | { readonly type: "notAssumable"; readonly role: "compute" | "service" };
