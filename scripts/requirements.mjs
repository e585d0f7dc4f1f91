import { mkdtempSync, readFileSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// No syntax that is newer than Node.js 14: an older Node.js than is needed has to get as far as the message.

/** Ends this process with one line for the person who typed the command. */
export function stop(message) {
  console.error(message);
  process.exit(1);
}

/** Stops where this Node.js is older than the `engines` of package.json in the folder `root` allow. */
export function requireNode(root) {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const [needed, found] = [engines.node.replace(">=", ""), process.versions.node];
  const [[major, minor = 0], [foundMajor, foundMinor]] = [needed, found].map((text) => text.split(".").map(Number));
  if (foundMajor > major || (foundMajor === major && foundMinor >= minor)) return;
  stop(`Node.js ${needed} or newer is needed, and this is ${found}. Install a newer one (${recommended(root)}).`);
}

/** Stops where nothing can be written to the folder for temporary files: most tools keep something there. */
export function requireTemporaryFolder() {
  try {
    rmdirSync(mkdtempSync(join(tmpdir(), "amplify-roles-")));
  } catch (error) {
    const name = process.platform === "win32" ? "TEMP" : "TMPDIR";
    stop(`The temporary folder ${tmpdir()} is not writable (${error.code}). Set ${name} to a folder that is.`);
  }
}

/** The version that contributors use. */
function recommended(root) {
  return readFileSync(join(root, ".node-version"), "utf8").trim();
}
