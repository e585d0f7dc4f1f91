/** A role as somebody made it in the console. */
export interface ConsoleRole {
  readonly trust: object;
  readonly inline: Readonly<Record<string, object>>;
  /** ARNs. */
  readonly attached: readonly string[];
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly maxSessionDuration?: number;
}

interface SubDomain {
  readonly prefix: string;
  readonly branchName: string;
}

/** An app as somebody made it in the console: inputs of CreateApp and CreateBranch, without ids. */
export interface ConsoleApp {
  readonly name: string;
  readonly app: Readonly<Record<string, unknown>>;
  /** By name. Undefined for a role that does not exist. */
  readonly serviceRole?: string;
  readonly computeRole?: string;
  readonly branches: readonly (Readonly<Record<string, unknown>> & {
    readonly branchName: string;
    readonly computeRole?: string;
  })[];
  readonly roles: Readonly<Record<string, ConsoleRole>>;
  /** Undefined if no log was written yet. */
  readonly logGroup?: { readonly retentionInDays?: number; readonly tags?: Readonly<Record<string, string>> };
  /** Inputs of CreateDomainAssociation and CreateWebhook, without the app's id. */
  readonly domains: readonly { readonly domainName: string; readonly subDomainSettings: readonly SubDomain[] }[];
  readonly webhooks: readonly { readonly branchName: string; readonly description?: string }[];
  /** Values that no program may contain. */
  readonly secrets: readonly string[];
}

export const REGION = "eu-west-1";
export const ACCOUNT = "123456789012";

