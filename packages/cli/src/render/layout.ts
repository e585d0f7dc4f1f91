import type { AccessMatrix, MatrixRole, RolePermission } from "@amplify-roles/core";
import { compareUnits, globMatches, groupBy, toArray } from "@amplify-roles/core/lint";
import { LEVELS, type Level, levelsOf } from "./levels.js";
import { actionsOf, resourcesOf, scopeOf, serviceOf, shortArn } from "./words.js";

/** What one statement says of one cell's resources. */
export interface CellRight {
  readonly right: RolePermission;
  /** Those of the row's service. */
  readonly actions: readonly string[];
  /** Those of the row. */
  readonly resources: readonly string[];
}

/** What one role may do on one row's resources. */
export interface Cell {
  readonly allowed: readonly Level[];
  readonly denied: readonly Level[];
  /** Whether nothing is allowed without a condition. */
  readonly conditional: boolean;
  readonly rights: readonly CellRight[];
}

/** A resource with what lies beneath it: a table and its indexes. */
export interface Row {
  readonly label: string;
  /** Region and account, where they are not those of most resources. */
  readonly scope?: string;
  readonly resources: readonly string[];
  /** By column; nothing where the role may do nothing. */
  readonly cells: readonly (Cell | undefined)[];
}

/** The rows of one service. */
export interface Section {
  /** As actions name it: `dynamodb`; `*` for actions of every service. */
  readonly service: string;
  readonly rows: readonly Row[];
}

/** A policy whose contents are not known, and which roles it is attached to. */
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

/** Puts rights into cells: a column for each role, a row for each resource of each service. */
export function layoutOf({ roles, permissions }: AccessMatrix): Layout {
  const home = mostFrequent(permissions.flatMap(({ statement }) => resourcesOf(statement).map(scopeOf)));
  const byService = groupBy(
    permissions.flatMap((right) =>
      [...new Set(actionsOf(right.statement).map(serviceOf))].map((service) => [service, right]),
    ),
  );
  const denies = permissions.filter(({ statement }) => statement.Effect === "Deny");
  const policies = [...new Set(roles.flatMap(({ managedPolicies }) => managedPolicies))].sort(compareUnits);
  return {
    columns: roles,
    sections: [...byService]
      .sort(([a], [b]) => compareUnits(a, b))
      .map(([service, ofService]) => ({ service, rows: rowsOf(service, ofService, roles, denies, home) })),
    attached: policies.map((arn) => ({ arn, attached: roles.map((role) => role.managedPolicies.includes(arn)) })),
  };
}

function mostFrequent(texts: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || compareUnits(a, b))[0]?.[0];
}

function rowsOf(
  service: string,
  rights: readonly RolePermission[],
  roles: readonly MatrixRole[],
  denies: readonly RolePermission[],
  home: string | undefined,
): readonly Row[] {
  const rootOf = rootsOf(rights.flatMap(({ statement }) => resourcesOf(statement)));
  const byRoot = groupBy(
    rights.flatMap((right) => {
      const actions = actionsOf(right.statement).filter((action) => serviceOf(action) === service);
      const roots = groupBy(resourcesOf(right.statement).map((resource) => [rootOf(resource), resource]));
      return [...roots].map(([root, resources]): [string, CellRight] => [root, { right, actions, resources }]);
    }),
  );
  return [...byRoot]
    .map(([root, ofRoot]): Row => {
      const scope = scopeOf(root);
      const byRole = groupBy(ofRoot.map((cellRight) => [cellRight.right.role, cellRight]));
      return {
        label: shortArn(root),
        ...(scope === undefined || scope === home ? {} : { scope }),
        resources: [...new Set(ofRoot.flatMap(({ resources }) => resources))].sort(compareUnits),
        cells: roles.map(({ id }) =>
          cellOf(
            byRole.get(id),
            denies.filter(({ role }) => role === id),
          ),
        ),
      };
    })
    .sort((a, b) => compareUnits(a.label, b.label) || compareUnits(a.scope ?? "", b.scope ?? ""));
}

/** The resource in whose row another one stands: the shortest one that it lies beneath, by a slash or a colon. */
function rootsOf(resources: readonly string[]): (resource: string) => string {
  const all = new Set(resources);
  return (resource) => {
    for (const { index } of resource.matchAll(/[/:]/g)) {
      const above = resource.slice(0, index);
      if (all.has(above)) return above;
    }
    return resource;
  };
}

/** @param denying the role's statements that deny, wherever they stand */
function cellOf(ofRow: readonly CellRight[] | undefined, denying: readonly RolePermission[]): Cell | undefined {
  if (ofRow === undefined) return undefined;
  const allows = ofRow.filter(({ right }) => right.statement.Effect === "Allow");
  const others = denying.filter((right) => !ofRow.some((one) => one.right === right));
  const rights = [...ofRow, ...others.map((right) => reaching(right, allows)).filter((one) => one.actions.length > 0)];
  const denies = rights.filter(({ right }) => right.statement.Effect === "Deny");
  return {
    allowed: reached(allows),
    denied: reached(denies),
    conditional: allows.length > 0 && allows.every(({ right }) => right.statement.Condition !== undefined),
    rights,
  };
}

/** What of a cell's allowed actions and resources a statement denies that stands in another row. */
function reaching(right: RolePermission, allows: readonly CellRight[]): CellRight {
  const { Action, NotAction, Resource, NotResource } = right.statement;
  const hit = allows.filter(({ resources }) => overlaps(resources, Resource, NotResource).length > 0);
  return {
    right,
    actions: overlaps(
      hit.flatMap(({ actions }) => actions),
      Action,
      NotAction,
    ),
    resources: overlaps(
      hit.flatMap(({ resources }) => resources),
      Resource,
      NotResource,
    ),
  };
}

type Patterns = string | readonly string[] | undefined;

/** What both the texts and the patterns stand for, as far as one of two holds the other; or what no exception holds. */
function overlaps(texts: readonly string[], patterns: Patterns, exceptions: Patterns): readonly string[] {
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

function reached(rights: readonly CellRight[]): readonly Level[] {
  const found = new Set(
    rights.flatMap(({ right: { statement }, actions }) =>
      statement.NotAction === undefined ? actions.flatMap(levelsOf) : LEVELS,
    ),
  );
  return LEVELS.filter((level) => found.has(level));
}
