import { quoted } from "../findings/text.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { shellQuoted } from "../util/shell-quoted.js";
import type { Caller } from "./caller.js";
import { comparePolicy } from "./compare-policy.js";
import { type Diagnosis, type DiagnosisDetails, type DiagnosisPath, diagnosisOf } from "./diagnosis.js";
import * as messages from "./messages.js";
import { allowCommand } from "./put-role-policy.js";
import { suggestGrant } from "./suggest-grant.js";
import type { DeniedCall, GraphqlField, Symptom } from "./symptom.js";

/** A symptom, and where it was seen. */
export interface Observation {
  readonly symptom: Symptom;
  /** `line 12`, `event 3 of 2026-11-02T10:00:00Z`. */
  readonly at: string;
  /** When, in seconds since 1970, if that is known. */
  readonly time?: number;
}

/** What messages, events and logs say together. */
export interface SymptomReport {
  /** Whether roles were assumed. `mixed`: some calls had a role's credentials, and some had none. */
  readonly assumed: "yes" | "no" | "mixed" | "unknown";
  /** The callers and the roles that were assumed, by ARN or name, in the order in which they were seen. */
  readonly roles: readonly string[];
  readonly findings: readonly Diagnosis[];
}

/** How many places a finding lists. */
const MAX_EVIDENCE = 5;

/**
 * Groups what was observed by role, action and resource, and says for each group what is missing.
 *
 * @param policies the policies of the role, if they are known
 */
export function diagnoseSymptoms(observations: readonly Observation[], policies?: unknown): SymptomReport {
  const groups = new Map<string, { readonly symptom: Symptom; readonly at: string[] }>();
  for (const { symptom, at } of observations) {
    const key = keyOf(symptom);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { symptom, at: [at] });
    else group.at.push(at);
  }
  const symptoms = [...groups.values()];
  const findings = symptoms.flatMap(({ symptom, at }) => {
    const found = diagnose(symptom, policies);
    return found === undefined ? [] : [diagnosisOf(found.path, found.report, { ...found, evidence: evidenceOf(at) })];
  });
  return { assumed: assumedBy(symptoms.map(({ symptom }) => symptom)), roles: rolesOf(symptoms), findings };
}

