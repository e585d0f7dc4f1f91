import { describe, expect, test } from "vitest";
import { suggestGrant } from "../../../packages/core/src/doctor.js";
import {
  type Account,
  accountId,
  appId,
  assumed,
  computeTrust,
  deniedEvent,
  healthy,
  logPolicy,
  now,
  policy,
  region,
  roleArn,
  session,
  table,
} from "./support/account.js";
import { deployedGrant } from "./support/deployed-grant.js";
import { diagnosed } from "./support/run.js";

/** A broken app, what doctor finds, and what follows its advice. After that, doctor calls the app healthy. */
interface Story {
  readonly name: string;
  readonly breakIt: (account: Account) => void;
  readonly finds: readonly string[];
  /** Does what the findings say, with their commands and grants. */
  readonly follow: (account: Account, findings: readonly Found[]) => void;
}
interface Found {
  readonly code: string;
  readonly grant?: string;
  readonly command?: string;
}

const app = (account: Account) => account.app as Record<string, unknown>;
const role = (account: Account, name: string) => account.roles[name] as Account["roles"][string];
/** The time at which somebody follows the advice: an update of the app, and a request afterwards. */
const later = (account: Account) => {
  app(account).updateTime = new Date((now - 30) * 1000);
  account.events.unshift(assumed("web-compute", session, 10));
};

const api = `arn:aws:appsync:${region}:${accountId}:apis/abcdefghijklmnopqrstuvwxyz`;

const stories: readonly Story[] = [
  {
    name: "missing logs: the service role cannot write them",
    breakIt: (account) => {
      role(account, "web-service").inline = {};
      account.logGroup = undefined;
      account.logEvents = [];
    },
    finds: ["LOGS_NOT_ALLOWED"],
    follow: (account, findings) => {
      const [, document = ""] = /--policy-document '(.*)'$/.exec(findings[0]?.command ?? "") ?? [];
      role(account, "web-service").inline["ssr-logs"] = JSON.parse(document);
      account.logGroup = { retentionInDays: 30 };
      account.logEvents = [{ ago: 5, message: "GET /" }];
    },
  },
  {
    name: "CredentialsProviderError: the app's permissions are on the service role",
    breakIt: (account) => {
      delete app(account).computeRoleArn;
      role(account, "web-service").inline = {
        "ssr-logs": logPolicy,
        app: policy({ Effect: "Allow", Action: "dynamodb:GetItem", Resource: table }),
      };
      account.logEvents.push({
        ago: 60,
        message: "CredentialsProviderError: Could not load credentials from any providers",
      });
    },
    finds: ["NO_CREDENTIALS", "NO_COMPUTE_ROLE", "PERMISSIONS_ON_SERVICE_ROLE"],
    follow: (account) => {
      app(account).computeRoleArn = roleArn("web-compute");
      delete role(account, "web-service").inline.app;
      later(account);
    },
  },
  {
    name: "Unauthorized from AppSync: the policy names the API alone",
    breakIt: (account) => {
      role(account, "web-compute").inline.api = policy({ Effect: "Allow", Action: "appsync:GraphQL", Resource: api });
      account.events.unshift(deniedEvent("web-compute", "appsync:GraphQL", `${api}/types/Query/fields/getPost`));
    },
    finds: ["CALL_ON_OTHER_RESOURCE", "APPSYNC_API_WITHOUT_FIELDS"],
    follow: (account, findings) => {
      role(account, "web-compute").inline.api = deployedGrant(findings[0]?.grant ?? "");
    },
  },
  {
    name: "a role that Amplify cannot assume",
    breakIt: (account) => {
      role(account, "web-compute").trust = policy({
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
      });
      account.events = [
        assumed("web-compute", session, 60, { errorCode: "AccessDenied" }),
        account.events[1] as Account["events"][number],
      ];
    },
    finds: ["TRUST_PRINCIPAL", "ASSUME_ROLE_REFUSED"],
    follow: (account) => {
      role(account, "web-compute").trust = computeTrust;
      later(account);
    },
  },
  {
    name: "a call that the compute role lacks",
    breakIt: (account) => {
      account.events.unshift(deniedEvent("web-compute", "dynamodb:PutItem", table));
    },
    finds: ["CALL_NOT_ALLOWED"],
    follow: (account, findings) => {
      role(account, "web-compute").inline.more = deployedGrant(findings[0]?.grant ?? "");
    },
  },
];

describe("doctor finds it, its advice fixes it, and then the app is healthy:", () => {
  test.each(stories.map((story) => [story.name, story] as const))("%s", async (_, { breakIt, finds, follow }) => {
    const account = healthy();
    breakIt(account);
    const before = await diagnosed(account);
    const worth = before.report.findings.filter(({ severity }: { severity: string }) => severity !== "suggestion");
    expect(worth.map(({ code }: Found) => code).sort()).toEqual([...finds].sort());
    follow(account, worth);
    const after = await diagnosed(account);
    expect({ code: after.code, findings: after.report.findings, status: after.report.status }).toEqual({
      code: 0,
      findings: [],
      status: "healthy",
    });
  });
});

describe("a field that AppSync refused", () => {
  const refused = (...resources: readonly string[]) => {
    const account = healthy();
    account.logEvents.push({ ago: 60, message: "GraphQLError: Not Authorized to access getPost on type Query" });
    if (resources.length > 0)
      role(account, "web-compute").inline.api = policy(
        ...resources.map((Resource) => ({ Effect: "Allow", Action: "appsync:GraphQL", Resource })),
      );
    return account;
  };
  const found = async (account: Account) => {
    const { report, code } = await diagnosed(account);
    const [finding] = report.findings.filter((one: Found) => one.code === "GRAPHQL_FIELD_NOT_ALLOWED");
    return { finding, status: report.status, code };
  };

  test("gets its grant and its command, if the policies name one API", async () => {
    const { finding, code } = await found(refused(`${api}/types/Query/fields/listPosts`));
    expect(code).toBe(1);
    expect(finding).toMatchObject({
      severity: "error",
      path: 'roles["web-compute"]',
      grant: `appsync.query("${api}", { fields: ["getPost"] })`,
    });
    expect(finding.command).toContain(`"${api}/types/Query/fields/getPost"`);
  });

  test.each([
    ["none", []],
    ["two", [`${api}/types/Query/fields/listPosts`, `${api}2/*`]],
  ])("has the API to fill in, if they name %s", async (_, resources) => {
    const { finding } = await found(refused(...resources));
    expect(finding.grant).toBe('appsync.query("<ARN of the API>", { fields: ["getPost"] })');
    expect(finding.command).toBeUndefined();
  });

  test("and that the role allows by now is a suggestion, as the schema may refuse it", async () => {
    expect(await found(refused(`${api}/*`))).toMatchObject({
      finding: { severity: "suggestion" },
      status: "healthy",
      code: 0,
    });
  });
});

test("the advice names this app", async () => {
  const account = healthy();
  delete app(account).computeRoleArn;
  const { report } = await diagnosed(account);
  expect(report.findings[0].command).toBe(
    [
      `aws iam create-role --role-name amplify-${appId}-compute --assume-role-policy-document '${JSON.stringify(computeTrust)}'`,
      "sleep 15",
      `aws amplify update-app --region ${region} --app-id ${appId} --compute-role-arn ${roleArn(`amplify-${appId}-compute`)}`,
    ].join(" && "),
  );
  expect(suggestGrant("dynamodb:GetItem", table).grant).toBe("dynamodb.read");
});
