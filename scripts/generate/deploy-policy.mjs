import { require as load } from "tsx/cjs/api";

const of = (path) => load(`../../test/studies/deploy-policy/${path}.ts`, import.meta.url);
const { deployPolicyFiles } = of("page");
const { readRecorded, readRemovals } = of("recorded");

/** docs/deploy-policy.md and .json, of what real runs were authorized for: test/studies/deploy-policy. */
export function files() {
  return deployPolicyFiles(readRecorded(), readRemovals());
}
