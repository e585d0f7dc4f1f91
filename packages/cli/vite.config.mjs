import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const source = (path) => fileURLToPath(new URL(`src/${path}.ts`, import.meta.url));

/** What every run of `lint` needs: one file, as each one that Node.js has to find and read takes as long as linting. */
const ALWAYS =
  /\/src\/((main|output|version|usage|util|lint)|lint\/(files|lint-file|formats|found-policy|json-tree|position))\.ts$/;

/** Commands that Node.js loads as `tsc` compiles them. */
const COMPILED = /^\.\/(access-diff|adopt|doctor|explain|moves|settings)\.js$/;

/**
 * The command as CommonJS, which Node.js starts sooner than modules. `tsc` compiles the modules themselves.
 */
export default defineConfig({
  logLevel: "warn",
  ssr: { external: true },
  build: {
    ssr: true,
    target: "node20.9",
    outDir: "dist",
    emptyOutDir: false,
    minify: "esbuild",
    rollupOptions: {
      input: { main: source("main") },
      external: (id) => COMPILED.test(id) || /^(node:|@amplify-roles\/|@cdktn\/|yaml$)/.test(id),
      output: {
        format: "cjs",
        entryFileNames: "[name].cjs",
        chunkFileNames: "[name].cjs",
        manualChunks: (id) => (ALWAYS.test(id) ? "main" : undefined),
      },
    },
  },
});
