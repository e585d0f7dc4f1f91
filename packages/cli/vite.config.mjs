import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const source = (path) => file(`src/${path}.ts`);

const REFERENCE = "../service-reference/src/index.ts";

/**
 * What every run of `lint` needs: one file, as each one that Node.js has to find and read takes as long as linting. The
 * rules of the core, and the reader of the service reference, are in it.
 */
const ALWAYS =
  /\/cli\/src\/((command|output|usage|util|lint)|lint\/(files|file-report|lint-file|formats|found-policy|json-tree|position|reference-folder))\.ts$|\/packages\/(core|service-reference)\/src\//;

/** Commands that Node.js loads as `tsc` compiles them. */
const COMPILED = /^\.\/(access-diff|adopt|doctor|explain|moves|settings)\.js$/;

/** The data of the service reference stay in its package, which is released more often. */
const dataInPackage = {
  name: "data-in-package",
  transform: (code, id) =>
    id.endsWith("/service-reference/src/index.ts")
      ? `import { referenceFolder } from ${JSON.stringify(source("lint/reference-folder"))};\n${code.replace('join(__dirname, "..")', "referenceFolder()")}`
      : undefined,
};

/** What the code cache of the command belongs to: see `src/code-cache.ts`. */
const digestOfCommand = {
  name: "digest-of-command",
  generateBundle: (_options, bundle) => {
    const digest = createHash("sha256").update(bundle["command.cjs"].code).digest("hex");
    const main = bundle["main.cjs"];
    main.code = main.code.replace("DIGEST_OF_COMMAND", digest);
  },
};

/**
 * The command as CommonJS, which Node.js starts sooner than modules. `tsc` compiles the modules themselves.
 */
export default defineConfig({
  logLevel: "warn",
  plugins: [dataInPackage, digestOfCommand],
  resolve: {
    alias: {
      "@amplify-roles/core/lint": file("../core/src/lint.ts"),
      "@amplify-roles/service-reference": file(REFERENCE),
    },
  },
  ssr: { external: true },
  // A file with other characters takes twice as long to compile.
  esbuild: { charset: "ascii" },
  build: {
    ssr: true,
    target: "node20.9",
    outDir: "dist",
    emptyOutDir: false,
    minify: "esbuild",
    rollupOptions: {
      input: { main: source("main"), command: source("command") },
      external: (id) => COMPILED.test(id) || /^(node:|@cdktn\/|yaml$)/.test(id),
      treeshake: { moduleSideEffects: (id) => /\/cli\/src\/(main|command)\.ts$/.test(id) },
      output: {
        format: "cjs",
        entryFileNames: "[name].cjs",
        chunkFileNames: "[name].cjs",
        manualChunks: (id) => (ALWAYS.test(id) ? "command" : undefined),
      },
    },
  },
});
