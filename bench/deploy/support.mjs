import { runnerImport } from "vite";
import { fileNextTo } from "../measure.mjs";

/** A module of what the end-to-end tests are supported by, which is TypeScript. */
export async function support(path) {
  const { module } = await runnerImport(fileNextTo(import.meta.url, `../../test/e2e/${path}`), {
    logLevel: "error",
  });
  return module;
}
