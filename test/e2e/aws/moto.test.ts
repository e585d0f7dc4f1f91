import { chmod, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { afterEach, expect, it } from "vitest";
import { removeFolder, temporaryFolder } from "../project/folders.js";
import { describeWith, hasPython } from "../project/tools.js";
import { startAws } from "./aws.js";
import { REGION } from "./environment.js";
import { startMoto } from "./moto.js";
import { motoClient } from "./moto-client.js";
import { ADMINISTRATOR, clientOf } from "./session.js";

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A program that takes the place of Python's interpreter. */
async function program(text: string): Promise<string> {
  const folder = await temporaryFolder("python");
  cleanUps.push(() => removeFolder(folder));
  const file = join(folder, "python");
  await writeFile(file, `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
  return file;
}

describeWith([hasPython], "a moto that does not run", () => {
  it("says why it ended while it was starting, in one line", async () => {
    const python = await program(`
      echo 'Traceback (most recent call last):' >&2
      echo '  File "moto_server.py", line 13, in <module>' >&2
      echo "ModuleNotFoundError: No module named 'moto'" >&2
      exit 3`);
    await expect(startMoto({ python })).rejects.toThrow(
      /^moto ended with code 3: ModuleNotFoundError: No module named 'moto'\. If its packages are incomplete, remove test\/e2e\/\.venv and run again\.$/,
    );
    await expect(startMoto({ python: "/nowhere/python" })).rejects.toThrow(/^moto does not start: .*ENOENT.*$/);
  });

  it("says that its port is in use, or the gateway's", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    cleanUps.push(() => new Promise((resolve) => other.close(resolve)));
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const message = `Port ${port} is in use. Stop the process that uses it, or choose another port; 0 is a free one.`;
    await expect(startAws({ motoPort: port })).rejects.toThrow(message);
    await expect(startAws({ port })).rejects.toThrow(message);
  });

  it("listens on the ports that it is given", async () => {
    const { gateway, moto, stop } = await startAws();
    await stop();
    const ports = [gateway.url, moto.url].map((url) => Number(new URL(url).port));
    const [port = 0, motoPort = 0] = ports;
    const again = await startAws({ port, motoPort });
    cleanUps.push(() => again.stop());
    expect([again.gateway.url, again.moto.url]).toEqual([gateway.url, moto.url]);
  });

  it("says why it ended, to whoever asks the gateway or moto itself, in the middle of a request and later", async () => {
    const aws = await startAws();
    cleanUps.push(() => aws.stop());
    const through = new IAMClient(clientOf(aws.gateway, ADMINISTRATOR));
    const past = new IAMClient(motoClient(aws.moto.url, REGION));
    await through.send(new ListRolesCommand({}));

    // A request that moto has accepted, and will not answer any more.
    process.kill(aws.moto.pid, "SIGSTOP");
    const asked = through.send(new ListRolesCommand({}));
    await new Promise((resolve) => setTimeout(resolve, 200));
    process.kill(aws.moto.pid, "SIGKILL");
    const refusal = { name: "MotoEnded", message: "moto ended with SIGKILL", $metadata: { httpStatusCode: 400 } };
    await expect(asked).rejects.toMatchObject(refusal);

    await expect(through.send(new ListRolesCommand({}))).rejects.toMatchObject(refusal);
    await expect(past.send(new ListRolesCommand({}))).rejects.toMatchObject(refusal);
    await expect(aws.reset()).rejects.toThrow("moto ended with SIGKILL");
  });
});
