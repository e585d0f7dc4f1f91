import type { Statement } from "@amplify-roles/core";
import { SpecificationError } from "@amplify-roles/core";
import { planAmplifyComputeRole, planAmplifyServiceRole, quotas } from "@amplify-roles/core/adapter";
import { type Deployment, recoverGrants, sayTheSame } from "@amplify-roles/core/doctor";
import { omitUndefined } from "../util.js";
import { dataOf, Expression } from "./expression.js";
import type { AdoptedRole } from "./live.js";
import type { AdoptedLogGroup } from "./log-group.js";
import { areEquivalent, statementsIn, without } from "./statements.js";
import { ownTags } from "./tags.js";
import type { Tool } from "./tool.js";

/** A role as the program has it. */
export interface ProgramRole {
  readonly arn: string;
  readonly name: string;
  readonly type: "service" | "compute";
  /** The specification, with expressions. */
  readonly specification: Readonly<Record<string, unknown>>;
  /** The inline policy that is imported. Undefined if the role has no inline policy, or if the program writes another one. */
  readonly policyName: string | undefined;
  /** The attached policies, by ARN. */
  readonly attached: readonly string[];
  /** The services whose grants the program uses. */
  readonly functions: readonly string[];
  /** What the first plan changes. */
  readonly changes: readonly string[];
}

/** A role that stays outside of the program, and why. */
export interface KeptRole {
  readonly arn: string;
  readonly why: string;
}

export interface RoleRequest {
  readonly arn: string;
  readonly type: "service" | "compute";
  readonly role: AdoptedRole;
  readonly appId: string;
  readonly deployment: Deployment;
  readonly tool: Tool;
  /** The app's log group, which belongs to the service role. */
  readonly logGroup: AdoptedLogGroup | undefined;
}

/** The role in the program's terms, if that says exactly what it is. */
export function adoptRole(request: RoleRequest): ProgramRole | KeptRole {
  const { arn, role, tool } = request;
  const { live, role: found } = role;
  const keep = (why: string): KeptRole => ({ arn, why });
  if (found === undefined) return keep(live.exists === false ? "it does not exist" : "it could not be read");
  if (!live.policiesComplete) return keep("not all of its policies could be read");
  const conditions = trustConditions(request);
  if (conditions === undefined) return keep("amplify-roles does not write such a trust policy");
  const inline = live.policies.filter((policy) => policy.arn === undefined);
  const attached = live.policies.flatMap((policy) => policy.arn ?? []);
  const documents = inline.map(({ document }) => statementsIn(document));
  if (documents.includes(undefined)) return keep("one of its policies is not a valid IAM policy");
  const statements = documents.flatMap((document) => document ?? []);
  const base = baseOf(request, conditions, attached);
  const several = inline.length > 1;
  for (const permissions of permissionsOf(request, documents as readonly (readonly Statement[])[], inline)) {
    const specification = { ...base, ...permissions.specification, ...(several ? { exclusivePolicies: true } : {}) };
    const planned = plannedStatements(request, specification);
    if (planned === undefined || !sayTheSame(planned, statements)) continue;
    const isRewritten = inline.length === 1 && !areEquivalent(planned, statements);
    // Pulumi imports only what is as the program says.
    if (isRewritten && tool === "pulumi")
      return keep(`Pulumi cannot import its policy "${inline[0]?.name}", which the program would write in another way`);
    const size = JSON.stringify(planned).length + JSON.stringify(statements).length;
    if (several && size > quotas.inlinePolicies)
      return keep("its inline policies are too large to be written as one next to them");
    return {
      arn,
      name: live.name,
      type: request.type,
      specification,
      policyName: inline.length === 1 ? inline[0]?.name : undefined,
      attached,
      functions: permissions.functions,
      changes: [
        ...(isRewritten
          ? [
              `Writes the policy "${inline[0]?.name}" of the role "${live.name}" in another form, which allows the same.`,
            ]
          : []),
        ...(several
          ? [
              `Creates the policy "permissions" of the role "${live.name}", and then removes its policies ${inline.map(({ name }) => `"${name}"`).join(", ")}, which allow the same together.`,
            ]
          : []),
      ],
    };
  }
  return keep("amplify-roles reports errors in its policies, which `amplify-roles lint` shows");
}

/** Whether the trust policy has Amplify's conditions. Undefined if it is another one. */
function trustConditions({ role: { live }, deployment }: RoleRequest): boolean | undefined {
  const trust = statementsIn(live.trust);
  if (trust === undefined) return undefined;
  return [true, false].find((confusedDeputyConditions) => {
    const plan = planAmplifyComputeRole("role", { name: "role", ...deployment, confusedDeputyConditions });
    const resource = plan.resources.find(({ type }) => type === "aws_iam_role");
    const planned = resource?.type === "aws_iam_role" ? resource.arguments.assumeRolePolicy.Statement : [];
    return areEquivalent(withoutSids(planned), withoutSids(trust)) && trust.every(({ Sid }) => Sid === undefined);
  });
}

