import { hash } from "@amplify-roles/core/adapter";
import { DataResource, Fn, Op, Token } from "cdktf";
import type { Construct } from "constructs";

/**
 * A precondition against a change of what only the creation sets. Terraform keeps a digest of the first value, which it
 * forgets with the app.
 *
 * @param id of the resource that has the precondition
 * @param message what to do when the value changes
 * @param replacedWith the id of what the resource is replaced with
 */
export function setOncePrecondition(
  scope: Construct,
  id: string,
  value: unknown,
  message: string,
  replacedWith: string | undefined,
) {
  const digest =
    Token.isUnresolved(value) || String(value).includes("${")
      ? Token.asString(Fn.sha256(Token.asString(value)))
      : hash(String(value));
  const first = new DataResource(scope, `${id}-set-once`, {
    input: { digest },
    ...(replacedWith === undefined ? {} : { triggersReplace: [replacedWith] }),
    lifecycle: { ignoreChanges: ["input"] },
  });
  const condition = Token.asString(Op.eq(Token.asString(first.interpolationForAttribute("output.digest")), digest));
  return { precondition: [{ condition, errorMessage: message }] };
}
