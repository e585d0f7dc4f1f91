import { runnerImport } from "vite";
import { beside } from "../measure.mjs";

/** A module of what the end-to-end tests are supported by, which is TypeScript. */
export async function support(path) {
  const { module } = await runnerImport(beside(import.meta.url, `../../test/e2e/${path}`), {
    logLevel: "error",
  });
  return module;
}
