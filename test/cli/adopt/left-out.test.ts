import { describe, expect, test } from "vitest";
import { APP_MEMBERS, BRANCH_MEMBERS } from "../../../packages/cli/src/adopt/left-out.js";
import { type Account, appId, healthy, region, roleArn } from "../doctor/support/account.js";
import { awsError } from "../doctor/support/fake-aws.js";
import { type Adopted, adopt, adopted, run } from "./support.js";

const BASIC_AUTH = Buffer.from("user:password").toString("base64");

/** A value of each member that AWS's API documents, different from what the healthy app has. */
const APP: Readonly<Record<string, unknown>> = {
  appId,
  name: "shop",
  tags: { team: "shop" },
  description: "The shop",
  repository: "https://github.com/acme/shop",
  platform: "WEB_DYNAMIC",
  computeRoleArn: roleArn("other"),
  iamServiceRoleArn: roleArn("other"),
  environmentVariables: { TABLE_NAME: "carts" },
  enableBranchAutoBuild: false,
  enableBranchAutoDeletion: true,
  enableBasicAuth: true,
  basicAuthCredentials: BASIC_AUTH,
  customRules: [{ source: "/a", target: "/b", status: "301" }],
  buildSpec: "version: 2\n",
  customHeaders: "customHeaders: []\n",
  enableAutoBranchCreation: true,
  autoBranchCreationPatterns: ["feature/*"],
  autoBranchCreationConfig: { stage: "BETA" },
  cacheConfig: { type: "AMPLIFY_MANAGED_NO_COOKIES" },
  wafConfiguration: {
    webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/1",
    wafStatus: "ASSOCIATION_SUCCESS",
  },
  jobConfig: { buildComputeType: "XLARGE_72GB" },
};
const BRANCH: Readonly<Record<string, unknown>> = {
  branchName: "next",
  description: "Next",
  tags: { team: "shop" },
  stage: "BETA",
  displayName: "the-next",
  enableNotification: true,
  environmentVariables: { MODE: "test" },
  enableAutoBuild: false,
  enableSkewProtection: true,
  framework: "Nuxt",
  enableBasicAuth: true,
  enablePerformanceMode: true,
  basicAuthCredentials: BASIC_AUTH,
  buildSpec: "version: 2\n",
  ttl: "30",
  enablePullRequestPreview: true,
  pullRequestEnvironmentName: "pr",
  backendEnvironmentArn: `arn:aws:amplify:${region}:123456789012:apps/${appId}/backendenvironments/dev`,
  backend: { stackArn: `arn:aws:cloudformation:${region}:123456789012:stack/amplify-web-main/1` },
  computeRoleArn: roleArn("other"),
};
/** Without which others say nothing, or that are what tells one app from another. */
const SAME = ["appId"];

const changed = (change: (account: Account) => void) => {
  const account = healthy();
  change(account);
  return account;
};
const said = ({ program, announcements }: Adopted) => JSON.stringify([program, announcements]);

describe("each member of AWS's answer is in the program, or announced", () => {
  const rows = (members: Readonly<Record<string, string>>) =>
    Object.entries(members).filter(([name, what]) => what !== "computed" && !SAME.includes(name));

  test.each(rows(APP_MEMBERS))("of an app: %s (%s)", async (name, what) => {
    expect(APP[name], `a value of ${name}`).toBeDefined();
    for (const tool of ["cdktf", "cdktn", "pulumi"]) {
      const before = await adopted(healthy(), tool);
      const after = await adopted(
        changed((account) => {
          account.app = { ...account.app, [name]: APP[name] };
        }),
        tool,
      );
      expect(said(after)).not.toBe(said(before));
      if (what === "announced") expect(after.announcements).not.toEqual(before.announcements);
    }
  });

  test.each(rows(BRANCH_MEMBERS))("of a branch: %s (%s)", async (name, what) => {
    expect(BRANCH[name], `a value of ${name}`).toBeDefined();
    for (const tool of ["cdktf", "cdktn", "pulumi"]) {
      const before = await adopted(healthy(), tool);
      const after = await adopted(
        changed((account) => {
          account.branches[0] = { ...account.branches[0], [name]: BRANCH[name] };
        }),
        tool,
      );
      expect(said(after)).not.toBe(said(before));
      if (what === "announced") expect(after.announcements).not.toEqual(before.announcements);
    }
  });
});

test("what version 6 of the provider has is an argument with CDK Terrain and Pulumi, and announced with CDKTF", async () => {
  const account = changed((one) => {
    one.app = { ...one.app, jobConfig: { buildComputeType: "XLARGE_72GB" } };
    one.branches[0] = { ...one.branches[0], enableSkewProtection: true };
  });
  for (const tool of ["cdktn", "pulumi"]) {
    const { program } = await adopted(account, tool);
    expect(program).toContain('jobConfig: { buildComputeType: "XLARGE_72GB" }');
    expect(program).toContain("enableSkewProtection: true");
  }
  const { program, announcements } = await adopted(account);
  expect(program).not.toMatch(/^ *(jobConfig|enableSkewProtection):/m);
  expect(announcements.join("\n")).toMatch(/build instance XLARGE_72GB.*version 6/);
  expect(announcements.join("\n")).toMatch(/skew protection of the branch main.*version 6/);
});

