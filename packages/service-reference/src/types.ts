/** An action of a service. */
export interface ServiceAction {
  /** With its service: `s3:GetObject`. */
  readonly name: string;
  readonly accessLevel: ActionAccessLevel;
  /** The resource types that AWS authorizes it on. Actions with the same types share one array. */
  readonly resourceTypes: readonly ServiceResourceType[];
  /** Whether one of its resource types is part of every request. */
  readonly requiresResource: boolean;
  /** The condition keys of its requests, in addition to the global ones. */
  readonly conditionKeys: readonly ConditionKey[];
}

/** A type of resource of a service. */
export interface ServiceResourceType {
  /** AWS's name for it: `bucket`. */
  readonly name: string;
  /** The format of its ARNs: `arn:${Partition}:s3:::${BucketName}`. */
  readonly arnFormat: string;
  readonly conditionKeys: readonly ConditionKey[];
}

/** A condition key. */
export interface ConditionKey {
  /** `s3:prefix`; with a variable where users choose a part of the name: `aws:ResourceTag/${TagKey}`. */
  readonly name: string;
  /** Undefined where AWS does not document it. */
  readonly type: ConditionKeyType | undefined;
}

export type ConditionKeyType =
  | "String"
  | "ARN"
  | "Bool"
  | "Numeric"
  | "Date"
  | "IPAddress"
  | "ArrayOfString"
  | "ArrayOfARN"
  | "ArrayOfBool";

/** AWS's access levels: `permissions` is "Permissions management". */
export type ActionAccessLevel = "list" | "read" | "write" | "tagging" | "permissions";

/** One service: its actions and condition keys. */
export interface Service {
  /** What its actions start with: `s3`. */
  readonly prefix: string;
  readonly actions: readonly ServiceAction[];
  readonly conditionKeys: readonly ConditionKey[];
  /** The types that its actions are authorized on. */
  readonly resourceTypes: readonly ServiceResourceType[];
  /** The action of that name, in any case: `GetObject`. */
  action(name: string): ServiceAction | undefined;
  /** The service's condition key that a text is the name of, in any case: `s3:prefix`. For global keys see `globalConditionKey`. */
  conditionKey(name: string): ConditionKey | undefined;
}