const withoutSids = (statements: readonly Statement[]) => statements.map(({ Sid: _, ...rest }) => rest);

function baseOf(
  { arn, type, role: { role, live }, appId }: RoleRequest,
  conditions: boolean,
  attached: readonly string[],
) {
  const tags = ownTags(Object.fromEntries((role?.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])));
  const path = role?.Path ?? "/";
  return omitUndefined({
    name: live.name || arn.slice(arn.lastIndexOf("/") + 1),
    path: path === "/" ? undefined : path,
    description: role?.Description ?? "",
    maxSessionDuration: [undefined, 3600].includes(role?.MaxSessionDuration) ? undefined : role?.MaxSessionDuration,
    permissionsBoundary: live.boundary,
    tags,
    appId: type === "service" ? appId : undefined,
    // The default of each type.
    confusedDeputyConditions: conditions === (type === "service") ? undefined : conditions,
    propagationSeconds: type === "compute" ? 0 : undefined,
    managedPolicies: attached.length === 0 ? undefined : attached,
  });
}

interface Permissions {
  readonly specification: Readonly<Record<string, unknown>>;
  readonly functions: readonly string[];
}

/** The permissions for the SSR logs that a service role may have. */
const LOGS: readonly { readonly logs: object | false }[] = [
  { logs: {} },
  { logs: { shape: "single-statement" } },
  { logs: false },
];

/** What the policies may be in a program, the most readable first: logs, grants, and whole policies. */
function* permissionsOf(
  request: RoleRequest,
  documents: readonly (readonly Statement[])[],
  inline: readonly { readonly document?: unknown }[],
): Generator<Permissions> {
  if (request.type === "compute") yield recovered(documents, inline, {});
  else
    for (const logs of LOGS) {
      const own = plannedStatements(request, { name: "role", appId: request.appId, ...logs }) ?? [];
      const at = documents.findIndex((document) => without(document, own) !== undefined);
      if (at < 0) continue;
      const rest = documents.map((document, index) => (index === at ? (without(document, own) ?? []) : document));
      const written = (Statement: unknown) => ({ document: { Version: "2012-10-17", Statement } });
      const originals = inline.map((policy, index) => (index === at && own.length > 0 ? written(rest[index]) : policy));
      yield recovered(rest, originals, withLogGroup(logs, request.logGroup));
    }
  // As they are.
  const logs = request.type === "service" ? { logs: false } : {};
  const policyDocuments = inline.map(({ document }) => document);
  yield { specification: { ...logs, ...(inline.length === 0 ? {} : { policyDocuments }) }, functions: [] };
}

/** The permissions for the logs together with the log group. */
function withLogGroup({ logs }: { readonly logs: object | false }, group: AdoptedLogGroup | undefined): object {
  if (logs === false) return { logs };
  const all = { ...logs, ...group };
  return Object.keys(all).length === 0 ? {} : { logs: all };
}

/** Each policy as grants, or as a whole. */
function recovered(
  documents: readonly (readonly Statement[])[],
  originals: readonly { readonly document?: unknown }[],
  more: object,
): Permissions {
  const grants: Expression[] = [];
  const policyDocuments: unknown[] = [];
  const functions = new Set<string>();
  documents.forEach((statements, index) => {
    if (statements.length === 0) return;
    const found = recoverGrants(statements);
    if (found === undefined) policyDocuments.push(originals[index]?.document);
    for (const { code, grant } of found ?? []) {
      grants.push(new Expression(code, grant));
      functions.add(grant.grant);
    }
  });
  return {
    specification: {
      ...more,
      ...(grants.length === 0 ? {} : { grants }),
      ...(policyDocuments.length === 0 ? {} : { policyDocuments }),
    },
    functions: [...functions],
  };
}

/** The statements of the role's inline policy. Undefined if the specification has errors. */
function plannedStatements(
  { type, deployment }: RoleRequest,
  specification: Readonly<Record<string, unknown>>,
): readonly Statement[] | undefined {
  const plan = type === "service" ? planAmplifyServiceRole : planAmplifyComputeRole;
  try {
    const { resources } = plan("role", { ...(dataOf(specification) as object), ...deployment });
    return resources.flatMap((resource) =>
      resource.type === "aws_iam_role_policy" ? resource.arguments.policy.Statement : [],
    );
  } catch (error) {
    if (error instanceof SpecificationError) return undefined;
    throw error;
  }
}
