import { alignedColumns } from "../../render/columns.js";
import { accessText } from "../../render/text.js";
import { counted } from "../../util.js";
import { diagnosisText } from "../diagnosis-text.js";
import { logsInWords, roleInWords, unseenInWords, whyRole } from "./facts.js";
import { matrixOf } from "./live-matrix.js";
import type { DiagnosedApp } from "./run.js";

/** The worst problem in the first line, then everything that was found, and what could not be seen. */
export function appText({ snapshot, diagnosis, calls }: DiagnosedApp): string {
  const { findings, unseen, branches, roles, name, appId, region, summary } = diagnosis;
  const now = snapshot.readAt;
  const nameOf = (arn: string | undefined) => (arn === undefined ? "no role" : arn.slice(arn.lastIndexOf("/") + 1));
  const sections = [
    [summary],
    [`${name} (${appId}), ${region}: ${counted(findings.length, "finding")}, ${counted(calls, "call")} to AWS.`],
    unseen.length === 0
      ? []
      : ["NOT READ. These parts could not be checked:", ...unseen.map((one) => `  ${unseenInWords(one)}`)],
    ...findings.map((finding) => [diagnosisText(finding)]),
    branches.length === 0
      ? []
      : alignedColumns([
          ["BRANCH", "SERVER CODE RUNS AS", "WHY"],
          ...branches.map(({ branch, role, source }) => [branch, nameOf(role), whyRole[source]]),
        ]),
    roles.length === 0 ? [] : ["ROLES", ...roles.map((role) => `  ${role.name}: ${roleInWords(role, now)}`)],
    ["LOGS", `  ${logsInWords(diagnosis, now)}`],
    [accessText(matrixOf(snapshot)).trimEnd()],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}
