import { describe, expect, test } from "vitest";
import { codes } from "../../packages/core/src/findings/codes.js";
import { article, codeList, counted, describeValue, grouped, quoted } from "../../packages/core/src/findings/text.js";
import { lint } from "../../packages/core/src/policy/lint.js";
import { badInput } from "./bad-input/index.js";
import { accessKeyId, secretKey, temporaryKeyId } from "./bad-input/rows.js";
import { lintRows } from "./lint/fixtures.js";
import { rows, tables } from "./messages/index.js";
import { reportedBy } from "./support/plans.js";

describe("every code", () => {
  test("has rows with its exact messages, and every row has a code", () => {
    expect([...new Set(rows.map(({ code }) => code))].sort()).toEqual(Object.keys(codes).sort());
  });

  test("is in one table", () => {
    const all = tables.flatMap((table) => Object.keys(table));
    expect(all.filter((code, index) => all.indexOf(code) !== index)).toEqual([]);
  });
});

describe("a finding has exactly this text", () => {
  test.each(rows)("$code: $message", ({ code, report, severity, message, fix, parameters }) => {
    const found = report().find((finding) => finding.code === code);
    expect(found).toMatchObject({ code, severity, message, fix });
    expect(found?.parameters).toEqual(parameters);
  });
});

/** All findings that the tests of bad input and of `lint` produce. */
const findings = [
  ...rows.flatMap(({ report }) => report()),
  ...Object.values(badInput).flatMap((group) => group.flatMap(([, plan]) => reportedBy(plan))),
  ...Object.values(lintRows).flatMap((group) => group.flatMap(({ policy, options }) => lint(policy, options))),
];
const messagesAndFixes = [...new Set(findings.flatMap(({ message, fix }) => [message, fix]))];
const causesAndFixes = Object.values(codes).flatMap(({ cause, fix }) => [cause, fix]);
const sentences = [...messagesAndFixes, ...causesAndFixes];

/** The text without what it quotes: names, ARNs and code. */
const prose = (text: string) => text.replace(/"[^"]*"|`[^`]*`|\{[^}]*\}|https:\S+/g, "_");

describe("every message, fix and cause", () => {
  test("is one of more than 400", () => expect(sentences.length).toBeGreaterThan(400));

  test("ends like a sentence", () => {
    expect(messagesAndFixes.filter((text) => !/^\S.*[.?]$/s.test(text))).toEqual([]);
    expect(findings.filter(({ message }) => !message.endsWith("."))).toEqual([]);
    expect(causesAndFixes.filter((text) => !/^[A-Z`"].*(\.|\/\S+)$/s.test(text))).toEqual([]);
  });

  test("has the right article", () => {
    const wrong = sentences.flatMap((text) =>
      [...prose(text).matchAll(/\b(an?) ([A-Za-z0-9][\w-]*)/gi)].flatMap(([found, , noun = ""]) =>
        found.toLowerCase() === article(noun).toLowerCase() ? [] : [`${found}: ${text}`],
      ),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    /\bstands?\b/,
    /\b(is|are|of) none\b/,
    /\bthere (is|are) not\b/,
    /\btakes? (away|nowhere|no|none)\b/,
    /\b(taken|took) (away|over|apart)\b/,
    /\banew\b/,
    /\bof (yours|its own making)\b/,
    /\balike\b/,
    /\bbeside\b/,
    /\blest\b/,
    /\blate\b/,
    /\bmend\b/,
    /\bmistakes?\b/,
    /\bwith what\b/,
    /\b(for ever|in force|by hand)\b/, // allow-word
    /\bcures?\b/,
    /\bcatalogue\b/,
    /\b(author|minim|recogn|organ|normal)is(e|es|ed|ing|ation)\b/,
    /\bknown (later|at deploy)\b/,
  ])("does not contain %s", (phrase) => {
    expect(sentences.filter((text) => new RegExp(phrase, "i").test(prose(text)))).toEqual([]);
  });
});

test("no finding repeats a secret, in its text or in its parameters", () => {
  const text = JSON.stringify(findings);
  for (const secret of [accessKeyId, temporaryKeyId, secretKey]) expect(text).not.toContain(secret);
});

describe("the parts of messages", () => {
  test.each([
    ["user", "a user"],
    ["unique name", "a unique name"],
    ["URL", "a URL"],
    ["unresolved value", "an unresolved value"],
    ["ARN", "an ARN"],
    ["IAM role", "an IAM role"],
    ["S3 bucket", "an S3 bucket"],
    ["s3 bucket", "an s3 bucket"],
    ["SQS queue", "an SQS queue"],
    ["SNS topic", "an SNS topic"],
    ["SESv2 identity", "an SESv2 identity"],
    ["KMS key", "a KMS key"],
    ["HTTP API", "an HTTP API"],
    ["SAML provider", "a SAML provider"],
    ["X-Ray trace", "an X-Ray trace"],
    ["Amplify app", "an Amplify app"],
    ["DynamoDB table", "a DynamoDB table"],
    ["Lambda function", "a Lambda function"],
    ["hour", "an hour"],
    ["8-digit id", "an 8-digit id"],
    ["one-time token", "a one-time token"],
    ['"s3:prefix" key', 'an "s3:prefix" key'],
  ])("article: %s", (noun, expected) => expect(article(noun)).toBe(expected));

  test.each([
    [undefined, "undefined"],
    [null, "null"],
    [5, "the number 5"],
    [10n, "the bigint 10"],
    [true, "the boolean true"],
    ["x", "a string"],
    ["12", 'the string "12"'],
    [[1], "an array"],
    [() => 1, "a function"],
    [Symbol("x"), "a symbol"],
    [{}, "an object"],
  ])("describeValue: %s", (value, expected) => expect(describeValue(value)).toBe(expected));

  test("quoted shortens a string, and escapes what cannot be printed", () => {
    expect(quoted('a"\n')).toBe('"a\\"\\n"');
    expect(quoted("x".repeat(120))).toBe(`"${"x".repeat(120)}"`);
    expect(quoted("x".repeat(121))).toBe(`"${"x".repeat(117)}…"`);
    expect(quoted("arn:\uE000unresolved:0\uE001")).toBe('"arn:<known only after deploy>"');
  });

  test("lists and numbers read as in a sentence", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((words) => codeList(words))).toEqual([
      "",
      "a",
      "a or b",
      "a, b or c",
    ]);
    expect([0, 999, 1_000, 10_240, 1_234_567, 0.5].map(grouped)).toEqual([
      "0",
      "999",
      "1,000",
      "10,240",
      "1,234,567",
      "0.5",
    ]);
    expect([counted(1, "character"), counted(6_144, "character")]).toEqual(["1 character", "6,144 characters"]);
  });
});
