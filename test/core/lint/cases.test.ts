import { readFileSync } from "node:fs";
import { lint, type PolicyType } from "@amplify-roles/core/lint";
import { describe, expect, test } from "vitest";

/** One line of cases.jsonl. */
interface Case {
  /** A known problem needs a finding, a control has no error, a check of Access Analyzer needs a finding. */
  readonly set: "known" | "control" | "accessAnalyzer";
  /** What is wrong, or what the policy is; or the name of the check. */
  readonly name: string;
  /** The public report. */
  readonly source?: string;
  readonly type?: PolicyType;
  /** The code that one of the findings has. Default: any. */
  readonly code?: string;
  /** How often the statement is repeated, with `{index}` as its number. */
  readonly repeat?: number;
  readonly policy: unknown;
}

const cases = readFileSync(new URL("cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

function policyOf({ policy, repeat }: Case): unknown {
  if (repeat === undefined) return policy;
  const { Statement, ...document } = policy as { readonly Statement: object };
  const text = JSON.stringify(Statement);
  const numbered = (index: number) => JSON.parse(text.replaceAll("{index}", String(index).padStart(4, "0")));
  return { ...document, Statement: Array.from({ length: repeat }, (_, index) => numbered(index)) };
}

const findingsOf = (one: Case) =>
  lint(policyOf(one), one.type === undefined ? {} : { type: one.type }).map(
    ({ severity, code, path, message }) => `${severity} ${code} ${path}: ${message}`,
  );
const rows = (set: Case["set"]) => cases.filter((one) => one.set === set).map((one) => [one.name, one] as const);

describe("a known problem is found:", () => {
  test.each(rows("known"))("%s", (_, one) => expect(findingsOf(one)).not.toEqual([]));
});

describe("a policy that works has no error:", () => {
  test.each(rows("control"))("%s", (_, one) => {
    expect(findingsOf(one).filter((finding) => finding.startsWith("error"))).toEqual([]);
  });
});

describe("Access Analyzer's check is covered:", () => {
  test.each(rows("accessAnalyzer"))("%s", (_, one) => {
    expect(findingsOf(one)).not.toEqual([]);
    if (one.code !== undefined) expect(findingsOf(one)).toContainEqual(expect.stringContaining(` ${one.code} `));
  });
});
