// `node run.mjs bare`, `node run.mjs command` for one policy, `node run.mjs policies <file>` for all policies of a JSON file.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [variant, file] = process.argv.slice(2);
const start = performance.now();
let count = 0;
if (variant === "command") {
  // A process of its own, as a shell starts it.
  const command = fileURLToPath(new URL("../../packages/cli/dist/main.cjs", import.meta.url));
  execFileSync(process.execPath, [command, "lint", file], { stdio: "ignore" });
} else if (variant === "bare") {
  execFileSync(process.execPath, ["-e", "0"], { stdio: "ignore" });
} else {
  const { lint } = await import("@amplify-roles/core/lint");
  for (const policy of JSON.parse(readFileSync(file, "utf8"))) {
    lint(JSON.stringify(policy));
    count += 1;
  }
}
console.log(JSON.stringify({ total: performance.now() - start, count }));
