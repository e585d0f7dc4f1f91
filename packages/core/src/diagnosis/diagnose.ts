import type { Diagnosis } from "../denials/diagnosis.js";
import { SEVERITIES } from "../findings/finding.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { type EffectiveRole, effectiveRoles, roleUses } from "./effective-roles.js";
import type { LiveRule } from "./rule.js";
import { frameworksAreSet, runtimeIsSupported } from "./rules/builds.js";
import { assumptionsOf, callsAreAllowed, observationsOf, rolesAreAssumed } from "./rules/calls.js";
import { computeRoleInEffect } from "./rules/compute-role-in-effect.js";
import { logGroupExists, logGroupExpires, missingLogActions, serviceRoleWritesLogs } from "./rules/logs.js";
import { policiesMatch, rolesTrustAmplify } from "./rules/policies.js";
import { previewsOnlyRead } from "./rules/previews.js";
import { rolesAreNoAdministrators, rolesAreOfTheAccount, rolesArePropagated, rolesExist } from "./rules/roles.js";
import { appHasAServiceRole, serviceRoleIsForBuilds } from "./rules/service-role.js";
import { buildSpecsHaveNoSecrets, variablesAreNoSecrets } from "./rules/variables.js";
import type { AppSnapshot, Unseen } from "./snapshot.js";

/** In the order of what people look for first: what runs as which role, then what it may do, then logs, then the rest. */
const RULES: readonly LiveRule[] = [
  computeRoleInEffect,
  rolesAreOfTheAccount,
  rolesExist,
  rolesArePropagated,
  rolesTrustAmplify,
  callsAreAllowed,
  appHasAServiceRole,
  serviceRoleIsForBuilds,
  policiesMatch,
  rolesAreNoAdministrators,
  previewsOnlyRead,
  serviceRoleWritesLogs,
  logGroupExists,
  logGroupExpires,
  variablesAreNoSecrets,
  buildSpecsHaveNoSecrets,
  runtimeIsSupported,
  frameworksAreSet,
  rolesAreAssumed,
];

/** What is known of a role, in addition to its findings. */
export interface RoleFacts {
  readonly name: string;
  readonly arn: string;
  readonly usedAs: readonly ("service role" | "compute role")[];
  /** Whether Amplify can assume it. `unknown` if its trust policy could not be read. */
  readonly assumable: "yes" | "no" | "unknown";
  /** Seconds since it was created. */
  readonly age?: number;
  /** How often it was assumed, by CloudTrail. Undefined if CloudTrail could not be read. */
  readonly assumed?: number;
  /** In seconds since 1970. */
  readonly lastAssumedAt?: number;
  /** How often an attempt was refused. */
  readonly refused?: number;
}

/** Whether the logs of server code can be written, and whether they are. */
export interface LogFacts {
  readonly group: string;
  /** `unknown` if the service role could not be read. */
  readonly writable: "yes" | "no" | "unknown";
  readonly exists?: boolean;
  readonly retentionInDays?: number;
  readonly lastEventAt?: number;
}

/** What is wrong with a live app. */
export interface AppDiagnosis {
  readonly appId: string;
  readonly name: string;
  readonly region: string;
  /** The worst problem, in one sentence. */
  readonly summary: string;
  /** `incomplete`: nothing is wrong in what was seen, but something was not seen. */
  readonly status: "healthy" | "warnings" | "errors" | "incomplete";
  readonly branches: readonly EffectiveRole[];
  readonly roles: readonly RoleFacts[];
  readonly logs: LogFacts;
  readonly findings: readonly Diagnosis[];
  readonly unseen: readonly Unseen[];
}

/** Says what is wrong with an app, from what was read of it. The most severe findings come first. */
export function diagnoseApp(snapshot: AppSnapshot): AppDiagnosis {
  const all = RULES.flatMap((rule) => rule(snapshot));
  const findings = SEVERITIES.flatMap((severity) => all.filter((finding) => finding.severity === severity));
  const status = statusOf(findings, snapshot);
  const { app, unseen, deployment } = snapshot;
  return {
    appId: app.id,
    name: app.name,
    region: deployment.region,
    summary: summaryOf(findings, snapshot),
    status,
    branches: effectiveRoles(snapshot),
    roles: roleFacts(snapshot, findings),
    logs: logFacts(snapshot),
    findings,
    unseen,
  };
}

function statusOf(findings: readonly Diagnosis[], { unseen }: AppSnapshot): AppDiagnosis["status"] {
  if (findings.some(({ severity }) => severity === "error")) return "errors";
  if (unseen.length > 0) return "incomplete";
  return findings.some(({ severity }) => severity !== "suggestion") ? "warnings" : "healthy";
}

function summaryOf(findings: readonly Diagnosis[], { app, unseen }: AppSnapshot): string {
  const [worst] = findings.filter(({ severity }) => severity !== "suggestion");
  if (worst !== undefined) return worst.message;
  const of = `${app.name} (${app.id})`;
  return unseen.length > 0
    ? `Nothing is wrong in what could be seen of ${of}, but ${unseen.length === 1 ? "one part" : `${unseen.length} parts`} could not be seen.`
    : `Nothing is wrong with ${of}.`;
}

const TRUST_ERRORS: ReadonlySet<string> = new Set(["ROLE_NOT_FOUND", "ARN_ACCOUNT_MISMATCH", "ARN_PARTITION_MISMATCH"]);

function roleFacts(snapshot: AppSnapshot, findings: readonly Diagnosis[]): readonly RoleFacts[] {
  return roleUses(snapshot).map(({ role, service, compute }): RoleFacts => {
    const refused = observationsOf(snapshot).filter(
      ({ symptom }) => symptom.type === "refused" && symptom.role === role.arn,
    );
    const broken = findings.some(
      ({ severity, code, path }) =>
        severity === "error" &&
        (path.startsWith(`${pathTo(role.name)}.trust`) || (path === pathTo(role.name) && TRUST_ERRORS.has(code))),
    );
    const assumed = snapshot.events === undefined ? undefined : assumptionsOf(snapshot, role.arn);
    const times = (assumed ?? []).flatMap(({ time }) => time ?? []);
    return {
      name: role.name,
      arn: role.arn,
      usedAs: [...(service ? ["service role" as const] : []), ...(compute ? ["compute role" as const] : [])],
      assumable: broken ? "no" : role.trust === undefined ? "unknown" : "yes",
      ...omitUndefined({
        age: role.createdAt === undefined ? undefined : Math.max(0, Math.round(snapshot.readAt - role.createdAt)),
        assumed: assumed?.length,
        lastAssumedAt: times.length === 0 ? undefined : times.reduce((one, other) => Math.max(one, other)),
        refused: snapshot.events === undefined ? undefined : refused.length,
      }),
    };
  });
}

const pathTo = (role: string) => (/^[A-Za-z_$][\w$]*$/.test(role) ? `roles.${role}` : `roles[${JSON.stringify(role)}]`);

function logFacts(snapshot: AppSnapshot): LogFacts {
  const { logs, app } = snapshot;
  const missing = app.serviceRole === undefined ? ["a service role"] : missingLogActions(snapshot);
  return {
    group: logs?.group ?? `/aws/amplify/${app.id}`,
    writable: missing === undefined ? "unknown" : missing.length === 0 ? "yes" : "no",
    ...omitUndefined({
      exists: logs?.exists,
      retentionInDays: logs?.retentionInDays,
      lastEventAt: logs?.lastEventAt,
    }),
  };
}
