import { fileURLToPath } from "node:url";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../aws/aws.js";
import { REGION } from "../aws/environment.js";
import type { Enforcement } from "../aws/iam-enforcement.js";
import { MOTO_ACCOUNT } from "../aws/moto.js";
import { assumeRole, clientOf, environmentOf, type SignedIn } from "../aws/session.js";
import { assumption } from "../aws/trail-recorder.js";
import { run } from "../project/processes.js";

/** What server code does when a browser asks for a page. */
export type ServerCall =
  | {
      /** `dynamodb` for `@aws-sdk/client-dynamodb`. */
      readonly service: string;
      readonly client: string;
      readonly command: string;
      readonly input: object;
      /** The variables that have an access key and its secret, for code that uses keys. */
      readonly keys?: readonly [id: string, secret: string];
    }
  | { readonly api: string; readonly query: string };

const NONE = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined };

/**
 * What Amplify does with an app's roles: it assumes the service role at each deployment and writes the logs of server code
 * as it, and it runs server code as the compute role that is in effect. CloudTrail records both.
 * https://docs.aws.amazon.com/amplify/latest/userguide/amplify-SSR-compute-role.html
 */
export class AmplifyRuntime {
  /** The service role's session of the last deployment, which writes the logs. By app. */
  readonly #writers = new Map<string, SignedIn | undefined>();
  readonly #stop: () => void;

  constructor(
    private readonly aws: Aws,
    private readonly enforcement: Enforcement,
  ) {
    this.#stop = aws.gateway.intercept(async (request, next) => {
      const answer = await next();
      if (request.operation === "StartJob" && typeof answer !== "symbol" && answer.status === 200)
        await this.#deployed(request.path.split("/")[2] ?? "");
      return answer;
    });
  }

  stop(): void {
    this.#stop();
  }

  /** A service role takes effect with a deployment. */
  async #deployed(appId: string): Promise<void> {
    const { iamServiceRoleArn: role = "" } = this.aws.gateway.hosting.getApp(REGION, appId);
    this.#writers.set(appId, role === "" ? undefined : await this.#assume(appId, String(role), "BuildSession"));
  }

  /** A browser asks for a page of a branch. Returns which calls of the server code succeeded. */
  async request(appId: string, branch: string, calls: readonly ServerCall[]): Promise<readonly boolean[]> {
    const { hosting } = this.aws.gateway;
    const { computeRoleArn: ofApp, environmentVariables } = hosting.getApp(REGION, appId);
    const { computeRoleArn: own } = hosting.getBranch(REGION, appId, branch);
    const role = String(own || ofApp || "");
    const session = role === "" ? undefined : await this.#assume(appId, role, `AmplifyHostingCompute-app=${appId}`);
    const env = {
      ...this.aws.env,
      // The build writes them to .env.production.
      ...(environmentVariables as NodeJS.ProcessEnv),
      ...(session === undefined ? NONE : environmentOf(session)),
    };
    const script = fileURLToPath(new URL("server-code.mjs", import.meta.url));
    const { stdout, stderr } = await run(process.execPath, [script, JSON.stringify(calls)], { env, timeoutMs: 60_000 });
    await this.#log(appId, branch, stderr.split("\n").filter(isOfTheCode));
    return JSON.parse(stdout);
  }

  async #assume(appId: string, role: string, session: string): Promise<SignedIn | undefined> {
    const context = {
      "aws:SourceArn": `arn:aws:amplify:${REGION}:${MOTO_ACCOUNT}:apps/${appId}/branches/main`,
      "aws:SourceAccount": MOTO_ACCOUNT,
    };
    const isTrusted = await this.enforcement.trusts("amplify.amazonaws.com", role, context);
    this.aws.gateway.cloudTrail.record(assumption(role, session, !isTrusted));
    return isTrusted ? assumeRole(this.aws.gateway, { RoleArn: role, RoleSessionName: session }) : undefined;
  }

  /** Writes what the role may write. Without a service role, the lines are lost. */
  async #log(appId: string, branch: string, lines: readonly string[]): Promise<void> {
    const writer = this.#writers.get(appId);
    if (writer === undefined) return;
    const logs = new CloudWatchLogsClient(clientOf(this.aws.gateway, writer));
    const logGroupName = `/aws/amplify/${appId}`;
    const logStreamName = `${branch}/${new Date().toISOString().slice(0, 10)}`;
    const unlessThere = async (call: Promise<unknown>) => {
      await call.catch((error: Error) => {
        if (error.name !== "ResourceAlreadyExistsException") throw error;
      });
    };
    try {
      await unlessThere(logs.send(new CreateLogGroupCommand({ logGroupName })));
      await unlessThere(logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName })));
      const logEvents = ["GET /", ...lines].map((message) => ({ timestamp: Date.now(), message }));
      await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    } catch (error) {
      if (!(error as Error).name.startsWith("AccessDenied")) throw error;
    }
  }
}

/** Without the SDK's warning about the version of Node.js. */
const isOfTheCode = (line: string) => /^\w*(Error|Exception|Denied): /.test(line);
