import { randomInt } from "node:crypto";
import { AwsError, badRequest, notFound } from "../errors.js";
import type { JsonObject } from "../message.js";
import { MOTO_ACCOUNT } from "../moto.js";
import { partitionOf } from "../scope.js";
import type { ComputeRoleCheck } from "./compute-role.js";
import { Domains } from "./domains.js";
import { APP_DEFAULTS, BRANCH_DEFAULTS, changed } from "./settings.js";
import { seconds } from "./time.js";
import { Webhooks } from "./webhooks.js";

/** A record as Amplify shows it: an app or a branch, in the members of the API. */
export type AmplifyRecord = JsonObject & { tags: JsonObject };

interface App {
  readonly region: string;
  shown: AmplifyRecord;
  readonly branches: Map<string, AmplifyRecord>;
  readonly domains: Domains;
  readonly webhooks: Webhooks;
}

/** An app for what refers to its branches. */
export interface BranchesOfApp {
  readonly id: string;
  readonly arn: string;
  /** @throws AwsError if there is no branch of that name */
  branch(name: string): AmplifyRecord;
}

/**
 * The apps and branches of Amplify Hosting, whichever service asks: Amplify's own API or Cloud Control. Requests come
 * in already checked against their shapes.
 */
export class AmplifyHosting {
  readonly #apps = new Map<string, App>();
  readonly #checkComputeRole: ComputeRoleCheck;
  /** Domains and webhooks. */

  constructor(checkComputeRole: ComputeRoleCheck) {
    this.#checkComputeRole = checkComputeRole;
  }

  reset(): void {
    this.#apps.clear();
  }

  async createApp(region: string, input: JsonObject): Promise<AmplifyRecord> {
    const settings = await this.#appSettings(region, APP_DEFAULTS, input);
    const appId = newAppId();
    const now = seconds();
    const shown = {
      ...settings,
      appId,
      appArn: `arn:${partitionOf(region)}:amplify:${region}:${MOTO_ACCOUNT}:apps/${appId}`,
      defaultDomain: `${appId}.amplifyapp.com`,
      createTime: now,
      updateTime: now,
      tags: { ...(input.tags as JsonObject | undefined) },
    };
    const branch = (name: string) => this.getBranch(region, appId, name);
    const app = { id: appId, arn: shown.appArn, branch };
    const referring = { domains: new Domains(app), webhooks: new Webhooks(app) };
    this.#apps.set(appId, { region, shown, branches: new Map(), ...referring });
    return shown;
  }

  getApp(region: string, appId: string): AmplifyRecord {
    return this.#app(region, appId).shown;
  }

