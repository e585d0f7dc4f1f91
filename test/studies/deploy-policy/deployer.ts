import type { PolicyDocument } from "@amplify-roles/core";
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { type Aws, startAws } from "../../e2e/aws/aws.js";
import { madeInTheConsole } from "../../e2e/aws/console-app.js";
import { REGION } from "../../e2e/aws/environment.js";
import { type Decision, type Enforcement, startEnforcement } from "../../e2e/aws/iam-enforcement.js";
import { motoClient } from "../../e2e/aws/moto-client.js";
import { stopProviders } from "../../e2e/project/provider.js";

const UserName = "deployer";

/** AWS with IAM enforcement in front of it, and a user whose one policy is what may be done. */
export class Deployer {
  private constructor(
    readonly aws: Aws,
    private readonly enforcement: Enforcement,
    private readonly iam: IAMClient,
    /** The environment of the user's tools. */
    readonly env: NodeJS.ProcessEnv,
  ) {}

  static async create(): Promise<Deployer> {
    // How long a role takes until it can be assumed is another matter.
    const aws = await startAws({ propagationMs: 0 });
    const enforcement = startEnforcement(aws.gateway, aws.moto);
    // Through the gateway, for IAM enforcement to learn whose the access key is.
    const passing = new IAMClient(motoClient(aws.gateway.url, REGION));
    await passing.send(new CreateUserCommand({ UserName }));
    const { AccessKey } = await passing.send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKeyId: AWS_ACCESS_KEY_ID, SecretAccessKey: AWS_SECRET_ACCESS_KEY } = AccessKey ?? {};
    const env = { ...aws.env, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
    return new Deployer(aws, enforcement, new IAMClient(motoClient(aws.moto.url, REGION)), env);
  }

  /** Forgets everything in AWS but the user, who may do what the policy allows. */
  async begin(policy: PolicyDocument): Promise<void> {
    await this.aws.reset();
    await this.iam.send(new CreateUserCommand({ UserName }));
    const PolicyDocument = JSON.stringify(policy);
    await this.iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "deploy", PolicyDocument }));
    this.enforcement.clear();
  }

  /** Makes an app as somebody makes it in the console, and gives its id. */
  madeInTheConsole(name: string): Promise<string> {
    return madeInTheConsole(this.aws.gateway, name);
  }

  /** What the user was asked for since the last time, and what IAM enforcement said. */
  takeDecisions(): readonly Decision[] {
    const decisions = [...this.enforcement.decisions];
    this.enforcement.clear();
    return decisions;
  }

  async stop(): Promise<void> {
    this.enforcement.stop();
    await stopProviders(this.env);
    await this.aws.stop();
  }
}
