import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const source = (path) => fileURLToPath(new URL(`src/${path}.ts`, import.meta.url));

/**
 * The core as few files, since every file that `require` has to find and read takes as long as compiling a large one.
 * Types come from `tsc`. Entries that are loaded apart (lint, explain, the command) share what they have in common.
 */
export default defineConfig({
  logLevel: "warn",
  build: {
    ssr: true,
    target: "node20.9",
    emptyOutDir: false,
    sourcemap: true,
    rollupOptions: {
      input: {
        index: source("index"),
        "cli/main": source("cli/main"),
        "explain/index": source("explain/index"),
        "lint/index": source("lint/index"),
      },
      output: {
        format: "cjs",
        // The sources are in the package.
        sourcemapExcludeSources: true,
        entryFileNames: "[name].js",
        // One folder below dist, as sources are below src: the catalogue is found from both.
        chunkFileNames: "chunks/[name].js",
        manualChunks: (id) => (/\/src\/(cli|explain)\/|\/index\.ts$/.test(id) ? undefined : "core"),
      },
    },
  },
});
