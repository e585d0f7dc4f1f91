import { randomBytes, randomUUID } from "node:crypto";
import { notFound } from "../errors.js";
import type { JsonObject } from "../message.js";
import type { BranchesOfApp } from "./hosting.js";
import { seconds } from "./time.js";

/**
 * The webhooks of one app, by their ids. Nothing listens at their URLs.
 * https://docs.aws.amazon.com/amplify/latest/APIReference/API_Webhook.html
 */
export class Webhooks {
  readonly #app: BranchesOfApp;
  readonly #webhooks = new Map<string, JsonObject>();

  constructor(app: BranchesOfApp) {
    this.#app = app;
  }

  list(): JsonObject[] {
    return [...this.#webhooks.values()];
  }

  has(webhookId: string): boolean {
    return this.#webhooks.has(webhookId);
  }

  get(webhookId: string): JsonObject {
    const webhook = this.#webhooks.get(webhookId);
    if (webhook === undefined) throw notFound(`Webhook ${webhookId} not found.`);
    return webhook;
  }

  create({ branchName, description = "" }: JsonObject): JsonObject {
    this.#app.branch(String(branchName));
    const now = seconds();
    const webhookId = randomUUID();
    const webhook = {
      appId: this.#app.id,
      branchName,
      createTime: now,
      description,
      updateTime: now,
      webhookArn: `${this.#app.arn}/webhooks/${webhookId}`,
      webhookId,
      webhookUrl: urlOf(this.#app.arn, webhookId),
    };
    this.#webhooks.set(webhookId, webhook);
    return webhook;
  }

  update(webhookId: string, { branchName, description }: JsonObject): JsonObject {
    const before = this.get(webhookId);
    if (branchName !== undefined) this.#app.branch(String(branchName));
    const after = {
      ...before,
      branchName: branchName ?? before.branchName,
      description: description ?? before.description,
      updateTime: seconds(),
    };
    this.#webhooks.set(webhookId, after);
    return after;
  }

  delete(webhookId: string): JsonObject {
    const webhook = this.get(webhookId);
    this.#webhooks.delete(webhookId);
    return webhook;
  }
}

/**
 * Its token is what lets a caller start a build. The console adds `&operation=startbuild`.
 * https://docs.amplify.aws/react/deploy-and-host/fullstack-branching/custom-pipelines/
 */
function urlOf(appArn: string, webhookId: string): string {
  const [, , , region] = appArn.split(":");
  const query = new URLSearchParams({ id: webhookId, token: randomBytes(24).toString("hex") });
  return `https://webhooks.amplify.${region}.amazonaws.com/prod/webhooks?${query}`;
}
