import type { Diagnosis } from "@amplify-roles/core/doctor";
import { SEVERITIES } from "@amplify-roles/core/lint";
import { wrapped } from "../render/width.js";

/** Columns of a terminal that lines fit in, unless a single word is longer. */
const WIDTH = 118;

/** The findings, the most severe first. Those of one severity keep their order. */
export const bySeverity = <T extends Pick<Diagnosis, "severity">>(findings: readonly T[]): readonly T[] =>
  [...findings].sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));

/** A finding as text. Commands and grants are never wrapped, so that they can be copied. */
export function diagnosisText({
  code,
  severity,
  path,
  message,
  fix,
  grant,
  command,
  evidence,
  page,
}: Diagnosis): string {
  const where = path === "" ? "" : `  ${path}`;
  const lines = [
    `${severity}  ${code}${where}`,
    indented(wrapped(message, WIDTH - 4)),
    indented(wrapped(`Fix: ${fix}`, WIDTH - 4)),
    ...(grant === undefined ? [] : [`    Grant: ${grant}`]),
    ...(command === undefined ? [] : [`    Command: ${command}`]),
    ...(evidence.length === 0 ? [] : [indented(wrapped(`Evidence: ${evidence.join("; ")}`, WIDTH - 4))]),
    `    ${page}`,
  ];
  return lines.join("\n");
}

const indented = (text: string) => text.replace(/^/gm, "    ");
