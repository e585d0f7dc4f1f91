import { AmplifySettings, AmplifySsrApp, policyFor, s3 } from "@amplify-roles/pulumi";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// Given with `pulumi config set --secret githubToken …`; kept out of the code.
const githubToken = new pulumi.Config().requireSecret("githubToken");

/** Where people open the app. */
const ORIGIN = "https://papyrus.example.com";
const tags = { Project: "papyrus", Stage: "prd" };

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html */
const tasksMayAssume = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

// Written by `amplify-roles settings sort .env --for pulumi`. What has no value here gets it from `settings push`.
const settings = new AmplifySettings("settings", {
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

export const web = new AmplifySsrApp("web", {
  name: "papyrus",
  repository: "https://github.com/acme/papyrus",
  accessToken: githubToken,
  // The path and nothing else. `settings.buildCommand` hands it on to the server.
  environmentVariables: settings.environmentVariables,
  serviceRole: { logs: { retentionInDays: 30 } },
  computeRole: { grants: settings.grants },
  branches: { main: { stage: "PRODUCTION", framework: "Next.js - SSR" } },
  tags,
});

const repository = new aws.ecr.Repository("images", {
  name: "papyrus",
  imageTagMutability: "MUTABLE",
  encryptionConfigurations: [{ encryptionType: "AES256" }],
  tags,
});
const logs = new aws.cloudwatch.LogGroup("logs", { name: "/ecs/papyrus", retentionInDays: 1, tags });

// Starts the task: pulls the image, writes the log. It reads no settings.
const executionRole = new aws.iam.Role("execution-role", {
  name: "papyrus-execution",
  assumeRolePolicy: tasksMayAssume,
  tags,
});
new aws.iam.RolePolicyAttachment("execution-policy", {
  role: executionRole.name,
  policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
});

// What the code in the container runs as. It is not Amplify's, so its policy comes from `policyFor`.
const taskRole = new aws.iam.Role("task-role", { name: "papyrus-task", assumeRolePolicy: tasksMayAssume, tags });
const taskPolicy = policyFor([...settings.grants, s3.readWrite({ name: "papyrus-documents" }, { prefix: "scans/" })]);
new aws.iam.RolePolicy("task-policy", { name: "permissions", role: taskRole.name, policy: taskPolicy });

const task = new aws.ecs.TaskDefinition("task", {
  family: "papyrus",
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "256",
  memory: "512",
  executionRoleArn: executionRole.arn,
  taskRoleArn: taskRole.arn,
  containerDefinitions: pulumi.jsonStringify([
    {
      name: "papyrus",
      image: pulumi.interpolate`${repository.repositoryUrl}:latest`,
      essential: true,
      portMappings: [{ containerPort: 8000 }],
      environment: Object.entries(settings.environmentVariables).map(([name, value]) => ({ name, value })),
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": logs.name,
          "awslogs-region": aws.getRegionOutput().region,
          "awslogs-stream-prefix": "papyrus",
        },
      },
    },
  ]),
  tags,
});

// What Auth0's console takes: several URLs with commas between them.
const atAmplify = pulumi.interpolate`https://main.${web.app.defaultDomain}`;
export const auth0CallbackUrls = pulumi.interpolate`${ORIGIN}/callback,${atAmplify}/callback`;
export const auth0LogoutUrls = pulumi.interpolate`${ORIGIN},${atAmplify}`;
export const auth0Origins = pulumi.interpolate`${ORIGIN},${atAmplify}`;
export const buildCommand = settings.buildCommand;
export const repositoryUrl = repository.repositoryUrl;
export const taskDefinition = task.arn;
/** Shows when the server code's role was assumed. */
export const lastAssumed = web.computeRole.lastAssumedCommand;
