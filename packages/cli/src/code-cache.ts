import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { dirname } from "node:path";
import vm from "node:vm";

/** The parameters that Node.js gives a CommonJS module. */
const WRAPPER = ["(function (exports, require, module, __filename, __dirname) { ", "\n})"] as const;

/**
 * Runs a CommonJS module with V8's code cache: compiling the command takes longer than what it does with one policy. The
 * cache is in a file next to the module. Who can write there can change the module itself, which is not true of a folder
 * for temporary files.
 *
 * NODE_DISABLE_COMPILE_CACHE=1 switches it off, as for Node.js's own cache, which has only what is compiled at the start.
 * https://v8.dev/blog/code-caching-for-devs
 *
 * @param file the module, in ASCII. It cannot use `import()`
 * @param digest of the module: a cache of another one is not used
 * @param save whether to write the cache, if there is no valid one. It contains the functions that this run calls
 */
export function requireWithCodeCache<T>(file: string, digest: string, save: boolean): T {
  const require = createRequire(file);
  if ((process.env.NODE_DISABLE_COMPILE_CACHE ?? "") !== "") return require(file);
  const cache = `${file}.cache`;
  const cachedData = readCache(cache, digest);
  const script = new vm.Script(`${WRAPPER[0]}${readFileSync(file, "latin1")}${WRAPPER[1]}`, {
    filename: file,
    columnOffset: -WRAPPER[0].length,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module = new Module(file);
  module.filename = file;
  // The module's other files require it.
  require.cache[file] = module;
  script.runInThisContext()(module.exports, require, module, file, dirname(file));
  module.loaded = true;
  if (save && (cachedData === undefined || script.cachedDataRejected === true))
    process.once("exit", () => writeCache(cache, digest, script.createCachedData()));
  return module.exports;
}

/** V8 itself checks its version, its flags, and the length of the source. */
function readCache(cache: string, digest: string): Buffer | undefined {
  try {
    const content = readFileSync(cache);
    return content.toString("latin1", 0, digest.length) === digest ? content.subarray(digest.length) : undefined;
  } catch {
    return undefined;
  }
}

/** Renamed when it is complete, as other processes may read it. A folder that is read-only has no cache. */
function writeCache(cache: string, digest: string, data: Buffer): void {
  const temporary = `${cache}.${process.pid}`;
  try {
    writeFileSync(temporary, digest);
    appendFileSync(temporary, new Uint8Array(data));
    renameSync(temporary, cache);
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // Nothing was written.
    }
  }
}