  listApps(region: string): AmplifyRecord[] {
    return [...this.#apps.values()].filter((app) => app.region === region).map(({ shown }) => shown);
  }

  async updateApp(region: string, appId: string, input: JsonObject): Promise<AmplifyRecord> {
    const app = this.#app(region, appId);
    const settings = await this.#appSettings(region, app.shown, input);
    app.shown = { ...settings, tags: app.shown.tags, updateTime: seconds() };
    return app.shown;
  }

  deleteApp(region: string, appId: string): AmplifyRecord {
    const { shown } = this.#app(region, appId);
    this.#apps.delete(appId);
    return shown;
  }

  async createBranch(region: string, appId: string, input: JsonObject): Promise<AmplifyRecord> {
    const app = this.#app(region, appId);
    const branchName = String(input.branchName);
    // Worded as in https://github.com/aws-amplify/amplify-hosting/issues/2604.
    if (app.branches.has(branchName)) {
      throw badRequest(`Failed to create branch. The branch ${branchName} already exists for the app ${appId}`);
    }
    const settings = await this.#branchSettings(app, BRANCH_DEFAULTS, input);
    const now = seconds();
    const shown = {
      displayName: branchName.toLowerCase().replaceAll(/[^0-9a-z-]/g, "-"),
      ...settings,
      branchArn: `${app.shown.appArn}/branches/${branchName}`,
      branchName,
      createTime: now,
      updateTime: now,
      tags: { ...(input.tags as JsonObject | undefined) },
    };
    app.branches.set(branchName, shown);
    return shown;
  }

  getBranch(region: string, appId: string, branchName: string): AmplifyRecord {
    const branch = this.#app(region, appId).branches.get(branchName);
    if (branch === undefined) throw notFound(`Branch ${branchName} not found.`);
    return branch;
  }

  listBranches(region: string, appId: string): AmplifyRecord[] {
    return [...this.#app(region, appId).branches.values()];
  }

  async updateBranch(region: string, appId: string, branchName: string, input: JsonObject): Promise<AmplifyRecord> {
    const before = this.getBranch(region, appId, branchName);
    const app = this.#app(region, appId);
    const settings = await this.#branchSettings(app, before, input);
    const after = { ...settings, tags: before.tags, updateTime: seconds() };
    app.branches.set(branchName, after);
    return after;
  }

  /**
   * What Amplify does to a branch that it builds for the first time: it sets the framework that it finds, unless the
   * branch has one. https://github.com/aws-amplify/amplify-hosting/issues/2042
   */
  buildBranch(region: string, appId: string, branchName: string, framework = "Next.js - SSR"): AmplifyRecord {
    const before = this.getBranch(region, appId, branchName);
    const { branches } = this.#app(region, appId);
    const number = String(Number(before.totalNumberOfJobs) + 1);
    const after = {
      ...before,
      framework: before.framework === "" ? framework : before.framework,
      totalNumberOfJobs: number,
      updateTime: seconds(),
    };
    branches.set(branchName, after);
    return after;
  }

  deleteBranch(region: string, appId: string, branchName: string): AmplifyRecord {
    const branch = this.getBranch(region, appId, branchName);
    this.#app(region, appId).branches.delete(branchName);
    return branch;
  }

  /** The domains of an app, which are deleted with it. */
  domains(region: string, appId: string): Domains {
    return this.#app(region, appId).domains;
  }

  /** The webhooks of an app, which are deleted with it. */
  webhooks(region: string, appId: string): Webhooks {
    return this.#app(region, appId).webhooks;
  }

  /** Those of the app that has the webhook of that id, whose requests do not name the app. */
  webhooksWith(region: string, webhookId: string): Webhooks {
    const ofRegion = [...this.#apps.values()].filter((app) => app.region === region);
    const found = ofRegion.find(({ webhooks }) => webhooks.has(webhookId));
    if (found === undefined) throw notFound(`Webhook ${webhookId} not found.`);
    return found.webhooks;
  }

  /** The app or the branch with an ARN, whose tags can be changed in place. */
  byArn(arn: string): AmplifyRecord {
    const apps = [...this.#apps.values()];
    const all = [...apps.map(({ shown }) => shown), ...apps.flatMap(({ branches }) => [...branches.values()])];
    const found = all.find(({ appArn, branchArn }) => (branchArn ?? appArn) === arn);
    if (found === undefined) throw new AwsError("ResourceNotFoundException", `Resource ${arn} not found`, 404);
    return found;
  }

  #app(region: string, appId: string): App {
    const app = this.#apps.get(appId);
    if (app?.region !== region) throw notFound(`App ${appId} not found.`);
    return app;
  }

  async #appSettings(region: string, before: JsonObject, input: JsonObject): Promise<JsonObject> {
    const after = changed(before, input);
    // Worded as in https://github.com/aws-amplify/amplify-hosting/issues/468. CodeCommit needs no token.
    const tokens = ["accessToken", "oauthToken"].filter((name) => (input[name] ?? "") !== "");
    const repository = String(input.repository ?? "");
    if (repository !== "" && !repository.includes("codecommit") && tokens.length === 0) {
      throw badRequest("You should at least provide one valid token");
    }
    if (input.computeRoleArn !== undefined || input.platform !== undefined) {
      await this.#checkComputeRole({ arn: String(after.computeRoleArn ?? ""), platform: after.platform, region });
    }
    return after;
  }

  async #branchSettings(app: App, before: JsonObject, input: JsonObject): Promise<JsonObject> {
    const after = changed(before, input);
    if (input.computeRoleArn !== undefined) {
      const { platform } = app.shown;
      await this.#checkComputeRole({ arn: String(after.computeRoleArn ?? ""), platform, region: app.region });
    }
    return after;
  }
}

/** `d` and thirteen lower-case letters and digits, as Amplify's ids are. */
function newAppId(): string {
  return `d${Array.from({ length: 13 }, () => randomInt(36).toString(36)).join("")}`;
}
