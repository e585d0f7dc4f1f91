import { awsEnvironment } from "./environment.js";
import { type Gateway, type GatewayOptions, startGateway } from "./gateway.js";
import { type Moto, startMoto } from "./moto.js";

/** AWS on this machine: the gateway with moto behind it. */
export interface Aws {
  readonly gateway: Gateway;
  readonly moto: Moto;
  /** The environment for everything that is to talk to it. */
  readonly env: NodeJS.ProcessEnv;
  /** Forgets everything, in both. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface AwsOptions extends Omit<GatewayOptions, "moto"> {
  /**
   * The port for moto; `port` is the gateway's.
   * @default 0, a free one
   */
  readonly motoPort?: number;
}

export async function startAws({ motoPort = 0, ...options }: AwsOptions = {}): Promise<Aws> {
  const moto = await startMoto({ port: motoPort });
  const gateway = await startGateway({ ...options, moto }).catch(async (error: unknown) => {
    await moto.stop();
    throw error;
  });
  return {
    gateway,
    moto,
    env: awsEnvironment(gateway),
    reset: async () => {
      gateway.reset();
      await moto.reset();
    },
    stop: async () => {
      await gateway.stop();
      await moto.stop();
    },
  };
}
