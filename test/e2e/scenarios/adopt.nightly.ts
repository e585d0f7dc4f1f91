import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { PolicyDocument } from "@amplify-roles/core";
import { minimize } from "@amplify-roles/core/adapter";
import { AmplifyClient, CreateDomainAssociationCommand, CreateWebhookCommand } from "@aws-sdk/client-amplify";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { beforeEach, expect, it } from "vitest";
import { ACCOUNT, CONSOLE_APPS, type ConsoleApp, consoleApp, REFUSED_TRUST } from "../../support/console-apps.js";
import { root } from "../../support/repository.js";
import type { Aws } from "../aws/aws.js";
import { REGION } from "../aws/environment.js";
import { motoClient } from "../aws/moto-client.js";
import { ADMINISTRATOR, clientOf } from "../aws/session.js";
import { describeEachTool } from "../project/each-tool.js";
import { e2eFolder } from "../project/folders.js";
import type { Project, Tool } from "../project/project.js";
import { PulumiProject } from "../project/pulumi.js";
import { TerraformProject } from "../project/terraform.js";
import { expectNothingToDo } from "./environment/support/expectations.js";

/** All of them take a quarter of an hour, and half an hour on busy cores: `ADOPT_APPS=all npm run test:nightly -- test/e2e/scenarios/adopt`; or some: `1,7`. */
const { ADOPT_APPS: asked } = process.env;
const all = Array.from({ length: CONSOLE_APPS }, (_, number) => number).filter((number) => number !== REFUSED_TRUST);
const numbers = asked === "all" ? all : (asked?.split(",").map(Number) ?? all.filter((number) => number % 6 === 1));
const arnOf = (name: string | undefined) => (name === undefined ? undefined : `arn:aws:iam::${ACCOUNT}:role/${name}`);

/** Makes the app and its roles in AWS, as the console does. */
async function make(aws: Aws, number: number): Promise<{ appId: string; made: ConsoleApp }> {
  const {
    gateway: { hosting },
    moto,
  } = aws;
  // The service role's policy has the id of the app.
  const first = consoleApp(number, "");
  const { appId = "" } = (await hosting.createApp(REGION, { ...first.app, accessToken: "token" })) as {
    appId?: string;
  };
  const made = consoleApp(number, appId);
  const iam = new IAMClient(motoClient(moto.url, REGION));
  for (const [RoleName, role] of Object.entries(made.roles)) {
    await iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: JSON.stringify(role.trust),
        Tags: Object.entries(role.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
        ...(role.description === undefined ? {} : { Description: role.description }),
        ...(role.maxSessionDuration === undefined ? {} : { MaxSessionDuration: role.maxSessionDuration }),
      }),
    );
    for (const [PolicyName, document] of Object.entries(role.inline))
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: JSON.stringify(document) }));
    for (const PolicyArn of role.attached) await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  }
  const roles = { iamServiceRoleArn: arnOf(made.serviceRole), computeRoleArn: arnOf(made.computeRole) };
  await hosting.updateApp(REGION, appId, JSON.parse(JSON.stringify(roles)));
  for (const { computeRole, ...branch } of made.branches)
    await hosting.createBranch(
      REGION,
      appId,
      JSON.parse(JSON.stringify({ ...branch, computeRoleArn: arnOf(computeRole) })),
    );
  await makeNeighbors(aws, appId, made);
  return { appId, made };
}

/** Makes what the app has besides: its log group, domains and webhooks. */
async function makeNeighbors({ gateway }: Aws, appId: string, made: ConsoleApp): Promise<void> {
  const { logGroup } = made;
  const logs = new CloudWatchLogsClient(clientOf(gateway, ADMINISTRATOR));
  const logGroupName = `/aws/amplify/${appId}`;
  if (logGroup !== undefined) await logs.send(new CreateLogGroupCommand({ logGroupName, ...logGroup }));
  const { retentionInDays } = logGroup ?? {};
  if (retentionInDays !== undefined) await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
  const amplify = new AmplifyClient(clientOf(gateway, ADMINISTRATOR));
  for (const domain of made.domains)
    await amplify.send(
      new CreateDomainAssociationCommand({ appId, ...domain, subDomainSettings: [...domain.subDomainSettings] }),
    );
  for (const webhook of made.webhooks) await amplify.send(new CreateWebhookCommand({ appId, ...webhook }));
}