const allow = (Action: string | readonly string[], Resource: string | readonly string[], more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const document = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

export const TRUST = document({
  Effect: "Allow",
  Principal: { Service: "amplify.amazonaws.com" },
  Action: "sts:AssumeRole",
});
const CONDITIONS = {
  ArnLike: { "aws:SourceArn": arn("amplify", "apps/*") },
  StringEquals: { "aws:SourceAccount": ACCOUNT },
};
const TRUST_HERE = document({ ...TRUST.Statement[0], Condition: CONDITIONS });
const TRUST_PEOPLE = document(
  { ...TRUST.Statement[0] },
  { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" },
);

const READS = [
  "dynamodb:BatchGetItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DescribeTable",
  "dynamodb:GetItem",
  "dynamodb:Query",
  "dynamodb:Scan",
];
const table = (name: string) => arn("dynamodb", `table/${name}`);

/** The grant that the first policy is. */
export const AWS_READS = "dynamodb.read(";

/** What people write into compute roles: what functions say exactly, and what none says. */
const POLICIES: readonly object[] = [
  document(allow(READS, table("orders")), allow(["dynamodb:Query", "dynamodb:Scan"], `${table("orders")}/index/*`)),
  document(allow(["dynamodb:GetItem", "dynamodb:PutItem"], [table("orders"), table("carts")])),
  document({ Sid: "Orders", ...allow("dynamodb:*", `${table("shop-")}*`) }),
  document(allow("s3:GetObject", "arn:aws:s3:::web-images/*"), allow("s3:ListBucket", "arn:aws:s3:::web-images")),
  document(allow("s3:GetObject", "arn:aws:s3:::web-images/${aws:PrincipalTag/team}/*")),
  document(allow("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:web-??????"))),
  document(
    allow("ssm:GetParameter", arn("ssm", "parameter/web/*"), {
      Condition: { StringEquals: { "aws:RequestedRegion": REGION } },
    }),
  ),
  document(allow("sqs:SendMessage", arn("sqs", "jobs")), { Effect: "Deny", Action: "sqs:PurgeQueue", Resource: "*" }),
  document(allow(["ses:SendEmail", "ses:SendRawEmail"], arn("ses", "identity/example.com"))),
];
const logs = (appId: string) => {
  const group = arn("logs", `log-group:/aws/amplify/${appId}`);
  return document(
    allow("logs:CreateLogGroup", [group, `${group}:*`]),
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${group}:log-stream:*`),
    allow("logs:DescribeLogGroups", arn("logs", "log-group:*")),
  );
};
const COPIED_LOGS = document(
  allow(
    ["logs:CreateLogStream", "logs:CreateLogGroup", "logs:DescribeLogGroups", "logs:PutLogEvents"],
    arn("logs", "log-group:/aws/amplify/*:*"),
  ),
);

/** The app whose compute role has conditions. Amplify has been reported to refuse such a role, and so does the localhost AWS. */
export const REFUSED_TRUST = 33;

/** How many apps there are. */
export const CONSOLE_APPS = 36;

/** An app made of what people set in the console. The same number is the same app. */
export function consoleApp(number: number, appId: string): ConsoleApp {
  const name = `shop${number}`;
  /** Every option comes with the others: the digits of the number in mixed bases. */
  const pick = <T>(options: readonly T[], stride: number): T =>
    options[Math.floor(number / stride) % options.length] as T;
  const policyOf = (index: number) => POLICIES[index % POLICIES.length] as object;
  const inline = pick<Readonly<Record<string, object>>>(
    [
      { "web-access": policyOf(number) },
      {},
      { permissions: policyOf(number * 2 + 1) },
      { first: policyOf(number), second: policyOf(number + 4) },
    ],
    1,
  );
  const compute: ConsoleRole = {
    trust: number === REFUSED_TRUST ? TRUST_HERE : pick([TRUST, TRUST, TRUST, TRUST, TRUST_PEOPLE], 1),
    inline,
    attached: pick([[], ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]], 3),
    ...pick(
      [{}, { description: 'What the "shop" may do' }, { tags: { team: "web" } }, { maxSessionDuration: 7200 }],
      2,
    ),
  };
  const service: ConsoleRole = {
    trust: pick([TRUST_HERE, TRUST], 2),
    inline: pick<Readonly<Record<string, object>>>(
      [{ "ssr-logs": logs(appId) }, { AmplifyLogs: COPIED_LOGS }, { "ssr-logs": logs(appId), builds: policyOf(5) }, {}],
      1,
    ),
    attached: pick([[], ["arn:aws:iam::aws:policy/service-role/AmplifyBackendDeployFullAccess"]], 5),
  };
  const hasService = number % 9 !== 8;
  const hasCompute = number % 3 !== 2;
  const ownRole = number % 4 === 1;
  const secret = `hunter2-${number}-correct-horse`;
  const isStatic = number === 35;
  return {
    name,
    app: {
      name,
      repository: `https://github.com/example/${name}`,
      platform: isStatic ? "WEB" : "WEB_COMPUTE",
      ...pick<object>(
        [
          {},
          { description: "The shop, ${not.an.expression}" },
          {
            buildSpec:
              'version: 1\nfrontend:\n  phases:\n    build:\n      commands:\n        - echo ${NODE_ENV} "%{x}"\n',
          },
        ],
        1,
      ),
      ...pick<object>(
        [
          { environmentVariables: { TABLE: "orders" } },
          { environmentVariables: { TABLE: "orders", DB_PASSWORD: secret } },
          {},
        ],
        1,
      ),
      ...pick<object>(
        [
          {},
          { customRules: [{ source: "/<*>", target: "/index.html", status: "404-200" }] },
          { customHeaders: "customHeaders: []" },
        ],
        2,
      ),
      ...pick<object>([{}, { enableBranchAutoBuild: true }, { enableBranchAutoDeletion: true }], 4),
      ...pick<object>(
        [
          {},
          {
            enableAutoBranchCreation: true,
            autoBranchCreationPatterns: ["feature/*"],
            autoBranchCreationConfig: { stage: "EXPERIMENTAL", enableAutoBuild: true },
          },
        ],
        6,
      ),
      ...pick<object>([{}, { tags: { owner: "shop team" } }], 3),
      ...pick<object>([{}, {}, {}, { jobConfig: { buildComputeType: "LARGE_16GB" } }], 2),
    },
    ...(hasService ? { serviceRole: `${name}-service` } : {}),
    ...(hasCompute && !isStatic ? { computeRole: `${name}-compute` } : {}),
    branches: [
      {
        branchName: "main",
        stage: "PRODUCTION",
        framework: "Next.js - SSR",
        ...(ownRole ? { computeRole: `${name}-main` } : {}),
      },
      ...pick<ConsoleApp["branches"]>(
        [
          [],
          [
            {
              branchName: "feature/login",
              stage: "DEVELOPMENT",
              enableAutoBuild: false,
              environmentVariables: { API_TOKEN: `${secret}-api`, MODE: "test" },
            },
          ],
          [
            {
              branchName: "develop",
              description: "Next",
              displayName: "next",
              ttl: "10",
              enablePerformanceMode: true,
              enablePullRequestPreview: true,
            },
          ],
        ],
        2,
      ),
    ],
    roles: {
      ...(hasService ? { [`${name}-service`]: service } : {}),
      ...(hasCompute && !isStatic ? { [`${name}-compute`]: compute } : {}),
      ...(ownRole ? { [`${name}-main`]: { trust: TRUST, inline: { main: policyOf(number + 2) }, attached: [] } } : {}),
    },
    ...(isStatic
      ? {}
      : pick<Pick<ConsoleApp, "logGroup">>(
          [
            { logGroup: { retentionInDays: 30 } },
            {},
            // As Amplify creates it.
            { logGroup: {} },
            { logGroup: { retentionInDays: 365, tags: { team: "web" } } },
            {},
          ],
          1,
        )),
    domains: pick<ConsoleApp["domains"]>(
      [
        [],
        [
          {
            domainName: `${name}.example.com`,
            subDomainSettings: [
              { prefix: "", branchName: "main" },
              { prefix: "www", branchName: "main" },
            ],
          },
        ],
        [],
      ],
      1,
    ),
    webhooks: pick<ConsoleApp["webhooks"]>([[], [], [{ branchName: "main", description: "The content changed" }]], 2),
    secrets: [secret],
  };
}
