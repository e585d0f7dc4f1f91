import type { Deployment } from "../aws/deployment.js";
import type { Observation } from "../denials/diagnose-symptoms.js";

/** What was read of a live app, as plain data. A part that could not be read is undefined, and `unseen` says why. */
export interface AppSnapshot {
  /** When it was read, in seconds since 1970. */
  readonly readAt: number;
  readonly deployment: Deployment;
  readonly app: LiveApp;
  readonly branches?: readonly LiveBranch[];
  /** The roles that the app and its branches name. */
  readonly roles: readonly LiveRole[];
  readonly logs?: LiveLogs;
  /** What CloudTrail recorded. */
  readonly events?: LiveEvents;
  readonly unseen: readonly Unseen[];
}

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_App.html */
export interface LiveApp {
  readonly id: string;
  readonly name: string;
  /** `WEB_COMPUTE`, `WEB_DYNAMIC` or `WEB`. */
  readonly platform: string;
  readonly serviceRole?: string;
  readonly computeRole?: string;
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly buildSpec?: string;
  readonly repository?: string;
  /** Whether Amplify creates branches by itself. */
  readonly autoBranchCreation: boolean;
  /** Whether branches that Amplify creates have previews. */
  readonly autoBranchPreviews: boolean;
  /** In seconds since 1970. */
  readonly updatedAt?: number;
}

/** https://docs.aws.amazon.com/amplify/latest/APIReference/API_Branch.html */
export interface LiveBranch {
  readonly name: string;
  readonly stage?: string;
  readonly framework?: string;
  readonly computeRole?: string;
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly buildSpec?: string;
  readonly previews: boolean;
  /** How many times it was built. */
  readonly jobs: number;
  /** In seconds since 1970. */
  readonly updatedAt?: number;
}

/** A role that the app or a branch names. */
export interface LiveRole {
  readonly arn: string;
  /** Without its path. */
  readonly name: string;
  /** Undefined if that could not be read. */
  readonly exists?: boolean;
  /** In seconds since 1970. */
  readonly createdAt?: number;
  readonly trust?: unknown;
  readonly boundary?: string;
  /** Those that could be read. */
  readonly policies: readonly LivePolicy[];
  /** Whether these are all policies of the role. If not, nothing is said about what it lacks. */
  readonly policiesComplete: boolean;
}

export interface LivePolicy {
  readonly name: string;
  /** Of a managed policy. */
  readonly arn?: string;
  /** Undefined if only its name could be read. */
  readonly document?: unknown;
}

/** The app's log group, and what its newest events say. */
export interface LiveLogs {
  readonly group: string;
  readonly exists: boolean;
  /** Undefined if events never expire. */
  readonly retentionInDays?: number;
  /** In seconds since 1970. Undefined if there is no event. */
  readonly lastEventAt?: number;
  readonly observations: readonly Observation[];
}

export interface LiveEvents {
  readonly observations: readonly Observation[];
  /** In seconds since 1970. */
  readonly since: number;
  /** Whether CloudTrail had more events than were read. */
  readonly more: boolean;
}

/** Something that could not be read. It is never treated as healthy. */
export interface Unseen {
  /** `the policies of the role "web"`. */
  readonly what: string;
  /** `iam:ListRolePolicies`. */
  readonly action: string;
  /** `AccessDenied`, `ThrottlingException`, `the limit of 60 calls`. */
  readonly reason: string;
}
