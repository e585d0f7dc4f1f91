import Table from "cli-table3";
import type { DeployedResource } from "../../test/support/deployed.js";

/** Columns without lines between the rows. */
function columns(head: readonly string[], rows: readonly (readonly string[])[]) {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], "padding-left": 0 },
    chars: Object.fromEntries(
      ["top", "bottom", "left", "right", "mid"]
        .flatMap((side) => [
          [side, ""],
          [`${side}-mid`, ""],
          [`${side}-left`, ""],
          [`${side}-right`, ""],
        ])
        .concat([["middle", " "]]),
    ),
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString().replace(/ +$/gm, "");
}

/** Every resource with its name in AWS. */
export function resourceTable(resources: readonly DeployedResource[]): string {
  const rows = resources.map(({ kind, id, arguments: args }) => {
    const state = args.desiredState as Record<string, string> | undefined;
    return [kind, id, String(args.policyArn ?? args.name ?? args.branchName ?? state?.BranchName)];
  });
  return columns(["RESOURCE", "IN THE STACK", "NAME IN AWS"], rows);
}
