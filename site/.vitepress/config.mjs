import { defineConfig } from "vitepress";
import { navigation, pathOf } from "../navigation.mjs";
import { slugify } from "../pages.mjs";

const link = (page) => `/${pathOf(page)}`;
const REPOSITORY = "https://github.com/amplify-roles/amplify-roles";

/** A shield: nothing is loaded for it. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#3451b2" d="M8 1l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V3z"/></svg>`;

export default defineConfig({
  title: "amplify-roles",
  description: "The IAM of server-rendered apps on AWS Amplify Hosting, for Terraform and Pulumi",
  srcDir: ".pages",
  base: process.env.SITE_BASE ?? "/",
  cleanUrls: true,
  lastUpdated: false,
  head: [["link", { rel: "icon", href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],
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
