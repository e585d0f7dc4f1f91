import type { FindingCode } from "./codes.js";

/** The page that explains a code. */
export const pageOf = (code: FindingCode): string =>
  `https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#${code.toLowerCase()}`;
