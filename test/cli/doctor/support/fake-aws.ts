import type { ReadName, Reads } from "../../../../packages/cli/src/doctor/live/reads.js";
import type { Connect } from "../../../../packages/cli/src/doctor/live/run.js";
import { type Account, accountId, appId, now, region, roleArn } from "./account.js";

/** An error as the SDK throws it. */
export const awsError = (name: string, message = name, httpStatusCode = 400) =>
  Object.assign(new Error(message), { name, $fault: "client", $metadata: { httpStatusCode, attempts: 1 } });

const encoded = (document: object) => encodeURIComponent(JSON.stringify(document));
const noSuchEntity = () => awsError("NoSuchEntityException", "The entity cannot be found.", 404);

export interface FakeOptions {
  /** Thrown instead of an answer. */
  readonly fail?: (name: ReadName, input: unknown, call: number) => unknown;
  /** Whether a call is never answered. */
  readonly hangs?: (name: ReadName, call: number) => boolean;
  /** The region that the app is in. Default: the account's. */
  readonly appRegion?: string;
  /** The region that is configured. */
  readonly configured?: string | undefined;
}

/** AWS in memory: it answers the calls of doctor from an account, and counts them. */
export class FakeAws {
  readonly calls: { readonly name: ReadName; readonly region: string }[] = [];
  readonly #attempts = new Map<ReadName, number>();

  constructor(
    readonly account: Account,
    private readonly options: FakeOptions = {},
  ) {}

  readonly connect: Connect = async ({ region: given }) => {
    const used = given ?? ("configured" in this.options ? this.options.configured : region);
    return {
      reads: this.#readsIn(used ?? region),
      region: async () => {
        if (used === undefined) throw new Error("Region is missing");
        return used;
      },
    };
  };

  #readsIn(used: string): Reads {
    const answers = this.#answers(used) as unknown as Record<ReadName, (input: never) => unknown>;
    return Object.fromEntries(
      (Object.keys(answers) as ReadName[]).map((name) => [
        name,
        async (input: unknown) => {
          this.calls.push({ name, region: used });
          const call = (this.#attempts.get(name) ?? 0) + 1;
          this.#attempts.set(name, call);
          // The others get a turn, as they do on a network.
          await Promise.resolve();
          if (this.options.hangs?.(name, call) === true) await new Promise(() => undefined);
          const failure = this.options.fail?.(name, input, call);
          if (failure !== undefined) throw failure;
          return { $metadata: {}, ...(answers[name](input as never) as object) };
        },
      ]),
    ) as unknown as Reads;
  }

