import type { SetOnce } from "@amplify-roles/core/adapter";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { digestExpression } from "./expressions.js";
import { addressToken } from "./refer.js";
import { textOnceResolved } from "./resolved-text.js";
import { TerraformData } from "./terraform-data.js";

/** https://nodejs.org/docs/latest-v20.x/api/crypto.html */
declare function require(module: "node:crypto"): {
  createHash(algorithm: "sha256"): { update(text: string): { digest(encoding: "hex"): string } };
};

/** What is set once, with CDKTF's values. */
interface ResolvedSetOnce extends Omit<SetOnce, "value" | "property"> {
  readonly value: string | undefined;
}

/**
 * A precondition against a change of what is set only once. Terraform keeps a digest of the first value, which it forgets
 * with the app.
 *
 * Without a value, the digest has a count of zero, so no plan has it. If an earlier deploy set a value, its digest would
 * be destroyed, which Terraform refuses: https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy
 *
 * @param id of the resource that has the precondition
 * @param replacedWith the id of what the resource is replaced with
 */
export function setOncePrecondition(
  scope: Construct,
  id: string,
  { value, name, message }: ResolvedSetOnce,
  replacedWith: string | undefined,
): TerraformResource["lifecycle"] {
  const kept = { ignoreChanges: ["input"] };
  if (value === undefined) {
    new TerraformData(scope, `${id}-${name}`, { count: 0, lifecycle: { ...kept, preventDestroy: true } });
    return {};
  }
  const withDigest = (write: (digest: string) => string) => textOnceResolved(value, (text) => write(digestOf(text)));
  const first = new TerraformData(scope, `${id}-${name}`, {
    input: { digest: withDigest((digest) => `\${${digest}}`) },
    ...(replacedWith === undefined ? {} : { triggersReplace: [replacedWith] }),
    lifecycle: kept,
  });
  const condition = withDigest((digest) => `\${${addressToken(first)}.output.digest == ${digest}}`);
  return { precondition: [{ condition, errorMessage: message }] };
}

/** An expression of three bytes of the value's SHA-256: too few to be sure of a password that has the same. */
const digestOf = (value: string): string =>
  value.includes("${")
    ? digestExpression(value)
    : `${Number.parseInt(require("node:crypto").createHash("sha256").update(value).digest("hex").slice(0, 6), 16)}`;
