import { ran } from "../processes.js";
import type { Remedy } from "./by-hand.js";
import type { PulumiProgram } from "./pulumi.js";
import { takenIn } from "./taken.js";

/** From what Pulumi prints to what is typed. */
export const PULUMI_REMEDIES: readonly Remedy<PulumiProgram>[] = [
  {
    words: "pulumi cancel --yes",
    type: async (program, { printed }) => {
      if (!printed.includes("the stack is currently locked")) return false;
      await program.stack.command("cancel", "--yes");
      return true;
    },
  },
  {
    words:
      "pulumi import <type> <name> <id> --parent <name of the app>=<its URN> --generate-code=false --protect=false",
    type: async (program, { printed }) => {
      // Every error is told beneath the resource that it is of: `aws:iam:Role (site-service-role):`.
      for (const [, name = "", error = ""] of printed.matchAll(/^ {2}aws:\S+ \((.+?)\):\n {4}error: (.*)$/gm)) {
        const taken = takenIn(error);
        if (taken === undefined) continue;
        const app = (await program.stack.exportState()).find(({ type }) => type.endsWith(":AmplifySsrApp"));
        const parent = `--parent=${app?.urn.split("::").at(-1)}=${app?.urn}`;
        const options = [parent, "--generate-code=false", "--protect=false", "--yes", "--skip-preview"];
        const told = await ran(program.stack.command("import", taken.type, name, taken.id, ...options));
        if (!told.succeeded) throw new Error(told.printed);
        return true;
      }
      return false;
    },
  },
  {
    words: "pulumi refresh --clear-pending-creates --yes",
    type: async (program) => {
      if (!(await program.hasPendingOperations())) return false;
      await program.stack.command("refresh", "--clear-pending-creates", "--yes", "--skip-preview");
      return true;
    },
  },
];