/** Equal for symptoms that are one problem. */
const keyOf = (symptom: Symptom): string =>
  symptom.type === "denied"
    ? JSON.stringify([
        callerKey(symptom.caller),
        symptom.action,
        symptom.resource,
        symptom.policy,
        symptom.explicit,
        symptom.policyArn,
      ])
    : JSON.stringify(Object.entries(symptom).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Sessions of one role are one caller. */
const callerKey = (caller: Caller | undefined) => caller && [caller.type, caller.account, caller.role ?? caller.arn];

const evidenceOf = (at: readonly string[]): readonly string[] =>
  at.length <= MAX_EVIDENCE ? at : [...at.slice(0, MAX_EVIDENCE), `and ${at.length - MAX_EVIDENCE} more`];

function assumedBy(symptoms: readonly Symptom[]): SymptomReport["assumed"] {
  const yes = symptoms.some(
    (one) =>
      one.type === "assumed" ||
      (one.type === "denied" && one.caller?.role !== undefined) ||
      one.type === "graphqlField",
  );
  const no = symptoms.some(({ type }) =>
    ["refused", "noCredentials", "invalidCredentials", "notAssumable"].includes(type),
  );
  if (yes && no) return "mixed";
  return yes ? "yes" : no ? "no" : "unknown";
}

function rolesOf(groups: readonly { readonly symptom: Symptom }[]): readonly string[] {
  const roles = groups.flatMap(({ symptom }) => {
    if (symptom.type === "assumed") return symptom.role ?? [];
    return symptom.type === "denied" ? (symptom.caller?.role ?? []) : [];
  });
  return [...new Set(roles.map((role) => role.slice(role.lastIndexOf("/") + 1)))];
}

interface Found extends Omit<DiagnosisDetails, "evidence"> {
  readonly path: DiagnosisPath;
  readonly report: Parameters<typeof diagnosisOf>[1];
}

function diagnose(symptom: Symptom, policies: unknown): Found | undefined {
  switch (symptom.type) {
    case "assumed":
      return undefined;
    case "denied":
      return diagnoseDenied(symptom, policies);
    case "refused":
      return {
        path: rolePath(symptom.role),
        report: messages.assumeRoleRefused(symptom),
        ...omitUndefined({ command: showTrust(symptom.role) }),
      };
    case "noCredentials":
      return { path: [], report: messages.noCredentials() };
    case "invalidCredentials":
      return { path: [], report: messages.invalidCredentials(symptom.expired) };
    case "notAssumable":
      return { path: [], report: messages.roleNotAssumable(symptom.role) };
    case "encoded":
      return { path: [], report: messages.denialEncoded(), command: decodeCommand(symptom.message) };
    case "graphqlField":
      return diagnoseField(symptom);
    case "graphqlRequest":
      return { path: [], report: messages.graphqlRequestRefused(symptom.api) };
  }
}

function diagnoseField(symptom: GraphqlField): Found {
  const { api, role, of, field, isAllowed } = symptom;
  const report = messages.graphqlFieldNotAllowed(symptom);
  if (isAllowed === true) return { path: rolePath(role), report };
  const { statements = [] } = suggestGrant("appsync:GraphQL", `${api}/types/${of}/fields/${field}`);
  return {
    path: rolePath(role),
    report,
    grant: messages.graphqlGrant(symptom),
    ...omitUndefined({
      command: api && role && statements.length > 0 ? allowCommand(role, "appsync:GraphQL", statements) : undefined,
    }),
  };
}

const rolePath = (role: string | undefined): DiagnosisPath =>
  role === undefined ? [] : ["roles", role.slice(role.lastIndexOf("/") + 1)];

const showTrust = (role: string | undefined) =>
  role === undefined
    ? undefined
    : `aws iam get-role --role-name ${shellQuoted(role.slice(role.lastIndexOf("/") + 1))} --query Role.AssumeRolePolicyDocument`;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html */
const decodeCommand = (message: string) =>
  `aws sts decode-authorization-message --encoded-message ${message} --query DecodedMessage --output text`;

function diagnoseDenied(call: DeniedCall, policies: unknown): Found {
  const { action, resource, caller, policy } = call;
  const path = rolePath(caller?.role);
  if (action === undefined) return { path, report: messages.denialWithoutDetails(undefined) };
  if (caller === undefined && resource === undefined && policy === undefined && policies === undefined)
    return { path, report: messages.denialWithoutDetails(action) };
  if (policy !== undefined && (policy !== "identity" || call.explicit))
    return { path, report: messages.callBlocked({ ...call, action, policy }) };
  if (call.explicit) return { path, report: messages.callBlocked({ ...call, action, policy: "identity" }) };
  const { code: grant, statements } = suggestGrant(action, resource);
  const role = caller?.type === "user" ? undefined : caller?.role;
  const details = {
    path,
    grant,
    ...omitUndefined({ command: role && statements && allowCommand(role, action, statements) }),
  };
  const compared = policies === undefined ? undefined : comparePolicy(policies, action, resource);
  const named = { ...call, action };
  switch (compared?.verdict) {
    case "denied":
      return { path, report: messages.callBlocked({ ...named, policy: "identity", explicit: true }) };
    case "allowed":
      return { path, report: messages.policyNotInEffect(named) };
    case "conditional":
      return { path, report: messages.callUnderCondition(named, compared) };
    case "otherResources":
      return { ...details, report: messages.callOnOtherResource(named, compared, grant) };
    default:
      return { ...details, report: messages.callNotAllowed(named, grant) };
  }
}

/** The first line of a report: whether a role was assumed, and what is missing. */
export function answerOf({ assumed, roles, findings }: SymptomReport): string {
  const as = roles.length === 0 ? "" : ` (${roles.slice(0, MAX_EVIDENCE).map(quoted).join(", ")})`;
  const answer = {
    yes: `Assumed: yes${as}.`,
    no: "Assumed: no.",
    mixed: `Assumed: yes${as}, but not always.`,
    unknown: "Assumed: unknown. The input does not show it.",
  }[assumed];
  const [first] = findings;
  return first === undefined ? answer : `${answer} ${first.message}`;
}
