import { AmplifySettings, AmplifySsrApp, policyFor, s3 } from "@amplify-roles/cdktf";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

const REGION = process.env.AWS_REGION ?? "eu-west-1";
/** Where people open the app. */
const ORIGIN = "https://papyrus.example.com";
const tags = { Project: "papyrus", Stage: "prd" };

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html */
const tasksMayAssume = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

class PapyrusStack extends TerraformStack {
  /** What permissions.test.ts tests. */
  readonly tested;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: REGION });

    // Given with TF_VAR_github_token=…; kept out of the code.
    const githubToken = new TerraformVariable(this, "github_token", { type: "string", sensitive: true });

    // Written by `amplify-roles settings sort .env --for cdktf`. What has no value here gets it from `settings push`.
    const settings = new AmplifySettings(this, "settings", {
      path: "/papyrus/prd",
      variables: {
        DB_HOST: { type: "secret", group: "db" },
        DB_NAME: { type: "secret", group: "db" },
        DB_USER: { type: "secret", group: "db" },
        DB_PASSWORD: { type: "secret", group: "db" },
        AUTH0_DOMAIN: { type: "parameter" },
        AUTH0_CLIENT_ID: { type: "secret", group: "auth0" },
        AUTH0_CLIENT_SECRET: { type: "secret", group: "auth0" },
        // It stays hidden without a secret's 0.40 USD per month.
        AUTH0_AUDIENCE: { type: "secureParameter" },
        AUTH0_CALLBACK_URL: { type: "parameter", value: `${ORIGIN}/callback` },
        FLASK_SECRET_KEY: { type: "generated", group: "flask", length: 64 },
        GUNICORN_WORKERS: { type: "parameter", value: "2" },
        GUNICORN_TIMEOUT: { type: "parameter", value: "60" },
      },
      tags,
    });

    const web = new AmplifySsrApp(this, "web", {
      name: "papyrus",
      repository: "https://github.com/acme/papyrus",
      accessToken: githubToken.stringValue,
      // The path and nothing else. `settings.buildCommand` hands it on to the server.
      environmentVariables: settings.environmentVariables,
      serviceRole: { logs: { retentionInDays: 30 } },
      computeRole: { grants: settings.grants },
      branches: { main: { stage: "PRODUCTION", framework: "Next.js - SSR" } },
      tags,
    });

    const repository = new EcrRepository(this, "images", {
      name: "papyrus",
      imageTagMutability: "MUTABLE",
      encryptionConfiguration: [{ encryptionType: "AES256" }],
      tags,
    });
    const logs = new CloudwatchLogGroup(this, "logs", { name: "/ecs/papyrus", retentionInDays: 1, tags });

    // Starts the task: pulls the image, writes the log. It reads no settings.
    const executionRole = new IamRole(this, "execution-role", {
      name: "papyrus-execution",
      assumeRolePolicy: tasksMayAssume,
      tags,
    });
    new IamRolePolicyAttachment(this, "execution-policy", {
      role: executionRole.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    });

    // What the code in the container runs as. It is not Amplify's, so its policy comes from `policyFor`.
    const taskRole = new IamRole(this, "task-role", { name: "papyrus-task", assumeRolePolicy: tasksMayAssume, tags });
    const taskPolicy = policyFor(this, [
      ...settings.grants,
      s3.readWrite({ name: "papyrus-documents" }, { prefix: "scans/" }),
    ]);
    new IamRolePolicy(this, "task-policy", { name: "permissions", role: taskRole.name, policy: taskPolicy });

    const task = new EcsTaskDefinition(this, "task", {
      family: "papyrus",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      executionRoleArn: executionRole.arn,
      taskRoleArn: taskRole.arn,
      containerDefinitions: JSON.stringify([
        {
          name: "papyrus",
          image: `${repository.repositoryUrl}:latest`,
          essential: true,
          portMappings: [{ containerPort: 8000 }],
          environment: Object.entries(settings.environmentVariables).map(([name, value]) => ({ name, value })),
          logConfiguration: {
            logDriver: "awslogs",
            options: { "awslogs-group": logs.name, "awslogs-region": REGION, "awslogs-stream-prefix": "papyrus" },
          },
        },
      ]),
      tags,
    });

    this.tested = { web };

    // What Auth0's console takes: several URLs with commas between them.
    const origins = [ORIGIN, `https://main.${web.app.defaultDomain}`];
    new TerraformOutput(this, "auth0_callback_urls", {
      value: origins.map((origin) => `${origin}/callback`).join(","),
    });
    new TerraformOutput(this, "auth0_logout_urls", { value: origins.join(",") });
    new TerraformOutput(this, "auth0_origins", { value: origins.join(",") });
    new TerraformOutput(this, "build_command", { value: settings.buildCommand });
    new TerraformOutput(this, "repository_url", { value: repository.repositoryUrl });
    new TerraformOutput(this, "task_definition", { value: task.arn });
    new TerraformOutput(this, "last_assumed", {
      description: "Shows when the server code's role was assumed",
      value: web.computeRole.lastAssumedCommand,
    });
  }
}

// CDK Terrain (cdktn) asks which version of Terraform runs this: write-only arguments need 1.11.
const app = new App({ context: { targetVersions: { terraform: ">=1.11" } } });
export const { tested } = new PapyrusStack(app, "papyrus");
app.synth();
