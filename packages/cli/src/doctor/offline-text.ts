import { answerOf } from "@amplify-roles/core/doctor";
import { findingText } from "@amplify-roles/core/lint";
import { bySeverity, diagnosisText } from "./diagnosis-text.js";
import type { OfflineReport } from "./offline.js";

/** The answer in the first line, then each finding. */
export function offlineText(report: OfflineReport): string {
  const findings = bySeverity(report.findings);
  const sections = [
    answerOf({ ...report, findings }),
    report.read.length === 0 ? "" : `Read: ${report.read.join(", ")}.`,
    nothingFound(report),
    ...findings.map(diagnosisText),
    report.policy.length === 0
      ? ""
      : ["The policy itself:", ...report.policy.map((one) => `${one.severity}  ${findingText(one)}`)].join("\n"),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function nothingFound({ findings, assumed, read }: OfflineReport): string {
  if (findings.length > 0 || read.length === 0) return "";
  if (assumed === "yes")
    return "No call was denied here. If the app is still refused, pass the event or the message of the call that fails.";
  return "Nothing here is a denial, a missing credential or an event of AssumeRole. Pass the CloudTrail event or the error message of the call that fails.";
}
