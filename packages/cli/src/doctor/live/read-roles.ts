import type { Deployment, LivePolicy, LiveRole } from "@amplify-roles/core/doctor";
import { isNotFound } from "../../aws-errors.js";
import { omitUndefined } from "../../util.js";
import type { CallQueue } from "./call-queue.js";

/** IAM answers with policies as RFC 3986 writes them: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
function documentIn(encoded: string | undefined): unknown {
  if (encoded === undefined) return undefined;
  try {
    return JSON.parse(encoded.startsWith("{") ? encoded : decodeURIComponent(encoded));
  } catch {
    return undefined;
  }
}

/** Reads roles and their policies. A managed policy that several roles have is read once. */
export class RoleReader {
  readonly #managed = new Map<string, Promise<unknown>>();

  constructor(
    private readonly queue: CallQueue,
    private readonly deployment: Deployment,
  ) {}

  async read(arn: string): Promise<LiveRole> {
    const name = arn.slice(arn.lastIndexOf("/") + 1);
    const unknown: LiveRole = { arn, name, policies: [], policiesComplete: false };
    // IAM answers about roles of its own account only.
    const [, partition, , , account] = arn.split(":");
    if (account !== this.deployment.account || partition !== this.deployment.partition) return unknown;
    let found: Awaited<ReturnType<typeof this.getRole>>;
    try {
      found = await this.getRole(name);
    } catch (error) {
      if (isNotFound(error)) return { ...unknown, exists: false };
      throw error;
    }
    const [inline, attached] = await Promise.all([this.#inline(name), this.#attached(name)]);
    const role = found?.Role;
    return {
      arn,
      name,
      policies: [...(inline.policies ?? []), ...(attached.policies ?? [])],
      policiesComplete: inline.complete && attached.complete,
      ...omitUndefined({
        exists: role === undefined ? undefined : true,
        createdAt: role?.CreateDate === undefined ? undefined : role.CreateDate.getTime() / 1000,
        trust: documentIn(role?.AssumeRolePolicyDocument),
        boundary: role?.PermissionsBoundary?.PermissionsBoundaryArn,
      }),
    };
  }

  private getRole(name: string) {
    return this.queue.try("getRole", { RoleName: name }, `the role "${name}"`, isNotFound);
  }

  async #inline(role: string): Promise<ReadPolicies> {
    const listed = await this.queue.try(
      "listRolePolicies",
      { RoleName: role },
      `the inline policies of the role "${role}"`,
    );
    if (listed === undefined) return { policies: [], complete: false };
    const policies = await Promise.all(
      (listed.PolicyNames ?? []).map(async (name): Promise<LivePolicy | undefined> => {
        const what = `the policy "${name}" of the role "${role}"`;
        const found = await this.queue.try("getRolePolicy", { RoleName: role, PolicyName: name }, what);
        const document = documentIn(found?.PolicyDocument);
        return document === undefined ? undefined : { name, document };
      }),
    );
    return allOf(policies);
  }

  async #attached(role: string): Promise<ReadPolicies> {
    const what = `the managed policies of the role "${role}"`;
    const listed = await this.queue.try("listAttachedRolePolicies", { RoleName: role }, what);
    if (listed === undefined) return { policies: [], complete: false };
    const policies = await Promise.all(
      (listed.AttachedPolicies ?? []).map(
        async ({ PolicyArn: arn, PolicyName: name }): Promise<LivePolicy | undefined> => {
          if (arn === undefined) return undefined;
          let document = this.#managed.get(arn);
          if (document === undefined) {
            document = this.#managedDocument(arn, name ?? arn);
            this.#managed.set(arn, document);
          }
          // Without its document, a policy is still known by its name.
          const read = await document;
          return { name: name ?? arn, arn, ...(read === undefined ? {} : { document: read }) };
        },
      ),
    );
    const complete = policies.every((policy) => policy?.document !== undefined);
    return { policies: policies.filter((policy) => policy !== undefined), complete };
  }

  async #managedDocument(arn: string, name: string): Promise<unknown> {
    // Its contents are its name: every action on every resource.
    if (/^arn:[^:]*:iam::aws:policy\/AdministratorAccess$/.test(arn))
      return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    const what = `the managed policy "${name}"`;
    const policy = await this.queue.try("getPolicy", { PolicyArn: arn }, what);
    const version = policy?.Policy?.DefaultVersionId;
    if (version === undefined) return undefined;
    const found = await this.queue.try("getPolicyVersion", { PolicyArn: arn, VersionId: version }, what);
    return documentIn(found?.PolicyVersion?.Document);
  }
}

interface ReadPolicies {
  readonly policies: readonly LivePolicy[];
  readonly complete: boolean;
}

const allOf = (policies: readonly (LivePolicy | undefined)[]): ReadPolicies => ({
  policies: policies.filter((policy) => policy !== undefined),
  complete: !policies.includes(undefined),
});