test("domains, webhooks and backend environments are announced, without the webhook's token", async () => {
  const account = changed((one) => {
    one.domains = [
      {
        domainName: "example.com",
        subDomains: [
          { subDomainSetting: { prefix: "", branchName: "main" } },
          { subDomainSetting: { prefix: "dev", branchName: "develop" } },
        ],
      },
    ];
    one.webhooks = [
      { branchName: "main", description: "content", webhookUrl: "https://webhooks.example/?token=hunter2" },
    ];
    one.backends = [{ environmentName: "staging" }];
  });
  const { announcements, program } = await adopted(account);
  const kept = "Stays as it is in AWS, outside of the program: ";
  expect(announcements).toContain(
    `${kept}The domain example.com (the domain itself → main, dev → develop). docs/custom-domain.md has the program. The import's id is ${appId}/example.com.`,
  );
  expect(announcements.join("\n")).toContain(`${kept}A webhook of the branch main (content)`);
  expect(announcements.join("\n")).toContain(`${kept}The backend environment staging`);
  expect(program + announcements.join()).not.toContain("hunter2");
});

describe("the log group", () => {
  interface Group {
    readonly name: string;
    readonly retention_in_days: number;
    readonly kms_key_id?: string;
    readonly tags?: object;
  }
  const groupsOf = (program: string) => {
    const json = run(program) as unknown as {
      resource: { aws_cloudwatch_log_group?: Record<string, Group> };
      import?: { id: string }[];
    };
    const imports = (json.import ?? []).map(({ id }) => id);
    return { groups: Object.values(json.resource.aws_cloudwatch_log_group ?? {}), imports };
  };

  test.each([
    [
      "with a retention, a key and tags",
      {
        retentionInDays: 90,
        kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1",
        tags: { team: "web", "aws:cloudformation:stack-name": "x" },
      },
      90,
    ],
    ["that never expires", {}, 0],
  ])("%s is imported as it is", async (_, logGroup, days) => {
    const { program, announcements } = await adopted(
      changed((one) => {
        one.logGroup = logGroup;
      }),
    );
    const { groups, imports } = groupsOf(program);
    expect(groups).toMatchObject([{ name: `/aws/amplify/${appId}`, retention_in_days: days }]);
    expect(groups[0]?.kms_key_id).toBe((logGroup as { kmsKeyId?: string }).kmsKeyId);
    if (days > 0) expect(groups[0]?.tags).toEqual({ team: "web" });
    expect(imports).toContain(`/aws/amplify/${appId}`);
    expect(announcements.join("\n")).not.toContain("The log group");
  });

  test("of an app without a service role belongs to the one that the program creates", async () => {
    const { program } = await adopted(
      changed((one) => {
        one.app = { ...one.app, iamServiceRoleArn: "" };
        one.logGroup = { retentionInDays: 30 };
      }),
    );
    expect(groupsOf(program)).toMatchObject({ groups: [{ retention_in_days: 30 }] });
  });

  test.each<[string, (account: Account) => void, RegExp]>([
    [
      "no role that writes it",
      (one) => {
        (one.roles["web-service"] as Account["roles"][string]).inline = {};
      },
      /no service role in the program has the permissions/,
    ],
    [
      "another class",
      (one) => {
        one.logGroup = { logGroupClass: "INFREQUENT_ACCESS" };
      },
      /does not support log groups of the class INFREQUENT_ACCESS/,
    ],
  ])("with %s stays outside, and adopt says so", async (_, change, why) => {
    const { program, announcements } = await adopted(changed(change));
    expect(groupsOf(program).groups).toEqual([]);
    expect(announcements.find((text) => text.includes(`The log group /aws/amplify/${appId}`))).toMatch(why);
  });

  test("is in neither the program nor the announcements if the app has no log group", async () => {
    const { program, announcements } = await adopted(
      changed((one) => {
        one.logGroup = undefined;
      }),
    );
    expect(groupsOf(program).groups).toEqual([]);
    expect(announcements.join()).not.toContain("log group");
  });
});

test.each([
  ["listDomainAssociations", "the app's domains (amplify:ListDomainAssociations: AccessDeniedException)"],
  ["listWebhooks", "the app's webhooks (amplify:ListWebhooks: AccessDeniedException)"],
  [
    "listBackendEnvironments",
    "the app's backend environments (amplify:ListBackendEnvironments: AccessDeniedException)",
  ],
  ["describeLogGroups", `the log group "/aws/amplify/${appId}" (logs:DescribeLogGroups: AccessDeniedException)`],
  [
    "listTagsForResource",
    `the tags of the log group "/aws/amplify/${appId}" (logs:ListTagsForResource: AccessDeniedException)`,
  ],
])("without %s, the program says what could not be seen", async (denied, what) => {
  const fail = (name: string) => (name === denied ? awsError("AccessDeniedException", "no", 403) : undefined);
  const { code, out } = await adopt(healthy(), ["--json"], { fail });
  expect(code).toBe(0);
  const { announcements, program } = JSON.parse(out) as Adopted;
  expect(announcements).toContain(`Could not be seen: ${what}.`);
  expect(program).toContain(what);
});
