import { lint } from "@amplify-roles/core/lint";
import { describe, expect, test } from "vitest";
import { acceptedRows } from "./accepted.js";
import { lintRows } from "./fixtures.js";

describe.each([...Object.entries(lintRows), ...Object.entries(acceptedRows)])("%s:", (_, rows) => {
  test.each(rows.map((row) => [row.what, row] as const))("%s", (_what, { policy, options, expected }) => {
    const findings = lint(policy, options);
    expect(findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual(expected);
    for (const { message, fix } of findings) {
      expect(message).toMatch(/^\S.*\.$/s);
      expect(fix).toMatch(/^\S.*[.?]$/s);
    }
  });
});
