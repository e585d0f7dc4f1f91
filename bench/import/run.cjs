// One import: `node run.cjs <adapter|bindings>`. Says on stdout how long it took, and what it came to.
const { relative, sep } = require("node:path");

const [variant] = process.argv.slice(2);
const start = performance.now();
require(`./${variant}.cjs`);
const total = performance.now() - start;

const marker = `${sep}node_modules${sep}`;
const dependencies = Object.keys(require.cache)
  .filter((file) => file.includes(marker))
  .map((file) => relative(process.cwd(), file))
  .sort();
console.log(JSON.stringify({ total, megabytes: process.resourceUsage().maxRSS / 1024, dependencies }));
