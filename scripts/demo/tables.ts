import { listOf, type PolicyDocument, type Statement } from "@amplify-roles/core";
import Table from "cli-table3";
import type { DeployedResource } from "../../test/support/deployed.js";

/** Columns without lines between the rows. */
function columns(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly (number | null)[] = [],
) {
  const table = new Table({
    head: [...head],
    colWidths: [...widths],
    wordWrap: true,
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

/** For each role what it is there for, on which branches, and what it may do. */
export function accessTable(resources: readonly DeployedResource[]): string {
  const app = resources.find(({ kind }) => kind === "aws_amplify_app")?.arguments ?? {};
  const all = branches(resources);
  const roles = [
    { use: "builds and SSR logs", arn: app.iamServiceRoleArn, of: all.map(({ name }) => name) },
    { use: "server code", arn: app.computeRoleArn, of: all.filter(({ own }) => !own).map(({ name }) => name) },
    ...all.filter(({ own }) => own).map(({ name, own }) => ({ use: "server code", arn: own, of: [name] })),
  ];
  return roles
    .flatMap(({ use, arn, of }) => {
      if (typeof arn !== "string") return [];
      const role = lastPart(arn);
      const rights = rightsOf(resources, role).map(({ may, on }) => [may, on]);
      return [`${of.join(", ")}: ${use} as ${role}`, columns(["MAY", "ON"], rights, [48, 62]), ""];
    })
    .join("\n");
}

function branches(resources: readonly DeployedResource[]): readonly { name: string; own?: string }[] {
  return resources.flatMap(({ kind, arguments: args }) => {
    if (kind === "aws_amplify_branch") return [{ name: String(args.branchName) }];
    if (kind !== "aws_cloudcontrolapi_resource") return [];
    const { BranchName = "", ComputeRoleArn: own } = args.desiredState as Record<string, string>;
    return [{ name: BranchName, ...(own && { own }) }];
  });
}

function rightsOf(resources: readonly DeployedResource[], role: string): readonly { may: string; on: string }[] {
  const ofRole = resources.filter(({ arguments: args }) => args.role === role);
  return ofRole.flatMap(({ arguments: { policy, policyArn } }) => {
    if (policy !== undefined) return (policy as PolicyDocument).Statement.map(right);
    const own = resources.find(
      ({ kind, arguments: { name } }) => kind === "aws_iam_policy" && name === lastPart(`${policyArn}`),
    );
    if (own !== undefined) return (own.arguments.policy as PolicyDocument).Statement.map(right);
    return [{ may: `all that ${lastPart(`${policyArn}`)} says`, on: "" }];
  });
}

function right({ Action, Resource, Condition }: Statement): { may: string; on: string } {
  const [service = ""] = listOf(Action)[0]?.split(":") ?? [];
  const actions = listOf(Action).map((action) => action.slice(service.length + 1));
  const conditions = Object.values(Condition ?? {}).flatMap((keys) =>
    Object.entries(keys).map(([key, values]) => `  if ${key} is ${listOf(values).join(" or ")}`),
  );
  const on = listOf(Resource).map((arn) => arn.replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:/, ""));
  return { may: `${service}: ${actions.join(", ")}`, on: [...on, ...conditions].join("\n") };
}

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);
