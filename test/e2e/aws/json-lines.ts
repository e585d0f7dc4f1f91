import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { stop, tail } from "../project/processes.js";

const ANSWER_TIMEOUT_MS = 60_000;

/**
 * Talks to a process that answers each line of JSON on its standard input with one on its standard output.
 *
 * @returns asks something, whose name is for the message where the process ends instead of answering
 */
export function talkTo(child: ChildProcess): (name: string, question: object) => Promise<unknown> {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null) throw new Error("The process has no pipes");
  let complaints = "";
  stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return async (name, question) => {
    stdin.write(`${JSON.stringify(question)}\n`);
    const timer = setTimeout(() => void stop(child), ANSWER_TIMEOUT_MS);
    const { value, done } = await answers.next();
    clearTimeout(timer);
    if (done) throw new Error(`The process ended during ${name}\n${tail(complaints, 30)}`);
    return JSON.parse(value);
  };
}
