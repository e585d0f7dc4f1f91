// Runs the code of examples/nextjs-app as it is, in place of Next.js's server: a request in JSON on each line of the
// input, its answer on a line of the output. Started by ../ssr.ts, with the app's tsconfig for its `@/`.
import { join } from "node:path";
import { createInterface } from "node:readline";
import { manualSettings } from "./manual-settings.js";
import type { SsrAnswer, SsrRequest } from "./ssr.js";

type Handler = (request: Request, context: { params: Promise<Record<string, unknown>> }) => Promise<Response>;

const app = process.argv[2] ?? "";

/** The file of a route and what its path has in the place of `[...key]`. */
function routeOf(path: string): { readonly file: string; readonly params: Record<string, unknown> } {
  const [, key] = /^\/api\/images\/(.+)$/.exec(path) ?? [];
  if (key === undefined) return { file: `app${path}/route.ts`, params: {} };
  return { file: "app/api/images/[...key]/route.ts", params: { key: key.split("/").map(decodeURIComponent) } };
}

async function answered({ method, path, body }: SsrRequest): Promise<Omit<SsrAnswer, "log">> {
  const url = new URL(path, "http://localhost");
  if (url.pathname === "/settings") {
    const { settings } = await import(join(app, "lib/settings.ts"));
    const read = process.env.SETTINGS_SECRET === undefined ? settings : manualSettings;
    try {
      return { status: 200, body: JSON.stringify({ ...(await read()) }) };
    } catch (error) {
      return { status: 502, body: String(error) };
    }
  }
  const { file, params } = routeOf(url.pathname);
  const handlers: Record<string, Handler> = await import(join(app, file));
  const handler = handlers[method];
  if (handler === undefined) return { status: 405, body: "" };
  const request = new Request(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.text() };
}

async function serve(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const log: string[] = [];
    console.error = (...said: unknown[]) => log.push(said.map(String).join(" "));
    const answer = await answered(JSON.parse(line));
    process.stdout.write(`${JSON.stringify({ ...answer, log: log.join("\n") })}\n`);
  }
}

void serve();
