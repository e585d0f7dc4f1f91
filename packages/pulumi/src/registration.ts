import type { PlannedResource } from "@amplify-roles/core/adapter";

/** The arguments that a later grant can change. */
const CHANGED_BY_GRANTS: Partial<Record<PlannedResource["type"], readonly string[]>> = {
  aws_iam_role_policy: ["policy"],
  aws_iam_policy: ["policy"],
  aws_iam_role_policies_exclusive: ["policyNames"],
  aws_iam_role_policy_attachments_exclusive: ["policyArns"],
};

/**
 * When Pulumi gets what later grants can still change: once the turn of the event loop is over in which the component was
 * constructed. Pulumi waits for the Promises among a resource's arguments and dependencies before it registers it.
 */
export class Registration {
  /** Resolves at the end of the turn. */
  readonly begins: Promise<void>;

  /** @param before called once, before anything is registered */
  constructor(before: () => void) {
    this.begins = new Promise((resolve) => {
      setImmediate(() => {
        before();
        resolve();
      });
    });
  }

  /**
   * The arguments of a resource, with Promises in place of those that a later grant can change.
   *
   * @param current the arguments when the registration begins
   */
  deferred<Args extends object>(type: PlannedResource["type"], args: Args, current: () => object): Args {
    const names = CHANGED_BY_GRANTS[type] ?? [];
    const promised = names
      .filter((name) => name in args)
      .map((name) => [name, this.begins.then(() => (current() as Record<string, unknown>)[name])]);
    return { ...args, ...Object.fromEntries(promised) };
  }
}
