import { doctorCommand } from "../../../../packages/cli/src/doctor.js";
import { captured } from "../../support/captured.js";
import { type Account, appId, now } from "./account.js";
import { FakeAws, type FakeOptions } from "./fake-aws.js";

/** Runs the command against an account in memory. */
export async function doctor(account: Account, args: readonly string[] = [], options: FakeOptions = {}) {
  const aws = new FakeAws(account, options);
  const { said, output } = captured();
  const waits: number[] = [];
  const target = args.includes("--all") || args.includes("--app-id") ? [] : ["--app-id", appId];
  const code = await doctorCommand([...target, ...args], output, {
    connect: aws.connect,
    now,
    isTerminal: false,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
  });
  return { code, ...said, calls: aws.calls, waits };
}

/** The report as JSON. */
export async function diagnosed(account: Account, args: readonly string[] = [], options: FakeOptions = {}) {
  const { out, ...rest } = await doctor(account, [...args, "--json"], options);
  return { ...rest, out, report: JSON.parse(out) };
}
