import type { Need, Recorded, Row } from "./recorded.js";

/** Permissions that belong together: whoever does not use the thing leaves them all out. */
export interface Group {
  /** What its statements' Sids begin with. */
  readonly sid: string;
  /** What is used, in the words of the options. */
  readonly use: string;
  /** What to know before it is left out, or narrowed. */
  readonly note?: string;
}

interface ServiceGroup extends Group {
  readonly has: (need: Need) => boolean;
}

const of =
  (service: string) =>
  ({ action }: Need) =>
    action.startsWith(`${service}:`);
const passing = (need: Need) => need.action === "iam:PassRole";
/** Creating one is an action on its branch, in a statement with the others on branches. */
const isWebhook = ({ action }: Need) => /^amplify:(?!Create)\w+WebHook$/.test(action);
const isDomain = ({ action }: Need) => /^amplify:\w+DomainAssociation$/.test(action);
const toCognito = ({ condition }: Need) => condition?.["iam:PassedToService"] === "cognito-identity.amazonaws.com";

/** What is used by itself; a need belongs to the first that has it. */
const SERVICES: readonly ServiceGroup[] = [
  {
    sid: "IdentityPools",
    use: "Identity pools: `identityPool`, `AmplifyIdentityPoolRole`, and the pool of `appsync-users`",
    has: (need) => of("cognito-identity")(need) || (passing(need) && toCognito(need)),
    note: "AWS authorizes creating a pool and setting its roles and tags on `*` only. If the program does not create a pool, leave out CreateIdentityPool, DescribeIdentityPool and DeleteIdentityPool.",
  },
  {
    sid: "PassRoles",
    use: "Passing the roles to Amplify",
    has: passing,
    note: "Needed if an app or a branch has a role, and for the commands that attach a role to an app that is managed elsewhere. If you give a role by its ARN, add that ARN to the resources.",
  },
  {
    sid: "Policies",
    use: '`policyType: "managed"`',
    has: (need) => of("iam")(need) && need.resource.includes(":policy/"),
  },
  {
    sid: "Roles",
    use: "Roles, with their inline and attached policies",
    has: of("iam"),
  },
  {
    sid: "Hosting",
    use: "The app and its branches",
    has: (need) => of("amplify")(need) && !isWebhook(need) && !isDomain(need),
    note: "AWS authorizes CreateApp on `*` only. Once the app exists, you can replace `apps/*` with `apps/<its id>`. Only webhooks need CreateWebHook.",
  },
  {
    sid: "OwnRoles",
    use: 'Branches with their own role, or `managedBy: "cloudControl"`',
    has: of("cloudformation"),
    note: "Cloud Control uses the caller's credentials. So the caller also needs the permissions for the branch (see the app and its branches) and for passing the role.",
  },
  { sid: "Domains", use: "A domain in the program, as in `new-app` with a domain", has: isDomain },
  {
    sid: "Webhooks",
    use: "Webhooks in the program, as in `new-app`",
    has: isWebhook,
    note: "AWS assigns a webhook's id when it creates the webhook. Creating one is an action on the branch: see the app and its branches. IAM writes WebHook where the API writes Webhook.",
  },
  { sid: "LogGroups", use: "Log groups: `logs: { retentionInDays }`", has: of("logs") },
  { sid: "Tables", use: "DynamoDB tables in the program, as in `new-app`", has: of("dynamodb") },
  { sid: "Buckets", use: "S3 buckets in the program, as in `new-app` and `private-bucket`", has: of("s3") },
  {
    sid: "Keys",
    use: "KMS keys in the program, and secrets that they encrypt, as in `new-app`",
    has: of("kms"),
    note: "AWS assigns a key's id when it creates the key. The key's own policy must allow the calls too. AWS's default key policy lets IAM decide.",
  },
  { sid: "Secrets", use: "Secrets in the program, as in `new-app` and `private-bucket`", has: of("secretsmanager") },
  { sid: "Parameters", use: "Parameters in the program, as in `new-app` and `private-bucket`", has: of("ssm") },
];

/** What only those need who set the option. */
const OPTIONS: Readonly<Record<string, Group>> = {
  exclusivePolicies: { sid: "ExclusivePolicies", use: "`exclusivePolicies: true`" },
  permissionsBoundary: { sid: "Boundaries", use: "Changing or removing `permissionsBoundary`" },
  "logs.kmsKeyId": {
    sid: "LogKeys",
    use: "`logs: { kmsKeyId }`",
    note: "This covers a log group that gets its key when it is created. To add a key to an existing log group or to remove it, you also need `logs:AssociateKmsKey` and `logs:DisassociateKmsKey` on the log group. Those calls are not recorded, because the localhost AWS does not support them. The key's own policy must let CloudWatch Logs use the key.",
  },
  tags: { sid: "Tags", use: "`tags`" },
  importId: { sid: "Import", use: "`importId`" },
};

/** A group, and what it needs. */
export interface Needed extends Group {
  readonly option: boolean;
  readonly rows: readonly Row[];
}

/** Every group in the order in which they are shown, options last; one that needs nothing more has no rows. */
export function groupsOf(recorded: Recorded): readonly Needed[] {
  const lives = Object.values(recorded);
  const base = merged(lives.filter(({ option }) => option === undefined).flatMap(rowsOfBoth));
  const taken = new Set(base.map(keyOf));
  const shown = ["Roles", "Policies", "PassRoles"];
  const rank = ({ sid }: Group) => (shown.includes(sid) ? shown.indexOf(sid) : shown.length);
  const services = SERVICES.map(({ has, ...group }) => ({
    ...group,
    option: false,
    rows: base.filter((row) => SERVICES.find((one) => one.has(row))?.has === has),
  })).sort((one, other) => rank(one) - rank(other));
  const options = Object.entries(OPTIONS).map(([option, group]) => {
    const rows = merged(lives.filter((life) => life.option === option).flatMap(rowsOfBoth)).filter(
      (row) => !taken.has(keyOf(row)),
    );
    for (const row of rows) taken.add(keyOf(row));
    return { ...group, option: true, rows };
  });
  const all = [...services, ...options];
  const lost = merged(lives.flatMap(rowsOfBoth)).filter(
    (row) => !all.some(({ rows }) => rows.some((one) => keyOf(one) === keyOf(row))),
  );
  if (lost.length > 0) throw new Error(`No group has ${lost.map(keyOf).join(", ")}`);
  return all;
}

const rowsOfBoth = ({ terraform, pulumi }: Recorded[string]) => [...terraform, ...pulumi];

const keyOf = ({ action, resource, condition }: Need) => JSON.stringify([action, resource, condition]);

/** Rows of many lives, each need once with all calls and steps. */
function merged(rows: readonly Row[]): readonly Row[] {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const before = found.get(keyOf(row));
    const calls = [...new Set([...(before?.calls ?? []), ...row.calls])].sort();
    const steps = [...new Set([...(before?.steps ?? []), ...row.steps])];
    found.set(keyOf(row), { ...row, calls, steps });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}
