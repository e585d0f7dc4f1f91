import type { Diagnosis } from "@amplify-roles/core/doctor";
import { accessSections } from "../../render/html.js";
import { STYLE } from "../../render/html-style.js";
import { escaped } from "../../render/markup.js";
import { logsInWords, roleInWords, unseenInWords, whyRole } from "./facts.js";
import { matrixOf } from "./live-matrix.js";
import type { DiagnosedApp } from "./run.js";

const FINDING_STYLE = `
.finding{margin:1rem 0;padding:.8rem 1rem;border:1px solid var(--line);border-left-width:5px;border-radius:8px;max-width:75rem}
.finding h3{margin:0 0 .3rem}
.finding.error{border-left-color:var(--denied)}
.finding.warning,.finding.security-warning{border-left-color:var(--write)}
.finding pre{margin:.4rem 0;padding:.5rem .7rem;background:var(--band);border-radius:5px;overflow-x:auto}
`;

const code = (text: string) => `<code>${escaped(text)}</code>`;
const list = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;

/** A page about one or several apps: self-contained, without a script, for light and dark screens and for print. */
export function appsHtml(apps: readonly DiagnosedApp[]): string {
  const title = `Doctor: ${apps.map(({ diagnosis }) => diagnosis.name).join(", ")}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}${FINDING_STYLE}</style>
</head>
<body>
<main>
${apps.map(section).join("\n")}
</main>
</body>
</html>
`;
}

function section({ snapshot, diagnosis, calls }: DiagnosedApp): string {
  const { summary, name, appId, region, findings, unseen, branches, roles } = diagnosis;
  const now = snapshot.readAt;
  const rows = branches.map(
    ({ branch, role, source }) =>
      `<tr><th scope="row">${escaped(branch)}</th><td>${role === undefined ? "no role" : code(role.slice(role.lastIndexOf("/") + 1))}</td><td class="quiet">${whyRole[source]}</td></tr>`,
  );
  return `<section>
<h1>${escaped(summary)}</h1>
<p class="quiet">${escaped(`${name} (${appId}), ${region}. ${calls} calls to AWS.`)}</p>
${unseen.length === 0 ? "" : `<h2>Not seen</h2><p>Nothing is said about these parts:</p>${list(unseen.map(unseenInWords))}`}
<h2>Findings</h2>
${findings.length === 0 ? "<p>None.</p>" : findings.map(article).join("\n")}
<h2>Branches</h2>
<table class="plain"><thead><tr><th scope="col">Branch</th><th scope="col">Server code runs as</th><th scope="col">Why</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table>
<h2>Roles</h2>
${list(roles.map((role) => `${role.name}: ${roleInWords(role, now)}`))}
<h2>Logs</h2>
<p>${escaped(logsInWords(diagnosis, now))}</p>
<h2>Who may do what</h2>
${accessSections(matrixOf(snapshot))}
</section>`;
}

const article = ({
  severity,
  code: name,
  path,
  message,
  fix,
  grant,
  command,
  evidence,
  page,
}: Diagnosis) => `<article class="finding ${severity}">
<h3>${severity} <a href="${escaped(page)}">${name}</a> <span class="path">${escaped(path)}</span></h3>
<p>${escaped(message)}</p>
<p>${escaped(fix)}</p>
${grant === undefined ? "" : `<pre>${escaped(grant)}</pre>`}${command === undefined ? "" : `<pre>${escaped(command)}</pre>`}
${evidence.length === 0 ? "" : `<p class="quiet">${escaped(evidence.join("; "))}</p>`}
</article>`;
