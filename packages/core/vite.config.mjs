import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const source = (path) => fileURLToPath(new URL(`src/${path}.ts`, import.meta.url));

/**
 * Few files: every file that `require` has to find and read takes as long as compiling a large one. The core is divided
 * by what a program needs: grant functions, plans, the rules for policies that come in whole, and tests of permissions.
 */
const CHUNKS = {
  denials: /\/(denials|diagnosis)\/|\/explain\/access-/,
  grants: /\/(grants|explain)\/(?!allow\.ts)/,
  "policy-rules":
    /\/policy\/(parse|rules|lint|covers|policy-type)|\/grants\/allow\.ts|\/aws\/(additional-condition-keys|arn-template|condition-operators|managed-policies|regions|resource-formats|sdk-operations|service-reference)\.ts/,
  testing: /\/src\/(evaluate|testing)\/(?!subject|arn-shapes)/,
  plan: /\/(specification|plan)\/|\/policy\/(?!document\.ts)/,
};

/** By chunk, the chunks that it loads when it first calls them. Others are loaded together with it. */
const LAZY = {
  // `allow` checks its statement, and `explain` plans.
  grants: ["policy-rules", "plan"],
  // A role can have policy documents.
  plan: ["policy-rules"],
  // `allow` names the grant function for an action.
  "policy-rules": ["grants"],
};

function chunkOf(id) {
  if (/\/src\/[^/]+\.ts$/.test(id)) return undefined;
  return Object.entries(CHUNKS).find(([, modules]) => modules.test(id))?.[0] ?? "common";
}

/** Makes the `require` of a lazy chunk wait until one of its exports is used. */
const lazyChunks = () => ({
  name: "lazy-chunks",
  // Last, so that nothing else changes these lines. Source maps stay right, as each line stays a line.
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      // For side effects, which no module has.
      chunk.code = chunk.code.replace(/^require\("[^"]+"\);$/gm, "");
      for (const lazy of LAZY[chunk.name] ?? []) {
        const required = new RegExp(`^const (\\S+) = (require\\("\\./${lazy}\\.js"\\));$`, "m");
        if (!required.test(chunk.code)) this.error(`The chunk ${chunk.name} does not require ${lazy}`);
        chunk.code = chunk.code.replace(
          required,
          "const $1 = new Proxy({}, { get: (memo, name) => (memo.chunk ??= $2)[name] });",
        );
      }
    }
  },
});

/** The core's bundle. Types come from `tsc`. */
export default defineConfig({
  logLevel: "warn",
  plugins: [lazyChunks()],
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
        doctor: source("doctor"),
        lint: source("lint"),
        settings: source("settings"),
        testing: source("testing"),
      },
      // An entry has its own exports only.
      preserveEntrySignatures: "strict",
      // Chunks that load each other lazily import each other.
      onLog: (level, log, handler) => log.code !== "CIRCULAR_CHUNK" && handler(level, log),
      output: {
        format: "cjs",
        // The sources are in the package.
        sourcemapExcludeSources: true,
        // Otherwise entries would load the lazy chunks.
        hoistTransitiveImports: false,
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name].js",
        manualChunks: chunkOf,
      },
    },
  },
});
