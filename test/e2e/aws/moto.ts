import type { ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import { start, stop } from "../project/processes.js";
import { AwsError } from "./errors.js";
import { awsServer, close, listen, portInUse } from "./http.js";
import { pythonEnvironment } from "./python.js";
import { refusal } from "./refusal.js";

/** The account that moto believes it is. */
export const MOTO_ACCOUNT = "123456789012";

const START_TIMEOUT_MS = 60_000;
/** How long after its connections a process that crashes is known to have ended. */
const END_TIMEOUT_MS = 2_000;

/** moto's server: IAM, STS, S3, DynamoDB and most of the rest of AWS on a port of this machine, in memory. */
export interface Moto {
  readonly url: string;
  readonly pid: number;
  /** Why moto has ended without being stopped, in one line. It resolves only then. */
  readonly ended: Promise<string>;
  /** Forgets every resource of every service. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface MotoOptions {
  /**
   * The port of the loopback interface to listen on.
   * @default 0, a free one
   */
  readonly port?: number;
  /**
   * The interpreter to run it with.
   * @default that of the virtual environment next to the tests
   */
  readonly python?: string;
}

/** Starts moto, and returns once it answers. */
export async function startMoto({ port: wanted = 0, python }: MotoOptions = {}): Promise<Moto> {
  const interpreter = python ?? (await pythonEnvironment());
  const folder = await temporaryFolder("moto");
  // moto would otherwise consult the caller's own AWS configuration and the machine's metadata address.
  // AWS's own managed policies are there only when asked for.
  const env = {
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PROFILE: undefined,
    MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
  };
  const script = fileURLToPath(new URL("moto_server.py", import.meta.url));
  // Isolated (-I) from the caller's own settings of Python.
  const child = start(interpreter, ["-I", script, String(wanted)], { cwd: folder, env });
  const ended = endOf(child);
  const standIn = awsServer(async (message) => refusal(message, new AwsError("MotoEnded", await ended)));
  let stopping = false;
  const stopAll = async () => {
    stopping = true;
    await stop(child);
    await close(standIn);
    await removeFolder(folder);
  };
  try {
    const port = await Promise.race([printedPort(child), ended.then((reason) => startError(reason, wanted))]);
    const url = `http://127.0.0.1:${port}`;
    await reset(url);
    // The clients of a moto that has crashed are told so in its place.
    const crashed = ended.then((reason) => (stopping ? new Promise<never>(() => undefined) : reason));
    void crashed.then(() => listen(standIn, port)).catch(() => undefined);
    const resetIt = () => reset(url).catch((error: unknown) => rethrow(error, crashed));
    return { url, pid: child.pid ?? Number.NaN, ended: crashed, reset: resetIt, stop: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/**
 * Throws the reason why moto has ended, where that is why a connection failed; otherwise the connection's own error.
 */
export async function rethrow(error: unknown, ended: Promise<string>): Promise<never> {
  const reason = await Promise.race([ended, delay(END_TIMEOUT_MS)]);
  throw reason === undefined ? error : new AwsError("MotoEnded", reason);
}

/** `moto ended with code 1: ModuleNotFoundError: No module named 'moto'` */
function endOf(child: ChildProcess): Promise<string> {
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-20_000);
  });
  return new Promise((resolve) => {
    child.once("error", ({ message }) => resolve(`moto does not start: ${message}`));
    child.once("close", (code, signal) => {
      const [last] = log
        .split("\n")
        .filter((line) => line.trim() !== "")
        .slice(-1);
      resolve(`moto ended with ${signal ?? `code ${code}`}${last === undefined ? "" : `: ${last}`}`);
    });
  });
}

function startError(reason: string, port: number): never {
  if (port !== 0 && /already in use|different port/.test(reason)) throw portInUse(port);
  throw new Error(`${reason}. If its packages are incomplete, remove test/e2e/.venv and run again.`);
}

function printedPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("moto took too long to start")), START_TIMEOUT_MS);
    child.once("close", () => clearTimeout(timer));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      clearTimeout(timer);
      resolve(Number.parseInt(text, 10));
    });
  });
}

async function reset(url: string): Promise<void> {
  const answer = await fetch(`${url}/moto-api/reset`, { method: "POST", signal: AbortSignal.timeout(10_000) });
  if (answer.ok) return;
  const { message = "" } = (await answer.json().catch(() => ({}))) as { message?: string };
  throw new Error(`moto does not reset (${answer.status}): ${message}`);
}
