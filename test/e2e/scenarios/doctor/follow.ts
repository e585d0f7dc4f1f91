import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { root } from "../../../support/repository.js";
import { pythonEnvironment } from "../../aws/python.js";
import { environmentOf, type SignedIn } from "../../aws/session.js";
import type { Account, Site } from "./site.js";

export interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly command?: string;
  readonly grant?: string;
}
export interface Report {
  readonly status: string;
  readonly summary: string;
  readonly findings: readonly Found[];
  readonly unseen: readonly { readonly action: string }[];
  readonly calls: number;
}

const shell = promisify(execFile);

/** Runs the built command in a process of its own, as somebody. */
export async function command({ aws }: Account, args: readonly string[], who?: SignedIn) {
  const env = { ...process.env, ...aws.env, ...(who === undefined ? {} : environmentOf(who)) };
  const bundle = join(root, "packages/cli/dist/main.cjs");
  return shell(process.execPath, [bundle, "doctor", ...args], { env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => {
      if (stdout === "") throw new Error(stderr);
      return { code, stdout };
    },
  );
}

export async function doctor({ account, appId }: Site, who?: SignedIn): Promise<Report & { readonly code: number }> {
  const { code, stdout } = await command(account, ["--app-id", appId, "--json"], who);
  return { code, ...(JSON.parse(stdout) as Report) };
}

/** Runs commands of a finding as they are, with the AWS CLI. Nobody waits for a propagation that is not there. */
export async function inShell({ aws }: Account, text: string, who?: SignedIn): Promise<string> {
  const bin = dirname(await pythonEnvironment());
  const env = {
    ...process.env,
    ...aws.env,
    ...(who === undefined ? {} : environmentOf(who)),
    AWS_PAGER: "",
    PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}`,
  };
  const { stdout } = await shell("bash", ["-c", `set -eo pipefail\nsleep() { :; }\n${text}`], { env });
  return stdout;
}

/** What somebody sees who does all that doctor says. */
export interface Followed {
  /** The codes of each report, without suggestions. The last one is empty. */
  readonly rounds: readonly (readonly string[])[];
  readonly last: Report & { readonly code: number };
}

/** IAM's propagation, which passes by itself. */
const PASSES = "ROLE_JUST_CREATED";
const MAX_ROUNDS = 6;

/** Asks doctor, runs the commands that it prints, uses the site, and asks again, until nothing is left to do. */
export async function followAdvice(site: Site, onReport: (report: Report) => Promise<void> = async () => {}) {
  const rounds: (readonly string[])[] = [];
  for (;;) {
    const report = await doctor(site);
    expect(report.unseen).toEqual([]);
    expect(report.calls).toBeLessThanOrEqual(60);
    const findings = report.findings.filter(({ code, severity }) => severity !== "suggestion" && code !== PASSES);
    rounds.push(findings.map(({ code }) => code));
    if (findings.length === 0) return { rounds, last: report } satisfies Followed;
    expect(rounds.length, JSON.stringify(rounds)).toBeLessThan(MAX_ROUNDS);
    for (const { command: advice } of findings) if (advice !== undefined) await inShell(site.account, advice);
    await onReport(report);
    await site.works();
  }
}
