import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** What every value begins with, so that every file can be searched for it. */
export const HIDDEN = "hidden-";

/** The values of papyrus's `.env`, and the API that its app calls with one of them. */
export class Papyrus {
  #number = 1;
  readonly #server: Server = createServer((request, response) => {
    response.writeHead(request.headers.authorization === `Bearer hidden-token-${this.#number}` ? 204 : 401).end();
  });

  /** Starts the API. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, resolve));
  }

  stop(): void {
    this.#server.close();
  }

  /** From now on, there is another token, and another password of the database. */
  rotate(): void {
    this.#number += 1;
  }

  get values(): Readonly<Record<string, string>> {
    return {
      DB_HOST: "hidden-host",
      DB_NAME: "hidden-name",
      DB_USER: "hidden-user",
      DB_PASSWORD: `hidden-password-${this.#number}`,
      AUTH0_DOMAIN: "hidden-domain",
      AUTH0_CLIENT_ID: "hidden-client",
      AUTH0_CLIENT_SECRET: "hidden-client-secret",
      AUTH0_CALLBACK_URL: "https://hidden-callback.example.com/callback",
      FLASK_SECRET_KEY: "hidden-flask # key",
      GUNICORN_WORKERS: "hidden-4",
      GUNICORN_TIMEOUT: "hidden-60",
      // What the demo app calls.
      API_URL: `http://localhost:${(this.#server.address() as AddressInfo).port}/hidden-path`,
      API_TOKEN: `hidden-token-${this.#number}`,
    };
  }

  get names(): readonly string[] {
    return Object.keys(this.values).sort();
  }

  /** The values as a file that people could have written. */
  get file(): string {
    const lines = Object.entries(this.values).map(([name, value]) => `export ${name}="${value}"`);
    return ["# papyrus", ...lines, ""].join("\r\n");
  }
}

/** The files under a folder that contain a value. Installed packages are not searched. */
export function filesWithValues(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => !/(^|\/)(node_modules|\.terraform)(\/|$)/.test(path))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  if (files.length === 0) throw new Error(`There are no files in ${folder}`);
  return files.filter((path) => readFileSync(path, "latin1").includes(HIDDEN));
}
