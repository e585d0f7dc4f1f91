/** One synthesis of the demo: `node run.mjs <core|cdktf> [output folder]`. Says on stdout how long it took, once loaded. */
const [variant, outdir] = process.argv.slice(2);
const { synthesize } = await import(`./${variant}.mjs`);

const start = performance.now();
synthesize(outdir);
console.log(JSON.stringify({ total: performance.now() - start }));
