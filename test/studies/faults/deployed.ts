import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Aws } from "../../e2e/aws/aws.js";
import { REGION } from "../../e2e/aws/environment.js";
import type { AwsRequest } from "../../e2e/aws/message.js";
import { type AccountSnapshot, takeSnapshot } from "../../e2e/aws/snapshot.js";
import type { Project } from "../../e2e/project/project.js";
import { callOf, isRead } from "./calls.js";

/** How long Cloud Control may take to create a branch, in milliseconds. */
const PATIENCE_MS = 10_000;
const HEADERS = ["authorization", "content-type", "x-amz-date", "x-amz-target"] as const;

/**
 * What a deploy calls and leaves behind, to have the same again without running the tool, which takes a third of the
 * time of a case.
 */
export class Deployed {
  private constructor(
    private readonly aws: Aws,
    private readonly project: Project,
    /** The calls that changed something, in their order. */
    private readonly requests: readonly AwsRequest[],
    private readonly state: string,
    private readonly appId: string,
    private readonly held: AccountSnapshot,
  ) {}

  /** Deploys to an empty AWS. */
  static async by(project: Project, aws: Aws): Promise<Deployed> {
    const requests: AwsRequest[] = [];
    const stop = aws.gateway.intercept(async (request, next) => {
      const answer = await next();
      if (!isRead(callOf(request))) requests.push(request);
      return answer;
    });
    await project.deploy();
    stop();
    const state = await readFile(project.stateFile, "utf8");
    return new Deployed(aws, project, requests, state, theAppId(aws), await takeSnapshot(aws));
  }

  /** Makes the same calls to an empty AWS, and restores the state. What AWS makes up is different: the app's id. */
  async restore(): Promise<void> {
    const { aws, project } = this;
    let appId = this.appId;
    for (const { operation, method, path, search, headers, body } of this.requests) {
      const url = `${aws.gateway.url}${path.replaceAll(this.appId, appId)}${search === "" ? "" : `?${search}`}`;
      const given = HEADERS.map((name) => [name, headers[name]]).filter(([, value]) => value !== undefined);
      const text = body.toString("utf8").replaceAll(this.appId, appId);
      const answer = await fetch(url, {
        method,
        headers: Object.fromEntries(given),
        ...(text === "" ? {} : { body: text }),
      });
      if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
      if (operation === "CreateApp") appId = theAppId(aws);
    }
    await writeFile(project.stateFile, this.state.replaceAll(this.appId, appId));
    const deadline = Date.now() + PATIENCE_MS;
    while (!isDeepStrictEqual(await takeSnapshot(aws), this.held)) {
      if (Date.now() > deadline) throw new Error("The same calls have another result than the deploy");
      await sleep(100);
    }
  }
}

function theAppId({ gateway }: Aws): string {
  const [app] = gateway.hosting.listApps(REGION);
  return String(app?.appId);
}
