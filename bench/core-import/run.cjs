// One import over bare Node: `node run.cjs <bare|core|adapter|lint>`. Prints how long it took, and which files it loaded.
const MODULES = {
  bare: [],
  core: ["@amplify-roles/core"],
  // What a program loads with @amplify-roles/cdktf or @amplify-roles/pulumi.
  adapter: ["@amplify-roles/core", "@amplify-roles/core/adapter"],
  lint: ["@amplify-roles/core/lint"],
};

const [variant] = process.argv.slice(2);
const start = performance.now();
for (const name of MODULES[variant]) require(name);
const total = performance.now() - start;
const files = Object.keys(require.cache).filter((file) => file !== __filename);
console.log(JSON.stringify({ total, files }));
