/** What to write instead of properties that people expect in these objects, by the properties' names. */
type Hints = ReadonlyMap<string, string>;

const hints = (...rows: readonly (readonly [names: string, instead: string])[]): Hints =>
  new Map(rows.flatMap(([names, instead]) => names.split(" ").map((name) => [name, instead] as const)));

/** What apps and branches have in common. */
const SHARED = [
  ["grants grant permissions", "Write it in the role of the server code: computeRole: { grants: [ … ] }."],
  [
    "policies policyDocuments managedPolicies managedPolicyArns inlinePolicies",
    "Write it in a role: computeRole: { managedPolicies: [ … ] }, or serviceRole for builds.",
  ],
  ["envVars environment env variables envs environment_variables", "Write environmentVariables: { … }."],
  [
    "basicAuth basicAuthConfig password",
    'Write enableBasicAuth: true and basicAuthCredentials: Buffer.from("user:password").toString("base64").',
  ],
  [
    "domain domains domainName domainAssociation customDomain subDomain subDomains",
    "Create an AmplifyDomainAssociation (in Pulumi aws.amplify.DomainAssociation) with web.app.id and, for its subdomains, web.branches.main.branchName.",
  ],
  [
    "webhook webhooks",
    "Create an AmplifyWebhook (in Pulumi aws.amplify.Webhook) with web.app.id and web.branches.main.branchName.",
  ],
  ["previewEnvironment", 'Write pullRequestEnvironmentName: "pr".'],
] as const;

export const APP_HINTS = hints(
  ...SHARED,
  [
    "logs log logGroup logRetention retentionInDays logRetentionInDays",
    "Write it in the service role, which writes the logs: serviceRole: { logs: { retentionInDays: 30 } }.",
  ],
  ["branch", "Write the branches by name: branches: { main: { … } }."],
  ["role", "Write computeRole: { … } for the server code, or serviceRole: { … } for builds and logs."],
  ["import id", 'Write importId: "<the app\'s id>".'],
  ["protected deletionProtection", "Write preventDestroy: true."],
  ["enablePullRequestPreview", "Write it on a branch: branches: { main: { enablePullRequestPreview: true } }."],
  ["stage framework", "Write it on a branch: branches: { main: { … } }."],
  ["url sourceCodeProvider", 'Write repository: "https://github.com/acme/web".'],
);

export const BRANCH_HINTS = hints(
  ...SHARED,
  ["name", "Write the name of a branch as its key: branches: { main: { … } }."],
  [
    "logs log logGroup logRetention retentionInDays",
    "All branches write to the app's log group. Write it in the app's service role: serviceRole: { logs: { retentionInDays: 30 } }.",
  ],
  ["serviceRole", "Builds of all branches use the app's service role. Write it on the app."],
  ["role", "Write computeRole: { … }."],
);

export const ROLE_HINTS = hints(
  ["arn", "For an existing role, write its ARN itself instead of the object."],
  ["roleName", "Write name."],
  [
    "trustPolicy assumeRolePolicy assumedBy trustedService principal",
    "The role trusts Amplify and nobody else. Create a role for another service with the tool itself.",
  ],
  [
    "statements statement actions resources",
    "Write grants: [allow({ actions: [ … ], resources: [ … ] })], or policyDocuments: [ … ].",
  ],
  ["retentionInDays logGroup logRetention", "Write it in the service role: logs: { retentionInDays: 30 }."],
  ["boundary", "Write permissionsBoundary."],
);
