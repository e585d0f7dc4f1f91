import { type Authorization, accountClients, authorizationsOf, NoRow } from "./authorization/authorization.js";
import { parameters } from "./authorization/query.js";
import { REGION } from "./environment.js";
import type { Gateway } from "./gateway.js";
import { denial, WEB_IDENTITY_DENIED } from "./iam-enforcement/denials.js";
import { judge, outsider } from "./iam-enforcement/judge.js";
import { type Identity, Policies } from "./iam-enforcement/policies.js";
import type { Answer, AwsRequest } from "./message.js";
import { Principals } from "./principals.js";
import { denied } from "./refusal.js";
import { webIdentityOf } from "./web-identity.js";

/** What was asked of IAM enforcement, and what it decided. */
export interface Decision {
  /** Who asked: the ARN that denials name. */
  readonly principal: string;
  readonly service: string;
  readonly operation: string;
  /** What AWS authorizes; nothing for an operation that no table has. */
  readonly authorization?: Authorization;
  readonly verdict: "allowed" | "denied" | "no row";
}

/** IAM enforcement: AWS's authorization in front of moto, which has next to none. */
export interface Enforcement {
  /** Every decision, oldest first. Those about one request end with the first refusal. */
  readonly decisions: readonly Decision[];
  /**
   * Whether the owner of an access key may do what is asked, with the policies as they are now: for what no service here
   * answers, such as AppSync's GraphQL. It is not recorded.
   */
  allows(accessKeyId: string, asked: Authorization): Promise<boolean>;
  /** Whether a role lets a service (`amplify.amazonaws.com`) assume it that says for whom it does so. */
  trusts(service: string, role: string, context: Authorization["context"]): Promise<boolean>;
  /** Forgets the decisions; the access keys it knows stay. */
  clear(): void;
  stop(): void;
}

/** The access key that the tests and the tools have from `awsEnvironment`: the account's administrator. */
const ADMINISTRATOR = "test";
/** S3 does not tell whether an object exists to those who may not list the bucket. */
const TELLING_OF_ABSENCE = ["GetObject", "HeadObject"];

/**
 * Passes a request on if the policies in moto's IAM at that moment allow everything that AWS would authorize it for, and
 * answers as AWS does if not. It learns from the answers that pass to whom an access key belongs: to an IAM user
 * (CreateAccessKey) or to a role's session (AssumeRole, AssumeRoleWithWebIdentity). It refuses what the tables have no row
 * for.
 *
 * It does not look at policies of organizations, and of resources other than keys and roles. The examples have none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function startEnforcement(
  gateway: Pick<Gateway, "hosting" | "intercept">,
  moto: { readonly url: string },
): Enforcement {
  const clients = accountClients(gateway, moto);
  const principals = new Principals();
  const policies = new Policies(clients.iam);
  const decisions: Decision[] = [];

  /** Whose an access key is, and what is said of its owner now; nothing where there is nobody. */
  const identityOf = async (accessKeyId: string): Promise<Identity | undefined> => {
    const principal = principals.find(accessKeyId);
    return principal === undefined ? undefined : policies.identity(principal);
  };

  /** The refusal of a request; nothing where all that it asks for is allowed. */
  async function refused(request: AwsRequest, identity: Identity, asked: readonly Authorization[]) {
    const { service, operation } = request;
    for (const authorization of asked) {
      const result = await judge(identity, authorization, clients);
      const verdict = result === "Allowed" ? "allowed" : "denied";
      decisions.push({ principal: identity.arn, service, operation, authorization, verdict });
      if (verdict === "denied") {
        return denied(request, denial(identity.arn, authorization, result === "ExplicitlyDenied"));
      }
    }
    return undefined;
  }

  async function judged(request: AwsRequest, identity: Identity, next: () => Promise<Answer>): Promise<Answer> {
    const { service, operation } = request;
    let asked: readonly Authorization[];
    try {
      asked = await authorizationsOf(request, clients);
    } catch (error) {
      if (!(error instanceof NoRow)) throw error;
      decisions.push({ principal: identity.arn, service, operation, verdict: "no row" });
      return denied(request, error.message);
    }
    const answer = (await refused(request, identity, asked)) ?? (await next());
    const absent = typeof answer !== "symbol" && answer.status === 404;
    if (!absent || service !== "s3" || !TELLING_OF_ABSENCE.includes(operation)) return answer;
    return (await refused(request, identity, asked.map(listing))) ?? answer;
  }

  /** Nobody signs this request: the token says who asks, and the role alone decides. */
  async function withWebIdentity(request: AwsRequest, next: () => Promise<Answer>): Promise<Answer> {
    const { issuer } = webIdentityOf(parameters(request));
    const sts = { ...request, service: "sts", region: REGION };
    const answer = await refused(sts, outsider(issuer), await authorizationsOf(sts, clients));
    return answer === undefined ? next() : denied(sts, WEB_IDENTITY_DENIED);
  }

  const stop = gateway.intercept(async (request, next) => {
    const { accessKeyId, operation } = request;
    const passed = async () => {
      const answer = await next();
      principals.learn(request, answer);
      return answer;
    };
    if (operation === "AssumeRoleWithWebIdentity") return withWebIdentity(request, passed);
    if (accessKeyId === ADMINISTRATOR) return passed();
    const identity = await identityOf(accessKeyId);
    if (identity === undefined) return denied(request, "The security token included in the request is invalid.");
    return judged(request, identity, passed);
  });

  return {
    decisions,
    allows: async (accessKeyId, asked) => {
      const identity = await identityOf(accessKeyId);
      if (identity === undefined) throw new Error(`Nobody has the access key ${accessKeyId}`);
      return (await judge(identity, asked, clients)) === "Allowed";
    },
    trusts: async (service, role, context) =>
      (await judge(outsider(service), { action: "sts:AssumeRole", resource: role, context }, clients)) === "Allowed",
    clear: () => {
      decisions.length = 0;
    },
    stop,
  };
}

/** An object's authorization turned into that of listing its bucket, as a request for an object carries no prefix. */
const listing = ({ resource, context }: Authorization): Authorization => ({
  action: "s3:ListBucket",
  resource: resource.split("/")[0] ?? "",
  context,
});
