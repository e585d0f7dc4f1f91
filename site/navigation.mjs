/**
 * What is on the site, and where in its navigation. Pages are files of the repository: nothing is written twice.
 * An example's page is shown as it is in the folder that people copy.
 */
export const navigation = [
  {
    text: "Start",
    items: [
      { text: "CDKTF", page: "examples/cdktf/new-app/README.md" },
      { text: "CDK Terrain", page: "examples/cdktn/new-app/README.md" },
      { text: "Pulumi", page: "examples/pulumi/new-app/README.md" },
      { text: "How Amplify uses IAM", page: "docs/how-amplify-uses-iam.md" },
    ],
  },
  {
    text: "Guides",
    items: [
      { text: "Logs for a live app", page: "examples/cdktf/existing-app-logs/README.md" },
      { text: "Replace access keys", page: "examples/cdktf/keys-to-roles/README.md" },
      { text: "Roles for branches and previews", page: "docs/branches.md" },
      { text: "Private bucket", page: "examples/cdktf/private-bucket/README.md" },
      { text: "Secrets and parameters at run time", page: "docs/settings.md" },
      { text: "Environment variables", page: "docs/environment-variables.md" },
      { text: "Settings of an app and a container", page: "examples/cdktf/container-settings/README.md" },
      { text: "DynamoDB", page: "docs/dynamodb.md" },
      { text: "Other services and databases", page: "docs/other-services.md" },
      { text: "AppSync from the server", page: "docs/appsync-server.md" },
      { text: "AppSync from browsers", page: "examples/cdktf/appsync-users/README.md" },
      { text: "Custom domain", page: "docs/custom-domain.md" },
      { text: "Monorepo", page: "docs/monorepo.md" },
      { text: "Another account", page: "docs/cross-account.md" },
      { text: "Amplify Gen 2 backend", page: "docs/gen2-backend.md" },
      { text: "Adopt an app", page: "docs/adopt.md" },
      { text: "Rename without loss", page: "docs/renaming.md" },
      { text: "From CDKTF to CDK Terrain", page: "docs/cdktn.md" },
      { text: "Test your permissions", page: "docs/testing.md" },
      { text: "Deploy from CI", page: "docs/deploy-from-ci.md" },
      { text: "State, outputs, deleting", page: "docs/state.md" },
      { text: "The Next.js app of the examples", page: "examples/nextjs-app/README.md" },
    ],
  },
  {
    text: "With Pulumi",
    items: [
      { text: "Logs for a live app", page: "examples/pulumi/existing-app-logs/README.md" },
      { text: "Replace access keys", page: "examples/pulumi/keys-to-roles/README.md" },
      { text: "Private bucket", page: "examples/pulumi/private-bucket/README.md" },
      { text: "Settings of an app and a container", page: "examples/pulumi/container-settings/README.md" },
      { text: "AppSync from browsers", page: "examples/pulumi/appsync-users/README.md" },
    ],
  },
  {
    text: "Reference",
    items: [
      { text: "Grants", page: "docs/grants.md" },
      { text: "Options", page: "docs/options.md" },
      { text: "What is created", page: "docs/resources.md" },
      { text: "Errors and warnings", page: "docs/errors.md" },
      { text: "The command", page: "packages/cli/README.md" },
      { text: "Lint a policy", page: "docs/lint.md" },
      { text: "Who may do what", page: "docs/access.md" },
      { text: "Who may do more after a change", page: "docs/access-diff.md" },
      { text: "The deployer's permissions", page: "docs/deploy-policy.md" },
      { text: "Library for server code", page: "packages/runtime/README.md" },
    ],
  },
  {
    text: "Packages' APIs",
    items: ["cdktf", "cdktn", "pulumi", "core", "cli", "runtime", "service-reference"].map((name) => ({
      text: name === "cli" ? "amplify-roles" : `@amplify-roles/${name}`,
      page: `packages/${name}/API.md`,
    })),
  },
  {
    text: "Operations",
    items: [
      { text: "Troubleshooting by message", page: "docs/troubleshooting.md" },
      { text: "What is wrong with a live app", page: "docs/doctor.md" },
      { text: "Deploys that fail", page: "docs/faults.md" },
      { text: "Every failure that was tried", page: "docs/faults-table.md" },
      { text: "Limits and versions", page: "docs/limits.md" },
      { text: "Frameworks", page: "docs/frameworks.md" },
      { text: "Security model", page: "SECURITY.md" },
      { text: "Alternatives", page: "docs/alternatives.md" },
      { text: "Changes", page: "CHANGELOG.md" },
    ],
  },
];

/** In no list: the English and the Japanese front page. */
const FRONT = { "README.md": "index", "README.ja.md": "ja/index" };

/** Where a page of the repository is on the site: `docs/lint.md` is `lint`. */
export function pathOf(page) {
  if (page in FRONT) return FRONT[page];
  return page
    .replace(/^docs\//, "")
    .replace(/\/README\.md$/, "")
    .replace(/\.md$/, "")
    .toLowerCase();
}

/** Every page of the site, by its file in the repository. */
export const sitePages = new Map(
  [...Object.keys(FRONT), ...navigation.flatMap(({ items }) => items.map(({ page }) => page))].map((page) => [
    page,
    pathOf(page),
  ]),
);
