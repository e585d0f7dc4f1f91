import type { ErrorCode } from "./codes.js";

/** Where a code is explained. */
export const pageOf = (code: ErrorCode): string =>
  `https://github.com/amplify-roles/amplify-roles/blob/main/docs/errors.md#${code.toLowerCase()}`;
