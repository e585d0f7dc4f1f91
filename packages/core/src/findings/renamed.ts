/** Options that Pulumi's resources take as their third argument: https://www.pulumi.com/docs/iac/concepts/options/ */
const PULUMI_OPTIONS: readonly string[] = [
  "additionalSecretOutputs",
  "aliases",
  "customTimeouts",
  "deleteBeforeReplace",
  "deletedWith",
  "ignoreChanges",
  "parent",
  "protect",
  "providers",
  "replaceOnChanges",
  "retainOnDelete",
  "transformations",
  "transforms",
];

/** In Pulumi an argument of every resource, in CDKTF a property of each construct. */
const thirdArgument = (option: string) =>
  `It is a resource option. In Pulumi, write it in the third argument: new AmplifySsrApp("web", { … }, { ${option} }).`;

/** Properties of the provider, of the tools or of similar libraries that have another name or another place here. */
const RENAMED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PULUMI_OPTIONS.map((option) => [option, thirdArgument(`${option}: …`)])),
  protect: `${thirdArgument("protect: true")} Or write preventDestroy: true, which protects the app in both tools.`,
  provider: thirdArgument("provider"),
  dependsOn: `${thirdArgument("dependsOn: [ … ]")} In CDKTF, add it to the resource: web.app.dependsOn = [ …, table.fqn].`,
  lifecycle:
    "To keep the app from being destroyed, write preventDestroy: true. For other settings, change the resource in CDKTF: web.app.lifecycle = { … }.",
  forEach: "Create one construct for each item, in a loop of TypeScript.",
  count: "Create one construct for each item, in a loop of TypeScript.",
  connection: "It belongs to single resources. In CDKTF, set it on the resource: web.app.connection = { … }.",
  provisioners: "It belongs to single resources. In CDKTF, set it on the resource: web.app.provisioners = [ … ].",
  iamServiceRoleArn: 'Write serviceRole: "<arn>" for an existing role, or serviceRole: { … } for a new one.',
  iamServiceRole: 'Write serviceRole: "<arn>" for an existing role, or serviceRole: { … } for a new one.',
  computeRoleArn: 'Write computeRole: "<arn>" for an existing role, or computeRole: { … } for a new one.',
  customRule: "Write customRules: [ … ].",
  branchName: "Write the name of a branch as its key: branches: { main: { … } }.",
  appId:
    'To import an existing app, write importId: "<id>". For its roles only, use AmplifyServiceRole and AmplifyComputeRole.',
  policies:
    "Write grants: [ … ] for permissions, policyDocuments: [ … ] for policies in JSON, or managedPolicies: [ … ] for ARNs of existing policies.",
  permissions: "Write grants: [ … ].",
  inlinePolicy: "Write policyDocuments: [ … ].",
  inlinePolicies: "Write policyDocuments: [ … ].",
  policy: "Write policyDocuments: [ … ].",
  managedPolicyArns: "Write managedPolicies: [ … ].",
  accountId: 'Write account: "123456789012".',
};

/** What to write instead of a property, if it is known from elsewhere. */
export const renamedProperty = (name: string): string | undefined =>
  Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
