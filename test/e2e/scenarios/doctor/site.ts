import { AmplifyClient, CreateAppCommand, CreateBranchCommand, StartJobCommand } from "@aws-sdk/client-amplify";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { ACCOUNT, TRUST } from "../../../support/console-apps.js";
import { answerGraphql } from "../../aws/app-sync-graphql.js";
import type { Aws } from "../../aws/aws.js";
import { REGION } from "../../aws/environment.js";
import { type Enforcement, startEnforcement } from "../../aws/iam-enforcement.js";
import { ADMINISTRATOR, clientOf } from "../../aws/session.js";
import { recordTrail } from "../../aws/trail-recorder.js";
import { AmplifyRuntime, type ServerCall } from "../../ssr/amplify-runtime.js";

export const allow = (Action: string | readonly string[], Resource: string | readonly string[]) => ({
  Effect: "Allow",
  Action,
  Resource,
});
export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

/** AWS with all that doctor looks at: IAM decides about every call, and CloudTrail records them. */
export class Account {
  readonly enforcement: Enforcement;
  readonly runtime: AmplifyRuntime;
  readonly #stops: readonly (() => void)[];

  constructor(readonly aws: Aws) {
    const enforcement = startEnforcement(aws.gateway, aws.moto);
    const runtime = new AmplifyRuntime(aws, enforcement);
    this.enforcement = enforcement;
    this.runtime = runtime;
    this.#stops = [
      () => enforcement.stop(),
      () => runtime.stop(),
      aws.gateway.intercept(answerGraphql(enforcement)),
      recordTrail(aws.gateway),
    ];
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  /** The settings of a client that the account's administrator uses. */
  get administrator() {
    return clientOf(this.aws.gateway, ADMINISTRATOR);
  }

  /** A role that Amplify can assume, with the statements as an inline policy. */
  async createRole(RoleName: string, policyName: string, ...Statement: readonly object[]): Promise<string> {
    const iam = new IAMClient(this.administrator);
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(TRUST) }));
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: policyName, PolicyDocument }));
    return roleArn(RoleName);
  }
}

interface SiteSettings {
  readonly serviceRole?: string;
  readonly computeRole?: string;
  readonly environmentVariables?: Readonly<Record<string, string>>;
}

/** An app with a branch, as somebody made it in the console, and the server code behind it. */
export class Site {
  private constructor(
    readonly account: Account,
    readonly appId: string,
    public calls: readonly ServerCall[],
  ) {}

  static async create(account: Account, settings: SiteSettings, calls: readonly ServerCall[]): Promise<Site> {
    const { serviceRole, computeRole, environmentVariables } = settings;
    const amplify = new AmplifyClient(account.administrator);
    const { app } = await amplify.send(
      new CreateAppCommand({
        name: "site",
        platform: "WEB_COMPUTE",
        repository: "https://github.com/example/site",
        accessToken: "token",
        iamServiceRoleArn: serviceRole,
        computeRoleArn: computeRole,
        environmentVariables,
      }),
    );
    const appId = app?.appId ?? "";
    await amplify.send(new CreateBranchCommand({ appId, branchName: "main", stage: "PRODUCTION" }));
    const site = new Site(account, appId, calls);
    await site.deploy();
    return site;
  }

  async deploy(): Promise<void> {
    const amplify = new AmplifyClient(this.account.administrator);
    await amplify.send(new StartJobCommand({ appId: this.appId, branchName: "main", jobType: "RELEASE" }));
  }

  /** A browser asks for a page. Returns whether all calls of the server code succeeded. */
  async works(): Promise<boolean> {
    return (await this.account.runtime.request(this.appId, "main", this.calls)).every(Boolean);
  }

  /** The permissions to write the app's logs, as AWS's page has them. */
  static logStatements(appId = "*"): readonly object[] {
    const logs = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group`;
    const group = `${logs}:/aws/amplify/${appId}`;
    return [
      allow("logs:CreateLogGroup", [group, `${group}:*`]),
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${group}:log-stream:*`),
      allow("logs:DescribeLogGroups", `${logs}:*`),
    ];
  }
}
