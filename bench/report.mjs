/** A measure's result as text: a table for each of what ours is measured against. */
export function report({ title, equal, tables, notes = [] }) {
  const parts = tables.map((table) => {
    const rows = table.figures.map((figure) => cells(table, figure));
    return `\n${inColumns([heading(table), ...rows])}`;
  });
  return [`\n${title}`, `Equal: ${equal}.`, ...parts, ...notes].join("\n");
}

const heading = ({ against, relation = "ratio" }) => ["", "ours", against, relation, "middle half", "of least", "goal"];

function cells({ relation: kind }, { name, unit, ours, theirs, relation, middleHalf = [], ofLeast, goal }) {
  const related = (value) => (kind === "difference" ? amount(value, unit) : precise(value));
  return [
    name,
    amount(ours, unit),
    amount(theirs, unit),
    related(relation),
    middleHalf.map(related).join(" to "),
    ofLeast === undefined ? "" : related(ofLeast),
    goal === undefined ? "" : `at most ${related(goal)}: ${relation <= goal ? "met" : "NOT MET"}`,
  ];
}

function inColumns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => cell.padEnd(widths[column])).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}

const amount = (value, unit) => `${Number.isInteger(value) ? value : precise(value)} ${unit}`;

/** Two decimals, or two digits that say something. */
function precise(value) {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) < 0.1 ? value.toPrecision(2) : value.toFixed(2);
}