/** What each role may do, and which role it is. */
async function access({ moto }: Aws, { roles }: ConsoleApp): Promise<Readonly<Record<string, unknown>>> {
  const iam = new IAMClient(motoClient(moto.url, REGION));
  const entries = Object.keys(roles).map(async (RoleName) => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    const documents = await Promise.all(
      PolicyNames.map(async (PolicyName) => {
        const { PolicyDocument: text = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
        return (JSON.parse(decodeURIComponent(text)) as PolicyDocument).Statement;
      }),
    );
    const { RoleId, Description = "", MaxSessionDuration, Tags, AssumeRolePolicyDocument } = Role ?? {};
    const trust = JSON.parse(decodeURIComponent(AssumeRolePolicyDocument ?? ""));
    return [
      RoleName,
      {
        RoleId,
        Description,
        MaxSessionDuration,
        Tags,
        trust,
        statements: minimize(documents.flat()),
        attached: AttachedPolicies.map(({ PolicyArn }) => PolicyArn).sort(),
      },
    ] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The log group as it is now, and what the app has besides. */
async function neighborsOf({ gateway }: Aws, appId: string): Promise<object> {
  const logs = new CloudWatchLogsClient(clientOf(gateway, ADMINISTRATOR));
  const { logGroups = [] } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: `/aws/amplify/${appId}` }),
  );
  const groups = logGroups.map(async ({ logGroupName, creationTime, retentionInDays, arn = "" }) => ({
    logGroupName,
    creationTime,
    retentionInDays,
    tags: (await logs.send(new ListTagsForResourceCommand({ resourceArn: arn.replace(/:\*$/, "") }))).tags,
  }));
  return {
    groups: await Promise.all(groups),
    domains: structuredClone(gateway.hosting.domains(REGION, appId).list()),
    webhooks: structuredClone(gateway.hosting.webhooks(REGION, appId).list()),
  };
}

/** A project with the program that `adopt` writes. */
async function adopt(tool: Tool, { env }: Aws, appId: string, { name }: ConsoleApp) {
  const cli = join(root, "packages/cli/dist/main.cjs");
  const args = [cli, "adopt", "--app-id", appId, "--json", "--tool", tool === "terraform" ? "cdktf" : "pulumi"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } });
  const { program, announcements } = JSON.parse(stdout) as { program: string; announcements: readonly string[] };
  const options = { program: join(e2eFolder, "fixtures", tool), entry: "imported", env };
  const project: Project =
    tool === "terraform"
      ? await TerraformProject.create({ ...options, stack: name })
      : await PulumiProject.create(options);
  await project.write(tool === "terraform" ? "main.ts" : "index.ts", program);
  return { project, program, announcements };
}

describeEachTool(
  "the program of a live app",
  (tool, aws) => {
    beforeEach(() => aws().reset());

    it.for(numbers)(
      "imports app %i, changes what it announced, plans nothing more, and replaces nothing",
      async (number, { skip }) => {
        const { appId, made } = await make(aws(), number);
        const before = await access(aws(), made);
        const { hosting } = aws().gateway;
        const live = () => {
          const app = hosting.getApp(REGION, appId);
          const branches = made.branches.map(({ branchName }) => hosting.getBranch(REGION, appId, branchName));
          return JSON.parse(JSON.stringify({ app, branches }, (key, value) => (key === "updateTime" ? 0 : value)));
        };
        const settings = live();
        const neighbors = await neighborsOf(aws(), appId);
        const { project, announcements } = await adopt(tool, aws(), appId, made);
        try {
          // Neither do the tests of exclusive policies.
          if (tool === "pulumi" && /^Creates the policy/m.test(announcements.join("\n")))
            skip("the plugin has no ids for exclusive policies");
          const variables = { ...(made.app.environmentVariables as object | undefined) } as Record<string, string>;
          const secrets = Object.fromEntries(
            Object.entries({
              DB_PASSWORD: variables.DB_PASSWORD,
              feature_login_API_TOKEN: made.branches
                .map(
                  ({ environmentVariables }) => (environmentVariables as Record<string, string> | undefined)?.API_TOKEN,
                )
                .find((value) => value !== undefined),
            }).filter(([name, value]) => value !== undefined && announcements.some((text) => text.includes(name))),
          );
          await project.set(secrets);
          const first = await project.plan().catch((error: Error) => {
            // A plugin that bridges version 5 of the provider.
            if (!/jobConfig .*has no such property/.test(error.message)) throw error;
            return skip("the plugin has no jobConfig");
          });
          const planned = first.filter(({ action }) => !/import/.test(action));
          expect(planned.filter(({ action }) => action === "replace" || action === "delete")).toEqual([]);
          const changes = announcements.filter((text) => /^(Creates|Writes|Marks)/.test(text));
          if (changes.length === 0) expect(planned).toEqual([]);
          else expect(planned).not.toEqual([]);

          await project.deploy();
          expect(await access(aws(), made)).toEqual(before);
          expect(await neighborsOf(aws(), appId)).toEqual(neighbors);
          if (made.serviceRole !== undefined) expect(live()).toEqual(settings);
          await expectNothingToDo(project);
        } finally {
          await project.remove();
        }
      },
    );
  },
  { propagationMs: 0 },
);
