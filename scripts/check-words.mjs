/**
 * Fails where the project's own text uses a word or a phrase that CONTRIBUTING.md's glossary replaces.
 * cspell checks the spelling; this checks the vocabulary.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./steps.mjs";

/** The phrase, and what to write. A line that needs the word ends with `allow-word`. */
const REPLACED = [
  [/\bis(Wholly)?Late\b|\blate(Marker|Text|Key|Structure|Value)s?\b/, "unresolved"],
  [/\blate[A-Z]\w*\b/, "unresolved"],
  [/\b(const|let|readonly) places?\b/, "path, deployment, position"],
  [/\b(BAD|NOT_A)_(FLAG|TEXT|COUNT|LIST|JSON|ARN_KIND)\b/, "NOT_A_BOOLEAN, NOT_A_STRING, INVALID_…"],
  [/\blate (values?|text|ARN|key|list|resource)\b/i, "unresolved, known only after deploy"],
  [/\bknown (at deploy time only|later)\b/, "known only after deploy"],
  [/\bfaults\.[a-z]\w+\(/, "a message next to its rule"],
  [/\bcures?\b/i, "fix"],
  [/\bcatalogue\b/i, "service reference"],
  [
    /\bstands? (where|for|in the|there|beside|alone|by|twice|behind|before|after|apart|under|among|as|between)\b/i,
    "is, means, is written",
  ],
  [/\bthat there (is|are) (not|none)\b/i, "that does not exist"],
  [/\b(is|are) none\b/, "is not one of, does not exist"],
  [/\bwith what\b/i, "and what, with the …"],
  [/\banew\b/i, "again"],
  [/\bof yours\b/i, "your"],
  [/\balike\b/i, "the same"],
  [/\blest\b/i, "so that … not"],
  [/\btak(e|es|en) away\b/i, "remove, removed"],
  [/\bin force\b/i, "in effect, attached"],
  [/\bfor ever\b/i, "never expires"],
  [/\bby hand\b/i, "manually"],
  [/\bof late\b/i, "recently"],
  [/\bof its own making\b/i, "created by"],
  [/\bbeside\b/i, "next to, in addition to"],
];

const FILES = /\.(tsx?|jsx?|mjs|cjs|md|py|yml)$|^\.ci\/run$/;
const OTHERS = /^(packages\/service-reference\/data\/|scripts\/check-words\.mjs$|CONTRIBUTING\.md$|CHANGELOG\.md$)/;

const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\0")
  .filter((file) => FILES.test(file) && !OTHERS.test(file));

const findings = files.flatMap((file) => {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  return lines.flatMap((line, index) => {
    if (line.includes("allow-word")) return [];
    return REPLACED.flatMap(([pattern, instead]) => {
      const found = pattern.exec(line)?.[0];
      return found === undefined ? [] : [`${file}:${index + 1}: "${found}". Write: ${instead}.`];
    });
  });
});

if (findings.length > 0) {
  console.error(findings.join("\n"));
  console.error(`\n${findings.length} words that the glossary in CONTRIBUTING.md replaces.`);
  process.exitCode = 1;
} else console.log(`${files.length} files use the vocabulary.`);
