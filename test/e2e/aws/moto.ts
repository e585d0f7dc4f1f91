import type { ChildProcess } from "node:child_process";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import { start, stop, tail } from "../project/processes.js";
import { pythonEnvironment } from "./python.js";

/** The account that moto believes it is. */
export const MOTO_ACCOUNT = "123456789012";

const START_TIMEOUT_MS = 60_000;

/** moto's server: IAM, STS, S3, DynamoDB and most of the rest of AWS on a port of this machine, in memory. */
export interface Moto {
  readonly url: string;
  /** Forgets every resource of every service. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts moto on a free port of the loopback interface, and returns once it answers. */
export async function startMoto(): Promise<Moto> {
  const python = await pythonEnvironment();
  const folder = await temporaryFolder("moto");
  // moto would otherwise consult the caller's own AWS configuration and the machine's metadata address.
  // AWS's own managed policies are there only when asked for.
  const env = {
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PROFILE: undefined,
    MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
    PYTHONUNBUFFERED: "1",
  };
  const child = start(python, ["-m", "moto.server", "--host", "127.0.0.1", "--port", "0"], { cwd: folder, env });
  child.stdout?.resume();
  try {
    const url = await announcedUrl(child);
    await answers(url);
    return {
      url,
      reset: () => reset(url),
      stop: async () => {
        await stop(child);
        await removeFolder(folder);
      },
    };
  } catch (error) {
    await stop(child);
    await removeFolder(folder);
    throw error;
  }
}

/** The address that the server prints once it has been given a port; asking for port 0 leaves no race for one. */
function announcedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const fail = (reason: string) => reject(new Error(`moto ${reason}\n${tail(printed, 30)}`));
    const timer = setTimeout(() => fail("printed no address in time"), START_TIMEOUT_MS);
    child.once("error", reject);
    child.once("exit", () => fail("ended while it was starting"));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      printed = (printed + text).slice(-20_000);
      const url = /Running on (http:\/\/127\.0\.0\.1:\d+)\s/.exec(printed)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return await reset(url);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function reset(url: string): Promise<void> {
  const answer = await fetch(`${url}/moto-api/reset`, { method: "POST", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`moto answered its reset with ${answer.status}: ${await answer.text()}`);
}
