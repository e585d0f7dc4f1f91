import type { AccessMatrix, MatrixRole } from "@amplify-roles/core";
import { allBranches, COMPUTE_ROLE_SOURCES, hasSeveralOwners, purposeOf, reachOf, titleOf } from "./describe-role.js";
import { actionsIn, actionsInWords, conditionsInWords, resourcesIn } from "./describe-statement.js";
import { STYLE } from "./html-style.js";
import { type Cell, type CellPermission, type Layout, layoutOf, type Row } from "./layout.js";
import { CONDITIONAL, LEGEND, MAX_BRANCHES, MAX_WIDE_COLUMNS, markOf } from "./marks.js";
import { escaped } from "./markup.js";
import { shortened } from "./width.js";

/** The width of a vertical heading, in characters. The tooltip has all of it. */
const MAX_NARROW_HEADING = 36;

/**
 * A page that shows the matrix: self-contained, without a script, for light and dark screens and for print.
 *
 * @param title the app: `web`
 */
export function accessHtml(matrix: AccessMatrix, title: string): string {
  const page = new Page(matrix);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who may do what: ${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Who may do what: ${escaped(title)}</h1>
${legend()}
</header>
<main>
${page.body()}
</main>
</body>
</html>
`;
}

/** The matrix, the branches and every permission, for another page. */
export const accessSections = (matrix: AccessMatrix): string => `${legend()}\n${new Page(matrix).body()}`;

const legend = () => {
  const entry = (look: string, letters: string, meaning: string) =>
    `<li><span class="mark ${look}">${letters}</span>${meaning}</li>`;
  const entries = [
    ...LEGEND.map(({ look, letters, meaning }) => entry(look, letters, meaning)),
    entry("attached", CONDITIONAL, "only under conditions"),
    entry("attached", "+", "attached"),
    entry("attached unknown", "\u00A0", "permissions unknown"),
  ];
  return `<ul class="legend">${entries.join("")}</ul>`;
};

const code = (text: string) => `<code>${escaped(text)}</code>`;
const lines = (entries: readonly string[]) => entries.map(code).join("<br>");
const grantedBy = (by: string, path: string) => `${escaped(by)} <span class="path">${code(path)}</span>`;

class Page {
  private readonly layout: Layout;
  private readonly withOwner: boolean;
  private readonly narrow: boolean;
  private readonly popovers: string[] = [];

  constructor(private readonly matrix: AccessMatrix) {
    this.layout = layoutOf(matrix);
    this.withOwner = hasSeveralOwners(matrix);
    this.narrow = matrix.roles.length > MAX_WIDE_COLUMNS;
  }

  body(): string {
    const sections = [this.matrixTable(), this.branches(), this.everything()].filter((section) => section !== "");
    return [...sections, ...this.popovers].join("\n");
  }

  private title(role: MatrixRole): string {
    return titleOf(role, this.withOwner);
  }

  private matrixTable(): string {
    const { columns, sections, attached } = this.layout;
    if (columns.length === 0) return "<p>No roles.</p>";
    const width = columns.length + 1;
    const services = sections.map(
      ({ service, rows }) => `<tbody>
<tr class="service"><th colspan="${width}" scope="rowgroup"><span>${escaped(service === "*" ? "all services" : service)}</span></th></tr>
${rows.map((row) => this.row(service, row)).join("\n")}
</tbody>`,
    );
    const policies =
      attached.length === 0
        ? ""
        : `<tbody>
<tr class="service"><th colspan="${width}" scope="rowgroup"><span>attached policies, contents unknown</span></th></tr>
${attached
  .map(
    ({ arn, attached: to }) =>
      `<tr><th scope="row" class="resource">${escaped(arn)}</th>${columns
        .map((role, index) =>
          to[index] ? `<td><span class="mark attached" title="attached">+</span></td>` : empty(role),
        )
        .join("")}</tr>`,
  )
  .join("\n")}
</tbody>`;
    return `<div class="frame" tabindex="0" role="region" aria-label="Access matrix">
<table class="matrix${this.narrow ? " narrow" : ""}">
<thead><tr><th scope="col">On</th>${columns.map((role) => this.heading(role)).join("")}</tr></thead>
${[...services, policies].filter((body) => body !== "").join("\n")}
</table>
</div>`;
  }

  private heading(role: MatrixRole): string {
    const reach = reachOf(role, MAX_BRANCHES);
    const hint = `${this.title(role)}: ${role.name}; ${reachOf(role)}`;
    const text = this.narrow
      ? `${role.type === "compute" ? "" : `<b>${escaped(this.title(role))}</b> `}<small>${escaped(shortened(reach, MAX_NARROW_HEADING))}</small>`
      : `${escaped(this.title(role))}<small>${escaped(reach)}</small><small>${code(role.name)}${role.exists ? " exists, permissions unknown" : ""}</small>`;
    return `<th scope="col" title="${escaped(hint)}"><div>${text}</div></th>`;
  }

  private row(service: string, row: Row): string {
    const { regionAndAccount: elsewhere } = row;
    const scope = elsewhere === undefined ? "" : ` <span class="quiet">(${escaped(elsewhere)})</span>`;
    const cells = row.cells.map((cell, index) => {
      const role = this.layout.columns[index] as MatrixRole;
      return cell === undefined ? empty(role) : this.cell(service, row, role, cell);
    });
    return `<tr><th scope="row" class="resource" title="${escaped(row.resources.join("\n"))}">${escaped(row.label)}${scope}</th>${cells.join("")}</tr>`;
  }

  private cell(service: string, row: Row, role: MatrixRole, cell: Cell): string {
    const { look, words, letters } = markOf(cell);
    const id = `c${this.popovers.length}`;
    const where = `${this.title(role)}, ${reachOf(role, MAX_BRANCHES)}`;
    this.popovers.push(`<div popover id="${id}">
<h3>${escaped(`${service}: ${row.label}`)}</h3>
<p class="quiet">${escaped(where)}, as ${code(role.name)}</p>
${cell.permissions.map(details).join("\n")}
</div>`);
    const hint = cell.permissions.map((one) => hintOf(one)).join("\n");
    return `<td><button type="button" class="mark ${look}" popovertarget="${id}" aria-label="${escaped(`${words}: ${row.label}, ${where}`)}" title="${escaped(hint)}">${this.narrow ? letters : words}</button></td>`;
  }

  private branches(): string {
    const { roles } = this.matrix;
    const branches = allBranches(this.matrix);
    if (branches.length === 0) return "";
    const nameOf = new Map(roles.map(({ id, name }) => [id, name]));
    const rows = branches.map(({ owner, name, computeRole, computeRoleSource }) => {
      const role = computeRole === undefined ? "no role" : code(nameOf.get(computeRole) ?? "");
      const branch = this.withOwner ? `${owner}: ${name}` : name;
      return `<tr><th scope="row">${escaped(branch)}</th><td>${role}</td><td class="quiet">${COMPUTE_ROLE_SOURCES[computeRoleSource]}</td></tr>`;
    });
    return `<h2>The role of each branch's server code</h2>
<table class="plain">
<thead><tr><th scope="col">Branch</th><th scope="col">Runs as</th><th scope="col">Why</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
  }

  private everything(): string {
    return [`<h2>Every permission</h2>`, ...this.matrix.roles.map((role) => this.permissionsOf(role))].join("\n");
  }

  private permissionsOf(role: MatrixRole): string {
    const permissions = this.matrix.permissions.filter((permission) => permission.role === role.id);
    const rows = permissions.map(({ statement, by, path }) => {
      const not = statement.Effect === "Deny" ? "<strong>not</strong> " : "";
      const conditions = conditionsInWords(statement.Condition).map((words) => `<br>if ${code(words)}`);
      return `<tr><td>${not}${code(actionsInWords(actionsIn(statement)))}</td><td>${lines(resourcesIn(statement))}${conditions.join("")}</td><td>${grantedBy(by, path)}</td></tr>`;
    });
    const policies = role.managedPolicies.map(
      (arn) =>
        `<tr><td colspan="2">the permissions of the policy, contents unknown</td><td>${grantedBy("attached", arn)}</td></tr>`,
    );
    const nothing = role.exists ? "The role exists already, so its permissions are unknown." : "It has no permissions.";
    const table = `<table class="plain">
<thead><tr><th scope="col">May</th><th scope="col">On</th><th scope="col">Granted by</th></tr></thead>
<tbody>
${[...rows, ...policies].join("\n")}
</tbody>
</table>`;
    return `<section>
<h3>${escaped(this.title(role))}: ${code(role.name)}</h3>
<p class="quiet">${escaped(`${purposeOf(role)}; ${reachOf(role)}`)}</p>
${rows.length + policies.length === 0 ? `<p>${nothing}</p>` : table}
</section>`;
  }
}

const empty = ({ exists }: MatrixRole) =>
  exists ? `<td class="unknown"><span class="unseen">unknown</span></td>` : `<td></td>`;

function hintOf({ permission, actions }: CellPermission): string {
  const { statement, by } = permission;
  const conditions = conditionsInWords(statement.Condition);
  const only = conditions.length === 0 ? "" : ` if ${conditions.join(" and ")}`;
  return `${statement.Effect === "Deny" ? "not " : ""}${actionsInWords(actions)}${only} (${by})`;
}

function details({ permission, actions, resources }: CellPermission): string {
  const { statement, by, path } = permission;
  const conditions = conditionsInWords(statement.Condition);
  return `<dl>
<dt>${statement.Effect === "Deny" ? "may not" : "may"}</dt><dd>${code(actionsInWords(actions))}</dd>
<dt>on</dt><dd>${lines(resources)}</dd>
${conditions.length === 0 ? "" : `<dt>if</dt><dd>${lines(conditions)}</dd>\n`}<dt>granted by</dt><dd>${grantedBy(by, path)}</dd>
</dl>`;
}
