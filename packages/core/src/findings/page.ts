import type { FindingCode } from "./codes.js";

const pages = new Map<FindingCode, string>();

/** The page that explains a code. */
export function pageOf(code: FindingCode): string {
  let page = pages.get(code);
  if (page === undefined) {
    page = `https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#${code.toLowerCase()}`;
    pages.set(code, page);
  }
  return page;
}
