import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { adoptCommand } from "../../../packages/cli/src/adopt.js";
import type { TerraformJson } from "../../support/cdktf/synthesize.js";
import { type ConsoleApp, consoleApp } from "../../support/console-apps.js";
import { root } from "../../support/repository.js";
import { type Account, accountId, appId, region, roleArn } from "../doctor/support/account.js";
import { FakeAws, type FakeOptions } from "../doctor/support/fake-aws.js";
import { captured } from "../support/captured.js";

/** Whoever has the token can start builds. */
export const WEBHOOK = "token-of-the-webhook";

/** An app of the console, as AWS's APIs describe it. */
export function accountOf(number: number): { readonly account: Account; readonly made: ConsoleApp } {
  const made = consoleApp(number, appId);
  const arnOf = (name: string | undefined) => (name === undefined ? undefined : roleArn(name));
  const account: Account = {
    app: {
      appId,
      appArn: `arn:aws:amplify:${region}:${accountId}:apps/${appId}`,
      description: "",
      environmentVariables: {},
      defaultDomain: `${appId}.amplifyapp.com`,
      enableBranchAutoBuild: false,
      enableBasicAuth: false,
      ...made.app,
      iamServiceRoleArn: arnOf(made.serviceRole),
      computeRoleArn: arnOf(made.computeRole),
    },
    branches: made.branches.map(({ computeRole, ...branch }) => ({
      displayName: branch.branchName,
      description: "",
      enableAutoBuild: true,
      enableBasicAuth: false,
      enableNotification: false,
      enablePullRequestPreview: false,
      environmentVariables: {},
      ttl: "5",
      stage: "NONE",
      ...branch,
      computeRoleArn: arnOf(computeRole),
    })),
    roles: Object.fromEntries(
      Object.entries(made.roles).map(([name, { trust, inline, attached, description, tags, maxSessionDuration }]) => [
        name,
        {
          createdAgo: 86_400,
          trust,
          inline: { ...inline },
          attached: [...attached],
          more: {
            MaxSessionDuration: maxSessionDuration ?? 3600,
            ...(description === undefined ? {} : { Description: description }),
            Tags: Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
          },
        },
      ]),
    ),
    managed: Object.fromEntries(
      Object.values(made.roles)
        .flatMap(({ attached }) => attached)
        .map((arn) => [
          arn,
          { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "*" }] },
        ]),
    ),
    logGroup: made.logGroup,
    domains: made.domains.map(({ domainName, subDomainSettings }) => ({
      domainName,
      subDomains: subDomainSettings.map((subDomainSetting) => ({ subDomainSetting, verified: true, dnsRecord: "" })),
    })),
    webhooks: made.webhooks.map((webhook) => ({
      ...webhook,
      webhookUrl: `https://webhooks.example/?token=${WEBHOOK}`,
    })),
    logEvents: [],
    events: [],
  };
  return { account, made };
}

export async function adopt(account: Account, args: readonly string[] = [], options: FakeOptions = {}) {
  const { said, output } = captured();
  const aws = new FakeAws(account, options);
  const target = args.includes("--app-id") ? [] : ["--app-id", appId];
  const code = await adoptCommand([...target, ...args], output, { connect: aws.connect, sleep: async () => undefined });
  return { code, ...said, calls: aws.calls };
}

export interface Adopted {
  readonly program: string;
  readonly announcements: readonly string[];
  readonly secrets: readonly string[];
}

export async function adopted(account: Account, tool = "cdktf"): Promise<Adopted> {
  const { code, out, error } = await adopt(account, ["--json", "--tool", tool]);
  if (code !== 0) throw new Error(error);
  return JSON.parse(out);
}

/** Runs a CDKTF program, and gives what it synthesized. */
export function run(program: string): TerraformJson {
  const outdir = mkdtempSync(join(tmpdir(), "amplify-roles-adopt-"));
  const before = process.env.CDKTF_OUTDIR;
  process.env.CDKTF_OUTDIR = outdir;
  try {
    const { outputText } = ts.transpileModule(program, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    new Function("require", "exports", outputText)(createRequire(join(root, "index.js")), {});
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
    const [stack] = Object.keys(manifest.stacks);
    return JSON.parse(readFileSync(join(outdir, "stacks", String(stack), "cdk.tf.json"), "utf8"));
  } finally {
    if (before === undefined) delete process.env.CDKTF_OUTDIR;
    else process.env.CDKTF_OUTDIR = before;
    rmSync(outdir, { recursive: true });
  }
}
