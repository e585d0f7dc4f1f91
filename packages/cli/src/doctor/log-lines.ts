import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { type Observation, symptomsIn } from "@amplify-roles/core/doctor";
import { type Observed, observationsIn } from "./documents.js";

/** The longest line that is kept in memory, in characters. A longer one is read in parts. */
const MAX_LINE = 256 * 1024;
/** How much of a part is read again with the next one, so that no message is cut: a denial with its reason. */
const OVERLAP = 8 * 1024;

/** More than a person reads. Each has its own role, action and resource, or its own place. */
const MAX_OBSERVATIONS = 100_000;

/** A denial whose reason follows on the next line, as terminals wrap it. */
const UNFINISHED = /not authorized to perform:?(?!.*(because|with an explicit deny))/;
const CONTINUES = /^\s*(on resource|because|with an explicit|arn:|[a-z0-9-]+:[A-Z])/;

/** The lines of a file or of a stream; a gzip file is decompressed. Never more than a part of it is in memory. */
export const logStream = (file: string, input: Readable = process.stdin): Readable => {
  if (file === "-") return input;
  const stream = createReadStream(file);
  // A pipe does not pass on that the file cannot be read.
  if (!file.endsWith(".gz")) return stream;
  const unzipped = createGunzip();
  stream.on("error", (error) => unzipped.destroy(error));
  return stream.pipe(unzipped);
};

/** What a log says, read line by line. */
export async function observationsInLog(stream: Readable): Promise<Observed> {
  const observations: Observation[] = [];
  let read = 0;
  let waiting: { readonly text: string; readonly line: number } | undefined;
  const add = (text: string, line: number) => {
    const at = `line ${line}`;
    // Records of CloudTrail, and what CloudWatch Logs exports as JSON Lines.
    const json = text.startsWith("{") && text.endsWith("}") ? parsed(text) : undefined;
    const found =
      json === undefined
        ? symptomsIn(text).map((symptom): Observation => ({ symptom, at }))
        : observationsIn(json, at).observations;
    if (observations.length < MAX_OBSERVATIONS) observations.push(...found);
  };
  for await (const { text, line } of linesOf(stream)) {
    read = line;
    if (waiting !== undefined) {
      const continued = CONTINUES.test(text);
      add(continued ? `${waiting.text} ${text.trim()}` : waiting.text, waiting.line);
      waiting = undefined;
      if (continued) continue;
    }
    if (UNFINISHED.test(text)) waiting = { text, line };
    else add(text, line);
  }
  if (waiting !== undefined) add(waiting.text, waiting.line);
  return { observations, read };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Lines with their numbers. A line that is longer than `MAX_LINE` comes in parts. */
async function* linesOf(stream: Readable): AsyncGenerator<{ readonly text: string; readonly line: number }> {
  let rest = "";
  let line = 1;
  stream.setEncoding("utf8");
  for await (const chunk of stream) {
    const parts = `${rest}${chunk}`.split(/\r?\n/);
    rest = parts.pop() ?? "";
    for (const text of parts) {
      yield { text, line };
      line += 1;
    }
    while (rest.length > MAX_LINE) {
      yield { text: rest.slice(0, MAX_LINE), line };
      rest = rest.slice(MAX_LINE - OVERLAP);
    }
  }
  if (rest !== "") yield { text: rest, line };
}
