import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { navigation, sitePages } from "../../site/navigation.mjs";
import { siteLink, siteText, slugify } from "../../site/pages.mjs";
import { root } from "../support/repository.js";
import { anchorsOf, linksOf, readPage } from "./support/pages.js";

const REPOSITORY = "https://github.com/amplify-roles/amplify-roles/";

/** What readers ask, from public issues, and the page that answers, with a word that the answer has to have. */
const QUESTIONS: readonly (readonly [question: string, page: string, answer: RegExp])[] = [
  ["How does server code call AWS without access keys?", "examples/cdktf/keys-to-roles/README.md", /new S3Client\(\)/],
  [
    "The service role has the permission; why CredentialsProviderError?",
    "docs/how-amplify-uses-iam.md",
    /never runs as/,
  ],
  ["Where are the SSR logs?", "examples/cdktf/existing-app-logs/README.md", /\/aws\/amplify\/<app id>/],
  ["How do I enable SSR logs for an app that exists?", "examples/cdktf/existing-app-logs/README.md", /update-app/],
  ["How long are logs kept?", "docs/options.md", /retentionInDays/],
  ["Why is process.env.X undefined at run time?", "docs/environment-variables.md", /\.env\.production/],
  ["How do I read a secret at run time?", "docs/settings.md", /loadSettings/],
  ["What are Amplify's secrets against Parameter Store?", "docs/environment-variables.md", /\/amplify\/<app id>/],
  ["Unable to assume specified IAM Role, with a correct trust policy", "docs/troubleshooting.md", /Unable to assume/],
  ["What is the compute role's trust policy?", "docs/troubleshooting.md", /## Trust policies/],
  ["What is the minimum for the service role?", "README.md", /CreateLogStream/],
  ["What must the deployer be allowed to do?", "docs/deploy-policy.md", /deploy-policy\.json/],
  ["A different role for each branch?", "docs/branches.md", /computeRole/],
  ["Which role do previews get; is it safe?", "docs/branches.md", /Is it safe/],
  ["Does Terraform support the compute role, on branches too?", "docs/branches.md", /Cloud Control/],
  ["Why does the plan replace my app?", "docs/troubleshooting.md", /The plan replaces the app/],
  ["How do I bring a console app under code?", "docs/adopt.md", /importId/],
  ["When does a role take effect?", "docs/how-amplify-uses-iam.md", /when a change takes effect/],
  ["Can SSR reach RDS in a VPC?", "docs/other-services.md", /VPC/],
  ["Is there a static outbound IP?", "docs/other-services.md", /static outbound IP/],
  ["A private bucket: show, presigned URLs", "examples/cdktf/private-bucket/README.md", /presigned/],
  ["DynamoDB: indexes, one user's rows", "docs/dynamodb.md", /leadingKeys/],
  ["AppSync with IAM answers Unauthorized", "docs/troubleshooting.md", /AppSync answers `Unauthorized`/],
  ["How does server code sign an AppSync request?", "docs/appsync-server.md", /SignatureV4/],
  ["SES, SNS, Bedrock from SSR", "docs/other-services.md", /bedrock\.invoke/],
  ["The build fails with AccessDenied, though run time works", "docs/troubleshooting.md", /BuildSession/],
  ["Do Nuxt, SvelteKit and Astro work?", "docs/frameworks.md", /SvelteKit/],
  ["An app with a Gen 2 backend, BootstrapDetectionError", "docs/gen2-backend.md", /BootstrapDetectionError/],
  ["CDKTF is archived: what now?", "docs/cdktn.md", /archived/],
  ["Why this and not aws-cdk, SST or HCL?", "docs/alternatives.md", /SST/],
];

it.each(QUESTIONS)("%s", (_question, page, answer) => {
  expect([...sitePages.keys()]).toContain(page);
  expect(readPage(page)).toMatch(answer);
});

it("answers the thirty questions", () => expect(QUESTIONS).toHaveLength(30));

describe("the navigation", () => {
  const pages = navigation.flatMap(({ items }) => items.map(({ page }) => page));

  it("has every page of docs, every example and every package's API once", () => {
    const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
    const examples = ["cdktf", "cdktn", "pulumi"].flatMap((tool) =>
      readdirSync(join(root, "examples", tool)).map((name) => `examples/${tool}/${name}/README.md`),
    );
    const apis = readdirSync(join(root, "packages")).map((name) => `packages/${name}/API.md`);
    expect(pages).toEqual(expect.arrayContaining([...docs.map((name) => `docs/${name}`), ...examples, ...apis]));
    expect(new Set(pages).size).toBe(pages.length);
  });

  it("links to files that exist, each at an address of its own", () => {
    expect(pages.filter((page) => !existsSync(join(root, page)))).toEqual([]);
    expect(new Set(sitePages.values()).size).toBe(sitePages.size);
  });

  it("has sections for those who start, have a goal, look something up, or run it", () => {
    expect(navigation.map(({ text }) => text)).toEqual(
      expect.arrayContaining(["Start", "Guides", "Reference", "Operations"]),
    );
  });
});

describe("links on the site", () => {
  const bySitePath = new Map([...sitePages].map(([page, path]) => [`/${path.replace(/(^|\/)index$/, "$1")}`, page]));

  it.each([...sitePages.keys()])("of %s lead to a page and a heading, or to a file on GitHub", (page) => {
    for (const target of linksOf(siteText(root, page))) {
      if (/^[a-z]+:/.test(target)) {
        const file = /^https:\S+?\/(?:tree|blob)\/main\/([^#]+)/.exec(target)?.[1];
        if (target.startsWith(REPOSITORY) && file !== undefined)
          expect(existsSync(join(root, file)), target).toBe(true);
        continue;
      }
      if (target.endsWith(".svg")) continue;
      const [path = "", anchor] = target.split("#");
      const linked = path === "" ? page : bySitePath.get(path);
      if (linked === undefined) throw new Error(`${page} links to ${target}`);
      if (anchor !== undefined) expect([...anchorsOf(readPage(linked))], target).toContain(anchor);
    }
  });

  it("are rewritten in text, and left alone in code", () => {
    const text =
      "[a](lint.md#x) [b](../examples/nextjs-app) [c](https://aws.com) [d](deploy-policy.json)\n```ts\n[e](lint.md)\n```\n";
    expect(siteText(root, "docs/access.md", text)).toBe(
      `[a](/lint#x) [b](/examples/nextjs-app) [c](https://aws.com) [d](${REPOSITORY}blob/main/docs/deploy-policy.json)\n\`\`\`ts\n[e](lint.md)\n\`\`\`\n`,
    );
    expect(() => siteLink(root, "docs/access.md", "nothing.md")).toThrow("docs/access.md links to nothing.md");
  });

  it("have GitHub's anchors", () => {
    for (const page of ["docs/errors.md", "docs/troubleshooting.md", "docs/grants.md"])
      for (const [, heading = ""] of readPage(page).matchAll(/^## ([\w ?.-]+)$/gm))
        expect([...anchorsOf(readPage(page))]).toContain(slugify(heading));
  });
});

it("the site's dependencies are its own, so that a clone does not install them", () => {
  const workspace = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(workspace.workspaces).not.toContain("site");
  expect(Object.keys(workspace.devDependencies)).not.toContain("vitepress");
  const lock = JSON.parse(readFileSync(join(root, "site/package-lock.json"), "utf8"));
  expect(lock.packages["node_modules/vitepress"].version).toBe("1.6.4");
});
