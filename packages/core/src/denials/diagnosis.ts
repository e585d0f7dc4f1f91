import { Collector } from "../findings/collector.js";
import type { Finding, Report } from "../findings/finding.js";
import { Path } from "../findings/path.js";
import { printable } from "../findings/printable.js";
import { withoutSecrets } from "../findings/secret.js";
import { omitUndefined } from "../util/omit-undefined.js";

/** A finding about a live app: what shows it, and what to type. */
export interface Diagnosis extends Finding {
  /** What AWS said or a resource contains: `line 12`, `2 events since …`. */
  readonly evidence: readonly string[];
  /** A command of the AWS CLI that fixes it, or that shows more. */
  readonly command?: string;
  /** The grant that would allow the call: `dynamodb.read("arn:…")`. */
  readonly grant?: string;
}

/** What a diagnosis has in addition to its finding. */
export type DiagnosisDetails = Partial<Pick<Diagnosis, "evidence" | "command" | "grant">>;

/** `roles.web`, `branches["feature/login"]`; an empty array for the app itself. */
export type DiagnosisPath = readonly (string | number)[];

const clean = (text: string) => printable(withoutSecrets(text));

/** A diagnosis, without the secrets that its texts may contain. */
export function diagnosisOf(path: DiagnosisPath, report: Report, details: DiagnosisDetails = {}): Diagnosis {
  const collector = new Collector("policy");
  collector.add(pathOf(path), report);
  return withDetails(collector.findings[0] as Finding, details);
}

/** A finding of another rule, and what shows it. */
export const withDetails = (finding: Finding, { evidence = [], command, grant }: DiagnosisDetails): Diagnosis => ({
  ...finding,
  evidence: evidence.map(clean),
  ...omitUndefined({ command: command && clean(command), grant: grant && clean(grant) }),
});

export const pathOf = (steps: DiagnosisPath): Path =>
  steps.reduce<Path>((path, step) => (typeof step === "number" ? path.index(step) : path.property(step)), new Path());
