import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const source = (path) => fileURLToPath(new URL(`src/${path}.ts`, import.meta.url));

/**
 * The core as few files, since every file that `require` has to find and read takes as long as compiling a large one.
 * Types come from `tsc`. Entries that are loaded apart (the adapters' part, lint) share what they have in common.
 */
export default defineConfig({
  logLevel: "warn",
  ssr: { external: ["@amplify-roles/service-reference"] },
  build: {
    ssr: true,
    target: "node20.9",
    emptyOutDir: false,
    sourcemap: true,
    rollupOptions: {
      input: {
        index: source("index"),
        adapter: source("adapter"),
        lint: source("lint"),
      },
      output: {
        format: "cjs",
        // The sources are in the package.
        sourcemapExcludeSources: true,
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name].js",
        manualChunks: (id) => (/\/src\/(index|adapter|lint)\.ts$/.test(id) ? undefined : "core"),
      },
    },
  },
});
