import type { AccessMatrix, MatrixRole, RolePermission } from "@amplify-roles/core";
import { globMatches } from "@amplify-roles/core/lint";
import { compareStrings, groupBy, toArray } from "../util.js";
import { ACCESS_LEVELS, type AccessLevel, accessLevelsOf } from "./access-levels.js";
import { actionsIn, regionAndAccountOf, resourcesIn, servicePrefixOf, shortArn } from "./describe-statement.js";

/** The part of a statement that is about one cell. */
export interface CellPermission {
  readonly permission: RolePermission;
  /** Those of the row's service. */
  readonly actions: readonly string[];
  /** Those of the row. */
  readonly resources: readonly string[];
}

/** What one role may do on the resources of one row. */
export interface Cell {
  readonly allowed: readonly AccessLevel[];
  readonly denied: readonly AccessLevel[];
  /** Whether everything that is allowed has a condition. */
  readonly conditional: boolean;
  readonly permissions: readonly CellPermission[];
}

/** A resource, and those that belong to it: a table and its indexes. */
export interface Row {
  readonly label: string;
  /** Region and account, if they differ from those of most resources. */
  readonly regionAndAccount?: string;
  readonly resources: readonly string[];
  /** By column. Undefined if the role may do nothing. */
  readonly cells: readonly (Cell | undefined)[];
}

/** The rows of one service. */
export interface Section {
  /** Its prefix in actions: `dynamodb`; `*` for actions of all services. */
  readonly service: string;
  readonly rows: readonly Row[];
}

/** A policy whose contents are unknown, and the roles that it is attached to. */
export interface AttachedRow {
  readonly arn: string;
  readonly attached: readonly boolean[];
}

/** A matrix as rows and columns. */
export interface Layout {
  readonly columns: readonly MatrixRole[];
  readonly sections: readonly Section[];
  readonly attached: readonly AttachedRow[];
}

/** Puts permissions into cells: a column for each role, a row for each resource of each service. */
export function layoutOf({ roles, permissions }: AccessMatrix): Layout {
  const usual = mostFrequent(permissions.flatMap(({ statement }) => resourcesIn(statement).map(regionAndAccountOf)));
  const byService = groupBy(
    permissions.flatMap((permission) =>
      [...new Set(actionsIn(permission.statement).map(servicePrefixOf))].map((service) => [service, permission]),
    ),
  );
  const denies = permissions.filter(({ statement }) => statement.Effect === "Deny");
  const policies = [...new Set(roles.flatMap(({ managedPolicies }) => managedPolicies))].sort(compareStrings);
  return {
    columns: roles,
    sections: [...byService]
      .sort(([a], [b]) => compareStrings(a, b))
      .map(([service, ofService]) => ({ service, rows: rowsOf(service, ofService, roles, denies, usual) })),
    attached: policies.map((arn) => ({ arn, attached: roles.map((role) => role.managedPolicies.includes(arn)) })),
  };
}

function mostFrequent(texts: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || compareStrings(a, b))[0]?.[0];
}

function rowsOf(
  service: string,
  permissions: readonly RolePermission[],
  roles: readonly MatrixRole[],
  denies: readonly RolePermission[],
  usual: string | undefined,
): readonly Row[] {
  const rootOf = rootsOf(permissions.flatMap(({ statement }) => resourcesIn(statement)));
  const byRoot = groupBy(
    permissions.flatMap((permission) => {
      const actions = actionsIn(permission.statement).filter((action) => servicePrefixOf(action) === service);
      const roots = groupBy(resourcesIn(permission.statement).map((resource) => [rootOf(resource), resource]));
      return [...roots].map(([root, resources]): [string, CellPermission] => [
        root,
        { permission, actions, resources },
      ]);
    }),
  );
  return [...byRoot]
    .map(([root, ofRoot]): Row => {
      const regionAndAccount = regionAndAccountOf(root);
      const byRole = groupBy(ofRoot.map((one) => [one.permission.role, one]));
      return {
        label: shortArn(root),
        ...(regionAndAccount === undefined || regionAndAccount === usual ? {} : { regionAndAccount }),
        resources: [...new Set(ofRoot.flatMap(({ resources }) => resources))].sort(compareStrings),
        cells: roles.map(({ id }) =>
          cellOf(
            byRole.get(id),
            denies.filter(({ role }) => role === id),
          ),
        ),
      };
    })
    .sort(
      (a, b) => compareStrings(a.label, b.label) || compareStrings(a.regionAndAccount ?? "", b.regionAndAccount ?? ""),
    );
}

/** The resource whose row another one is in: the shortest one that precedes a slash or colon in its ARN. */
function rootsOf(resources: readonly string[]): (resource: string) => string {
  const all = new Set(resources);
  return (resource) => {
    for (const { index } of resource.matchAll(/[/:]/g)) {
      const parent = resource.slice(0, index);
      if (all.has(parent)) return parent;
    }
    return resource;
  };
}

/** @param denies the role's Deny statements, of every row */
function cellOf(ofRow: readonly CellPermission[] | undefined, denies: readonly RolePermission[]): Cell | undefined {
  if (ofRow === undefined) return undefined;
  const allows = ofRow.filter(({ permission }) => permission.statement.Effect === "Allow");
  const others = denies.filter((deny) => !ofRow.some(({ permission }) => permission === deny));
  const permissions = [
    ...ofRow,
    ...others.map((deny) => overlapOf(deny, allows)).filter(({ actions }) => actions.length > 0),
  ];
  return {
    allowed: levelsOf(allows),
    denied: levelsOf(permissions.filter(({ permission }) => permission.statement.Effect === "Deny")),
    conditional: allows.length > 0 && allows.every(({ permission }) => permission.statement.Condition !== undefined),
    permissions,
  };
}

/** The actions and resources of a cell that a Deny statement of another row denies. */
function overlapOf(permission: RolePermission, allows: readonly CellPermission[]): CellPermission {
  const { Action, NotAction, Resource, NotResource } = permission.statement;
  const hit = allows.filter(({ resources }) => intersection(resources, Resource, NotResource).length > 0);
  return {
    permission,
    actions: intersection(
      hit.flatMap(({ actions }) => actions),
      Action,
      NotAction,
    ),
    resources: intersection(
      hit.flatMap(({ resources }) => resources),
      Resource,
      NotResource,
    ),
  };
}

type Patterns = string | readonly string[] | undefined;

/** The intersection of texts and patterns, if one contains the other; with exceptions, the texts that none matches. */
function intersection(texts: readonly string[], patterns: Patterns, exceptions: Patterns): readonly string[] {
  const shared =
    exceptions === undefined
      ? texts.flatMap((text) =>
          toArray(patterns).flatMap((pattern) =>
            globMatches(pattern, text) ? [text] : globMatches(text, pattern) ? [pattern] : [],
          ),
        )
      : texts.filter((text) => !toArray(exceptions).some((exception) => globMatches(exception, text)));
  return [...new Set(shared)];
}

function levelsOf(permissions: readonly CellPermission[]): readonly AccessLevel[] {
  const found = new Set(
    permissions.flatMap(({ permission: { statement }, actions }) =>
      statement.NotAction === undefined ? actions.flatMap(accessLevelsOf) : ACCESS_LEVELS,
    ),
  );
  return ACCESS_LEVELS.filter((level) => found.has(level));
}
