import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { stop } from "./requirements.mjs";

const CLI = "node_modules/npm/bin/npm-cli.js";

/** What npm prints where the registry cannot be reached. */
const NETWORK =
  /^(ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|ENOTCACHED|EPROTO|CERT_|E5\d\d)/;

/**
 * Runs npm in the folder `cwd`, and gives what it printed to standard output; with `show`, that is shown instead. Where
 * npm fails, this process ends with one line that says why. npm is run by this Node.js and without a shell, so that an
 * argument may have spaces on Windows as well.
 */
export function npm(args, { cwd, show = false }) {
  const command = findNpm();
  if (command === undefined)
    stop("npm is not installed. It comes with Node.js: install that again, or put npm on the PATH.");
  const run = (...more) =>
    spawnSync(command[0], [...command.slice(1), ...args, ...more, "--loglevel=error"], {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", show ? "inherit" : "pipe", "pipe"],
      maxBuffer: 2 ** 26,
    });
  let ended = run();
  if (ended.status !== 0 && isCacheUnwritable(ended, cwd)) {
    console.log("npm cannot write to its cache, and uses a temporary one.");
    const cache = fs.mkdtempSync(join(tmpdir(), "amplify-roles-npm-"));
    ended = run(`--cache=${cache}`);
    fs.rmSync(cache, { recursive: true, force: true });
  }
  if (ended.error !== undefined) stop(`npm cannot be started: ${ended.error.code}.`);
  if (ended.status !== 0) stop(`npm ${args[0]} failed. ${explain(ended.stderr, cwd)}`);
  return ended.stdout;
}

/** The command that starts npm: the npm that runs this script, else the one of this Node.js, else the first on the PATH. */
function findNpm() {
  const { npm_execpath: running = "", PATH, Path = "" } = process.env;
  const folder = dirname(process.execPath);
  const onPath = (PATH === undefined ? Path : PATH).split(delimiter).filter((path) => path !== "");
  const programs = [
    running,
    join(folder, CLI),
    join(folder, "../lib", CLI),
    ...onPath.flatMap((path) => [join(path, CLI), join(path, "npm"), join(path, "npm.exe")]),
  ];
  for (const program of programs) {
    if (program === "" || !fs.existsSync(program)) continue;
    const target = fs.realpathSync(program);
    if (basename(target) === "npm-cli.js") return [process.execPath, target];
    // Not what npm brings, but what a version manager puts there. Another package manager's own program is no npm.
    const startable = process.platform !== "win32" || program.endsWith(".exe");
    if (startable && program !== running) return [program];
  }
  return undefined;
}

/** Whether npm was refused a file outside of the folder that it works on. */
function isCacheUnwritable({ stderr = "" }, cwd) {
  const path = field(stderr, "path");
  return /^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR)$/.test(field(stderr, "code")) && path !== "" && !path.startsWith(cwd);
}

/** One line on why npm failed and what to do. npm itself prints a page, in some cases with a stack trace. */
function explain(stderr, cwd) {
  const code = field(stderr, "code");
  const path = field(stderr, "path");
  const invalid = /npm (?:error|ERR!) ((?:Invalid|Missing): .*)/.exec(stderr);
  if (NETWORK.test(code)) {
    return `The package registry cannot be reached (${code}). Check the network and npm's proxy settings, and try again.`;
  }
  if (code === "EUSAGE") {
    const why =
      invalid === null ? "package-lock.json is missing or damaged" : `package-lock.json is out of date (${invalid[1]})`;
    return `${why}. Run \`npm install --package-lock-only\`, and commit package-lock.json.`;
  }
  if (code === "ENOSPC") return "The disk is full.";
  if (code === "EINTEGRITY") {
    return "A package is not the one that package-lock.json describes (EINTEGRITY). Run `npm cache clean --force`, and try again.";
  }
  if (/^(EACCES|EPERM|EROFS)$/.test(code)) return `${path === "" ? cwd : path} is not writable (${code}).`;
  const [first = "It printed no reason"] = stderr
    .split("\n")
    .filter((line) => !/^npm (error|ERR!) (code|errno|syscall|path) /.test(line))
    .map((line) => line.replace(/^npm (error|ERR!) ?/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("at "));
  return `${first.replace(/\.$/, "")}${code === "" ? "" : ` (${code})`}.`;
}

/** What follows `npm error <name>`; npm 10 and older print ERR!. */
function field(stderr, name) {
  const found = new RegExp(`^npm (?:error|ERR!) ${name} (.+)$`, "m").exec(stderr);
  return found === null ? "" : found[1].trim();
}
