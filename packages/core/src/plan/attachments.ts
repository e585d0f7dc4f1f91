import { formatArn } from "../aws/arn.js";
import type { Deployment } from "../aws/deployment.js";
import { fullManagedPolicyName } from "../aws/managed-policies.js";
import { isUnresolved, withUniformPlaceholders } from "../placeholders/placeholder.js";
import { hash } from "../util/hash.js";
import { sanitized, uniqueName } from "./names.js";

/** The ARN of a managed policy, which may be an AWS managed policy's name. */
const managedPolicyArn = (policy: string, { partition }: Deployment) =>
  isUnresolved(policy) || policy.startsWith("arn:")
    ? policy
    : formatArn({
        partition,
        service: "iam",
        region: "",
        account: "aws",
        resource: `policy/${fullManagedPolicyName(policy)}`,
      });

/**
 * The ARNs of the managed policies to attach, each once, by the names of their attachments. A policy that is added or
 * removed renames no other attachment.
 */
export function attachedPolicies(
  managedPolicies: readonly string[] | Readonly<Record<string, string>>,
  deployment: Deployment,
): ReadonlyMap<string, string> {
  const attached = new Map<string, string>();
  const arns = new Set<string>();
  for (const [key, policy] of Object.entries(managedPolicies)) {
    const arn = managedPolicyArn(policy, deployment);
    // An AWS managed policy may be given by its name and by its ARN.
    if (arns.has(arn)) continue;
    arns.add(arn);
    // Where the policy is known, its key does not count. Otherwise another key would attach the policy again while the
    // old attachment is deleted, and whichever comes last would win.
    const name = attachmentName(arn) ?? (Array.isArray(managedPolicies) ? "" : sanitized(key));
    attached.set(uniqueName(name, attached), arn);
  }
  return attached;
}

/**
 * The policy's own name, with a digest unless it is an AWS managed policy, because two accounts may use the same name.
 *
 * @returns undefined if the name is known only after deploy
 */
function attachmentName(arn: string): string | undefined {
  const form = withUniformPlaceholders(arn);
  const [, owner = "", name = ""] = /:iam::([^:]*):policy\/(.*)$/.exec(form) ?? [];
  if (name === "" || isUnresolved(name)) return undefined;
  return owner === "aws" ? sanitized(name) : `${sanitized(name)}-${hash(form)}`;
}
