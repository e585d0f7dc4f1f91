import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  status,
  type UntypedHandleCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import resourceServices from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import type { Monitor } from "./monitor.js";

const monitorMethods = [
  "supportsFeature",
  "registerResource",
  "registerResourceOutputs",
  "readResource",
  "invoke",
  "registerStackTransform",
  "registerStackInvokeTransform",
  "signalAndWaitForShutdown",
] as const satisfies ReadonlyArray<keyof Monitor>;

const engineMethods = ["log", "getRootResource", "setRootResource"] as const satisfies ReadonlyArray<keyof Monitor>;

/** As large as the engine's limit; a policy never comes near, a whole registration with assets might. */
const messageLimit = { "grpc.max_receive_message_length": 400 * 1024 * 1024 };

export interface Connection {
  /** Host and port, of the resource monitor and of the engine both. */
  readonly address: string;
  close(): void;
}

/** Offers the monitor to another process, on a free port of the loopback interface. */
export async function serve(monitor: Monitor): Promise<Connection> {
  const server = new Server(messageLimit);
  server.addService(resourceServices.ResourceMonitorService, handlers(monitor, monitorMethods));
  server.addService(engineServices.EngineService, handlers(monitor, engineMethods));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    address: `127.0.0.1:${port}`,
    close() {
      monitor.close();
      server.forceShutdown();
    },
  };
}

/** A client with the methods of Pulumi's own, which calls the monitor in this process without a connection. */
export type DirectClient = Record<string, (request: unknown, callback: sendUnaryData<unknown>) => void>;

export function directMonitor(monitor: Monitor): DirectClient {
  return direct(monitor, monitorMethods);
}

export function directEngine(monitor: Monitor): DirectClient {
  return direct(monitor, engineMethods);
}

type Method = (typeof monitorMethods)[number] | (typeof engineMethods)[number];

function handlers(monitor: Monitor, methods: readonly Method[]): UntypedServiceImplementation {
  const handler =
    (method: Method): UntypedHandleCall =>
    (call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>) =>
      answer(monitor, method, call.request, callback);
  return Object.fromEntries(methods.map((method) => [method, handler(method)]));
}

function direct(monitor: Monitor, methods: readonly Method[]): DirectClient {
  return {
    ...Object.fromEntries(
      methods.map((method): [string, DirectClient[string]] => [
        method,
        (request, callback) => answer(monitor, method, request, callback),
      ]),
    ),
    close: () => monitor.close(),
  };
}

/** An error reaches the program in the form that a client of gRPC would give it. */
async function answer(monitor: Monitor, method: Method, request: unknown, callback: sendUnaryData<unknown>) {
  monitor.calls += 1;
  try {
    callback(null, await monitor[method](request as never));
  } catch (error) {
    const details = error instanceof Error ? error.message : String(error);
    callback({ name: "Error", code: status.UNKNOWN, details, message: `${status.UNKNOWN} UNKNOWN: ${details}` }, null);
  }
}
