import { describeFramework } from "./describe-framework.js";

describeFramework("SvelteKit", { name: "sveltekit", build: ["vite", "build"], serve: () => ["build/index.js"] });

describeFramework("Nuxt", {
  name: "nuxt",
  build: ["nuxt", "build"],
  serve: () => [".amplify-hosting/compute/default/server.js"],
  // Where Amplify expects a server.
  port: 3000,
  route: "/settings",
});

describeFramework("Astro", { name: "astro", build: ["astro", "build"], serve: () => ["dist/server/entry.mjs"] });