  #role(name: string) {
    const role = this.account.roles[name];
    if (role === undefined) throw noSuchEntity();
    return role;
  }

  #answers(used: string) {
    const { account } = this;
    const isHere = used === (this.options.appRegion ?? region);
    const timeOf = (ago: number) => (now - ago) * 1000;
    return {
      getCallerIdentity: () => ({ Account: accountId, Arn: `arn:aws:iam::${accountId}:user/me`, UserId: "AIDA" }),
      listApps: () => ({ apps: account.app === undefined || !isHere ? [] : [account.app] }),
      getApp: (input: { appId: string }) => {
        if (!isHere || account.app === undefined || input.appId !== appId)
          throw awsError("NotFoundException", `App ${input.appId} not found.`, 404);
        return { app: account.app };
      },
      listBranches: ({ nextToken }: { nextToken?: string }) => {
        const start = Number(nextToken ?? 0);
        const next = start + 50;
        return {
          branches: account.branches.slice(start, next),
          ...(next < account.branches.length ? { nextToken: String(next) } : {}),
        };
      },
      listDomainAssociations: () => ({ domainAssociations: account.domains ?? [] }),
      listWebhooks: () => ({ webhooks: account.webhooks ?? [] }),
      listBackendEnvironments: () => ({ backendEnvironments: account.backends ?? [] }),
      listTagsForResource: () => ({ tags: account.logGroup?.tags ?? {} }),
      getRole: ({ RoleName }: { RoleName: string }) => {
        const { createdAgo, trust, more } = this.#role(RoleName);
        return {
          Role: {
            RoleName,
            Arn: roleArn(RoleName),
            Path: "/",
            RoleId: "AROA",
            CreateDate: new Date(timeOf(createdAgo)),
            AssumeRolePolicyDocument: encoded(trust),
            ...more,
          },
        };
      },
      listRolePolicies: ({ RoleName }: { RoleName: string }) => ({
        PolicyNames: Object.keys(this.#role(RoleName).inline),
        IsTruncated: false,
      }),
      getRolePolicy: ({ RoleName, PolicyName }: { RoleName: string; PolicyName: string }) => {
        const document = this.#role(RoleName).inline[PolicyName];
        if (document === undefined) throw noSuchEntity();
        return { RoleName, PolicyName, PolicyDocument: encoded(document) };
      },
      listAttachedRolePolicies: ({ RoleName }: { RoleName: string }) => ({
        AttachedPolicies: this.#role(RoleName).attached.map((PolicyArn) => ({
          PolicyArn,
          PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf("/") + 1),
        })),
        IsTruncated: false,
      }),
      getPolicy: ({ PolicyArn }: { PolicyArn: string }) => {
        if (account.managed[PolicyArn] === undefined) throw noSuchEntity();
        return { Policy: { Arn: PolicyArn, DefaultVersionId: "v1" } };
      },
      getPolicyVersion: ({ PolicyArn }: { PolicyArn: string }) => ({
        PolicyVersion: {
          Document: encoded(account.managed[PolicyArn] as object),
          VersionId: "v1",
          IsDefaultVersion: true,
        },
      }),
      describeLogGroups: ({ logGroupNamePrefix }: { logGroupNamePrefix: string }) => ({
        logGroups: [
          ...(account.logGroup === undefined ? [] : [{ logGroupName: logGroupNamePrefix, ...account.logGroup }]),
          // Another app, whose id starts with the same characters.
          { logGroupName: `${logGroupNamePrefix}9`, storedBytes: 1 },
        ],
      }),
      describeLogStreams: () => ({
        logStreams: account.logEvents
          .slice(0, 1)
          .map(({ ago }) => ({ logStreamName: "main/x", lastEventTimestamp: timeOf(ago) })),
      }),
      filterLogEvents: ({ startTime, filterPattern }: { startTime: number; filterPattern: string }) => {
        // `?term` and `?"several words"`, one of which has to be in the message.
        const terms = [...filterPattern.matchAll(/\?(?:"([^"]+)"|(\S+))/g)].map(
          ([, words, word]) => words ?? word ?? "",
        );
        return {
          events: account.logEvents
            .filter(({ ago, message }) => timeOf(ago) >= startTime && terms.some((term) => message.includes(term)))
            .map(({ ago, message }) => ({ message, timestamp: timeOf(ago), eventId: "1" })),
        };
      },
      lookupEvents: ({
        key,
        value,
        since,
        nextToken,
      }: {
        key: string;
        value: string;
        since: Date;
        nextToken?: string;
      }) => {
        const found = account.events.filter((event) => {
          const identity = event.userIdentity as { arn?: string };
          const username = identity.arn?.slice(identity.arn.lastIndexOf("/") + 1);
          return (
            new Date(String(event.eventTime)) >= since &&
            (key === "EventName" ? event.eventName === value : username === value)
          );
        });
        const start = Number(nextToken ?? 0);
        return {
          Events: found.slice(start, start + 50).map((event) => ({
            EventId: "1",
            EventName: event.eventName,
            EventTime: new Date(String(event.eventTime)),
            CloudTrailEvent: JSON.stringify(event),
          })),
          ...(start + 50 < found.length ? { NextToken: String(start + 50) } : {}),
        };
      },
    };
  }
}
