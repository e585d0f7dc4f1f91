import { fileURLToPath } from "node:url";
import ts from "typescript";
import { defineConfig } from "vite";

const source = (path) => fileURLToPath(new URL(`src/${path}.ts`, import.meta.url));

/**
 * Few files: every file that `require` has to find and read takes as long as compiling a large one. The core is divided
 * by what a program needs. The first chunk whose pattern matches a module has it.
 *
 * `common` and `grants` are what the grant functions need before anything is planned. They load with every program, so
 * they are small.
 */
const CHUNKS = {
  common: paths(
    "aws/(arn|arn-parts|deployment|resource-type|service-name)",
    "findings/(finding|path)",
    "placeholders/(placeholder|origin|this-app|plain-data|stringified)",
    "plan/shared-roles",
    "policy/document",
    "schema/.*",
    "testing/subject",
    "util/(group-by|hash|map-values|memoize|omit-undefined|pick)",
  ),
  denials: paths("(denials|diagnosis)/.*", "explain/access-.*"),
  "policy-rules": paths(
    "policy/(parse|rules)/.*",
    "policy/(lint|lint-text|covers|policy-type)",
    "grants/allow",
    "aws/(additional-condition-keys|arn-template|condition-operators|managed-policies|regions|resource-formats)",
    "aws/(sdk-operations|service-reference)",
  ),
  testing: paths("(evaluate|testing)/(?!arn-shapes).*"),
  plan: paths(
    "(plan|policy|specification)/.*",
    "grants/(expand|not-a-grant|restrictions)",
    "aws/prices",
    "util/shell-quoted",
  ),
  grants: paths("(explain|grants)/.*"),
  // What plans, lint and tests share: messages, secrets, how values are parsed.
  parse: /./,
};

/** By entry and chunk, the chunks that it loads when it first uses them. Others are loaded together with it. */
const LAZY = {
  adapter: ["plan", "parse"],
  // Messages, and the context of a first value.
  common: ["parse"],
  // `explain` plans.
  grants: ["parse", "plan"],
  // A role can have policy documents, and `allow` checks its statement.
  plan: ["policy-rules"],
  // `allow` names the grant function for an action.
  "policy-rules": ["grants"],
};

/** Matches the modules with these paths in `src`. */
function paths(...patterns) {
  return new RegExp(`/src/(${patterns.join("|")})\\.ts$`);
}

function chunkOf(id) {
  if (/\/src\/[^/]+\.ts$/.test(id)) return undefined;
  return Object.entries(CHUNKS).find(([, modules]) => modules.test(id))?.[0];
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
        const required = new RegExp(`^const (\\S+) = (require\\("\\./(?:chunks/)?${lazy}\\.js"\\));$`, "m");
        const name = required.exec(chunk.code)?.[1];
        if (name === undefined) this.error(`The chunk ${chunk.name} does not require ${lazy}`);
        chunk.code = chunk.code
          .replace(required, "const $1 = new Proxy({}, { get: (memo, name) => (memo.chunk ??= $2)[name] });")
          // Node.js finds the names that a module can import from this form.
          .replace(
            new RegExp(`^exports\\.(\\w+) = (${name.replaceAll("$", "\\$")}\\.\\w+);$`, "gm"),
            'Object.defineProperty(exports, "$1", { enumerable: true, get: function () { return $2; } });',
          );
      }
    }
  },
});

/**
 * The doc comments of grants are in the declarations, which editors show. In the bundle they would make files larger, and
 * their characters outside ASCII would double how long a file takes to compile.
 */
const withoutComments = () => ({
  name: "without-comments",
  renderChunk(code) {
    const { outputText, sourceMapText } = ts.transpileModule(code, {
      compilerOptions: { removeComments: true, sourceMap: true, target: "ES2022", module: "ESNext" },
    });
    return { code: outputText.replace(/^\/\/# sourceMappingURL=.*\s*$/m, ""), map: JSON.parse(sourceMapText) };
  },
});

/** The core's bundle. Types come from `tsc`. */
export default defineConfig({
  logLevel: "warn",
  plugins: [withoutComments(), lazyChunks()],
  esbuild: { charset: "ascii" },
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
