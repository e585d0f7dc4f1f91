import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
  type Role,
  type User,
} from "@aws-sdk/client-iam";
import type { Principal } from "../principals.js";
import { documentIn } from "../snapshot/documents.js";

export interface NamedPolicy {
  readonly name: string;
  readonly policy: unknown;
}

/** Who asks, and every policy about it, as IAM has them at this moment. */
export interface Identity {
  /** As denials name it: a user's ARN, or that of the role's session. */
  readonly arn: string;
  /** The keys that every request of its carries. */
  readonly context: Readonly<Record<string, string>>;
  readonly policies: readonly NamedPolicy[];
  readonly boundary: readonly NamedPolicy[];
  readonly session: readonly NamedPolicy[];
}

/** The policies of IAM's identities. */
export class Policies {
  /** AWS's own, of which there are documents of many kilobytes that nobody changes. */
  readonly #ofAws = new Map<string, NamedPolicy>();

  constructor(private readonly iam: IAMClient) {}

  /** @returns nothing where the user or the role is no more */
  async identity(principal: Principal): Promise<Identity | undefined> {
    try {
      return await (principal.kind === "user" ? this.#user(principal.name) : this.#session(principal));
    } catch (error) {
      if ((error as Error).name === "NoSuchEntityException") return undefined;
      throw error;
    }
  }

  async #user(UserName: string): Promise<Identity> {
    const { User } = await this.iam.send(new GetUserCommand({ UserName }));
    const { PolicyNames = [] } = await this.iam.send(new ListUserPoliciesCommand({ UserName }));
    const { AttachedPolicies = [] } = await this.iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
    const { Groups = [] } = await this.iam.send(new ListGroupsForUserCommand({ UserName }));
    if (Groups.length > 0) throw new Error(`IAM enforcement does not read groups, and ${UserName} is in one`);
    const inline = PolicyNames.map(async (PolicyName) => {
      const { PolicyDocument } = await this.iam.send(new GetUserPolicyCommand({ UserName, PolicyName }));
      return { name: PolicyName, policy: documentIn(PolicyDocument ?? "") };
    });
    return {
      arn: User?.Arn ?? "",
      context: {
        ...contextOf(User, "User"),
        "aws:username": UserName,
        "aws:userid": User?.UserId ?? "",
      },
      policies: [...(await Promise.all(inline)), ...(await this.#managed(AttachedPolicies))],
      boundary: await this.#boundaryOf(User),
      session: [],
    };
  }

  async #session({ role: RoleName, arn, tags, sessionPolicies }: Principal & { kind: "session" }): Promise<Identity> {
    const { Role } = await this.iam.send(new GetRoleCommand({ RoleName }));
    const { PolicyNames = [] } = await this.iam.send(new ListRolePoliciesCommand({ RoleName }));
    const { AttachedPolicies = [] } = await this.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    const inline = PolicyNames.map(async (PolicyName) => {
      const { PolicyDocument } = await this.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      return { name: PolicyName, policy: documentIn(PolicyDocument ?? "") };
    });
    const narrowing = sessionPolicies.map(async (one) =>
      typeof one === "string" ? { name: "session", policy: documentIn(one) } : this.#document(one.arn),
    );
    return {
      arn,
      context: {
        ...contextOf(Role, "AssumedRole"),
        ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
        "aws:userid": `${Role?.RoleId}:${arn.split("/").at(-1)}`,
      },
      policies: [...(await Promise.all(inline)), ...(await this.#managed(AttachedPolicies))],
      boundary: await this.#boundaryOf(Role),
      session: await Promise.all(narrowing),
    };
  }

  #managed(attached: readonly { PolicyArn?: string | undefined }[]): Promise<NamedPolicy[]> {
    return Promise.all(attached.map(({ PolicyArn = "" }) => this.#document(PolicyArn)));
  }

  async #boundaryOf(owner: Role | User | undefined): Promise<readonly NamedPolicy[]> {
    const arn = owner?.PermissionsBoundary?.PermissionsBoundaryArn;
    return arn === undefined ? [] : [await this.#document(arn)];
  }

  /** A managed policy's default version. */
  async #document(arn: string): Promise<NamedPolicy> {
    const known = this.#ofAws.get(arn);
    if (known !== undefined) return known;
    const { Policy } = await this.iam.send(new GetPolicyCommand({ PolicyArn: arn }));
    const version = { PolicyArn: arn, VersionId: Policy?.DefaultVersionId ?? "" };
    const { PolicyVersion } = await this.iam.send(new GetPolicyVersionCommand(version));
    const found = { name: arn, policy: documentIn(PolicyVersion?.Document ?? "") };
    if (/^arn:[^:]*:iam::aws:/.test(arn)) this.#ofAws.set(arn, found);
    return found;
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function contextOf(owner: Role | User | undefined, type: string): Readonly<Record<string, string>> {
  const arn = owner?.Arn ?? "";
  const tags = (owner?.Tags ?? []).map(({ Key, Value = "" }) => [`aws:PrincipalTag/${Key}`, Value] as const);
  return {
    ...Object.fromEntries(tags),
    "aws:PrincipalAccount": arn.split(":")[4] ?? "",
    "aws:PrincipalArn": arn,
    "aws:PrincipalType": type,
  };
}
