import { comparePolicy, statementsIn } from "../../denials/compare-policy.js";
import { diagnoseSymptoms, type Observation } from "../../denials/diagnose-symptoms.js";
import { diagnosisOf } from "../../denials/diagnosis.js";
import type { Symptom } from "../../denials/symptom.js";
import type { Report } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { lastAssumedCommand } from "../../plan/commands.js";
import { effectiveRoles, roleUses } from "../effective-roles.js";
import type { LiveRule } from "../rule.js";
import type { AppSnapshot, LiveRole } from "../snapshot.js";

/** The name of the role that a symptom is about. */
const roleNameOf = (symptom: Symptom): string | undefined => {
  if (symptom.type === "denied") return symptom.caller?.role;
  if (symptom.type !== "assumed" && symptom.type !== "refused") return undefined;
  return symptom.role?.slice(symptom.role.lastIndexOf("/") + 1);
};

/** What was observed of this app: of its roles, of its sessions, or in its own log. */
export function observationsOf({ app, roles, logs, events }: AppSnapshot): readonly Observation[] {
  const names = new Set(roles.map(({ name }) => name));
  const isOfApp = ({ symptom }: Observation) => {
    if (symptom.type === "denied" && symptom.caller?.appId !== undefined) return symptom.caller.appId === app.id;
    const name = roleNameOf(symptom);
    return name !== undefined && names.has(name);
  };
  return [...(events?.observations ?? []).filter(isOfApp), ...(logs?.observations ?? [])];
}

/** Denied calls, refused attempts, and known errors, each group once. What was fixed since is left out. */
export const callsAreAllowed: LiveRule = (snapshot) => {
  const current = observationsOf(snapshot)
    .filter((observation) => !isFixed(observation, snapshot))
    .map((observation) => withApi(observation, snapshot));
  const byRole = new Map<string | undefined, Observation[]>();
  for (const observation of current) {
    const name = observation.symptom.type === "denied" ? roleNameOf(observation.symptom) : undefined;
    byRole.set(name, [...(byRole.get(name) ?? []), observation]);
  }
  return [...byRole].flatMap(([name, of]) => {
    const role = snapshot.roles.find((one) => one.name === name);
    return diagnoseSymptoms(of, role === undefined ? undefined : documentsOf(role)).findings;
  });
};

/**
 * A refused field with its API, if the app's policies name one only. AppSync does not say which API it was, and the log does
 * not say which role.
 */
function withApi(observation: Observation, { roles }: AppSnapshot): Observation {
  const { symptom } = observation;
  if (symptom.type !== "graphqlField") return observation;
  const named = roles.flatMap((role) =>
    statementsIn(documentsOf(role))
      .flatMap(({ Resource }) => [Resource].flat())
      .flatMap((one) => /^arn:[^:]*:appsync:[^:]*:\d+:apis\/[^/*]+/.exec(String(one))?.[0] ?? [])
      .map((api) => ({ api, role })),
  );
  const [first] = named;
  if (first === undefined || named.some(({ api, role }) => api !== first.api || role !== first.role))
    return observation;
  const field = `${first.api}/types/${symptom.of}/fields/${symptom.field}`;
  const { verdict } = comparePolicy(documentsOf(first.role), "appsync:GraphQL", field);
  const role = first.role.name;
  return { ...observation, symptom: { ...symptom, api: first.api, role, isAllowed: verdict === "allowed" } };
}

const documentsOf = ({ policies, policiesComplete }: LiveRole) =>
  policiesComplete ? policies.map(({ document }) => document) : undefined;

/** Whether the app is different since: the log and CloudTrail keep what happened before a fix. */
function isFixed({ symptom, time }: Observation, snapshot: AppSnapshot): boolean {
  if (symptom.type === "denied") {
    const role = snapshot.roles.find(({ name }) => name === roleNameOf(symptom));
    const byOtherPolicy = symptom.policy !== undefined && symptom.policy !== "identity";
    if (role === undefined || !role.policiesComplete || symptom.action === undefined || byOtherPolicy) return false;
    return comparePolicy(documentsOf(role), symptom.action, symptom.resource).verdict === "allowed";
  }
  if (symptom.type === "refused")
    return assumptionsOf(snapshot, symptom.role).some((one) => (one.time ?? 0) > (time ?? 0));
  if (symptom.type === "noCredentials" || symptom.type === "invalidCredentials") {
    const roles = effectiveRoles(snapshot);
    if (roles.length === 0 || roles.some(({ source }) => source === "none")) return false;
    const changed = Math.max(...[snapshot.app, ...(snapshot.branches ?? [])].map(({ updatedAt = 0 }) => updatedAt));
    return time !== undefined && time < changed;
  }
  return false;
}

/** The events in which a role was assumed. */
export const assumptionsOf = ({ events }: AppSnapshot, arn: string | undefined): readonly Observation[] =>
  (events?.observations ?? []).filter(({ symptom }) => symptom.type === "assumed" && symptom.role === arn);

/** A suggestion: no event proves nothing, as CloudTrail was read back for some days only. */
export const rolesAreAssumed: LiveRule = (snapshot) =>
  snapshot.events === undefined || snapshot.events.more
    ? []
    : roleUses(snapshot)
        .filter(({ role }) => role.exists === true && assumptionsOf(snapshot, role.arn).length === 0)
        .map(({ role }) =>
          diagnosisOf(["roles", role.name], roleNotAssumed(role.name), {
            evidence: [`no AssumeRole event in CloudTrail of ${snapshot.deployment.region}`],
            command: lastAssumedCommand(role.arn, snapshot.deployment),
          }),
        );

const roleNotAssumed = (role: string): Report => ({
  code: "ROLE_NOT_ASSUMED",
  severity: "suggestion",
  message: `The role ${quoted(role)} was not assumed recently: no request or build used it.`,
  fix: "Send a request to a server-rendered page, or start a build, and look again after some minutes.",
  parameters: { role },
});
