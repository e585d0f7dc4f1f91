import { execFileSync } from "node:child_process";
import { lint, SEVERITIES } from "@amplify-roles/core/lint";
import { beforeAll, expect, it } from "vitest";
import { pythonEnvironment } from "../aws/python.js";
import { describeWith, hasPython } from "../project/tools.js";

/** AWS's own managed policies, as moto contains them, by name. */
function managedPolicies(python: string): Readonly<Record<string, unknown>> {
  const script = [
    "import json",
    "from moto.iam.aws_managed_policies import aws_managed_policies_data as data",
    'print(json.dumps({name: policy["Document"] for name, policy in json.loads(data).items()}))',
  ].join("\n");
  const output = execFileSync(python, ["-c", script], { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
  return JSON.parse(output) as Readonly<Record<string, unknown>>;
}

describeWith([hasPython], "AWS's managed policies", () => {
  let policies: readonly (readonly [name: string, findings: ReturnType<typeof lint>])[];
  beforeAll(async () => {
    const documents = Object.entries(managedPolicies(await pythonEnvironment()));
    policies = documents
      .map(([name, document]) => [name, lint(document)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  });

  it("have an error in at most 130 of them", () => {
    expect(policies.length).toBeGreaterThan(1_400);
    const wrong = policies.filter(([, findings]) => findings.some(({ severity }) => severity === "error"));
    expect(wrong.length).toBeLessThanOrEqual(130);
  });

  /**
   * What a change of a rule does to all of them. Review the difference, then accept it with `-u`. The policies change with
   * moto's version (test/e2e/aws/requirements.txt).
   */
  it("have the findings that were reviewed", async () => {
    const all = policies.flatMap(([, findings]) => findings);
    const counts = SEVERITIES.flatMap((severity) => {
      const codes = all.filter((finding) => finding.severity === severity).map(({ code }) => code);
      const lines = [...new Set(codes)].sort().map((code) => {
        const own = policies.filter(([, findings]) =>
          findings.some((one) => one.code === code && one.severity === severity),
        );
        return `  ${code}: ${codes.filter((one) => one === code).length} in ${own.length} policies`;
      });
      return [`${severity}: ${codes.length}`, ...lines];
    });
    const errors = policies.flatMap(([name, findings]) =>
      findings
        .filter(({ severity }) => severity === "error")
        .map(({ code, path, message }) => `${name} ${path}\n  ${code}: ${message}`),
    );
    const text = [`${policies.length} policies`, "", ...counts, "", "Every error:", "", ...errors, ""].join("\n");
    await expect(text).toMatchFileSnapshot("managed-policies.txt");
  });
});
