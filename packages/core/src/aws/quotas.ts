/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html; sizes in characters. */
export const quotas = {
  /** All inline policies of a role together. */
  inlinePolicies: 10_240,
  /** One customer-managed policy. */
  managedPolicy: 6_144,
  /** A role's trust policy, unless the account's quota has been raised. */
  trustPolicy: 2_048,
  /** A bucket policy, in bytes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
  resourcePolicy: 20_480,
  /** Managed policies attached to one role, unless the account's quota has been raised. */
  managedPoliciesPerRole: 10,
  roleName: 64,
  rolePath: 512,
  policyName: 128,
  description: 1_000,
  /** Seconds. */
  shortestSession: 3_600,
  longestSession: 43_200,
} as const;
