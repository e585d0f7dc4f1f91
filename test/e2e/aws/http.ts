import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { type Answer, type AwsMessage, CUT } from "./message.js";
import { signatureOf } from "./scope.js";

/** An endpoint of AWS on the loopback interface. */
export function awsServer(answer: (message: AwsMessage) => Promise<Answer>): Server {
  return createServer((incoming, outgoing) => {
    read(incoming)
      .then(answer)
      .then((answered) => send(outgoing, answered))
      // The client has gone.
      .catch(() => outgoing.destroy());
  });
}

/** @param port 0 for a free one */
export async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? portInUse(port) : error),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
}

export const portInUse = (port: number) =>
  new Error(`Port ${port} is in use. Stop the process that uses it, or choose another port; 0 is a free one.`);

export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

async function read(incoming: IncomingMessage): Promise<AwsMessage> {
  const [path = "/", search = ""] = (incoming.url ?? "/").split("?", 2);
  return {
    method: incoming.method ?? "GET",
    path,
    query: new URLSearchParams(search),
    search,
    headers: incoming.headers,
    body: await buffer(incoming),
    ...signatureOf(incoming.headers),
  };
}

function send(outgoing: ServerResponse, answer: Answer): void {
  if (answer === CUT) {
    outgoing.socket?.destroy();
    return;
  }
  outgoing.writeHead(answer.status, answer.headers);
  outgoing.end(answer.body);
}
