import { defineConfig } from "vitepress";
import { navigation, pathOf } from "../navigation.mjs";
import { slugify } from "../pages.mjs";

const link = (page) => `/${pathOf(page)}`;
const REPOSITORY = "https://github.com/amplify-roles/amplify-roles";

export default defineConfig({
  title: "amplify-roles",
  description: "The IAM of server-rendered apps on AWS Amplify Hosting, for Terraform and Pulumi",
  srcDir: ".pages",
  base: process.env.SITE_BASE ?? "/",
  cleanUrls: true,
  lastUpdated: false,
  // A link to nothing fails the build.
  ignoreDeadLinks: false,
  locales: {
    root: { label: "English", lang: "en-US" },
    ja: { label: "日本語", lang: "ja" },
  },
  markdown: { anchor: { slugify } },
  themeConfig: {
    nav: [
      { text: "Start", link: link("examples/cdktf/new-app/README.md") },
      { text: "Grants", link: link("docs/grants.md") },
      { text: "Options", link: link("docs/options.md") },
      { text: "Troubleshooting", link: link("docs/troubleshooting.md") },
    ],
    sidebar: navigation.map(({ text, items }) => ({
      text,
      collapsed: ["With Pulumi", "Packages' APIs"].includes(text),
      items: items.map((item) => ({ text: item.text, link: link(item.page) })),
    })),
    outline: { level: [2, 3] },
    search: { provider: "local" },
    socialLinks: [{ icon: "github", link: REPOSITORY }],
    editLink: {
      // Sent to the browser as text, so it uses nothing from around it.
      pattern: ({ frontmatter }) => `https://github.com/amplify-roles/amplify-roles/edit/main/${frontmatter.source}`,
      text: "Edit this page",
    },
    footer: { message: "Apache-2.0" },
  },
});
