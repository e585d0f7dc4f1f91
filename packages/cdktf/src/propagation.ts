import type { Propagation } from "@amplify-roles/core/adapter";
import { hashMapperHcl, stringToHclTerraform, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { atSynthesis } from "./at-synthesis.js";
import { ensureTimeProvider } from "./time-provider.js";

/** Waits in a shell. Windows' `cmd` has no `sleep`; `ping` waits one second between two requests. */
const shellCommand = (seconds: number) =>
  `echo Waiting ${seconds} seconds until Amplify can assume the role && sleep ${seconds} || ping -n ${seconds + 1} 127.0.0.1`;

/**
 * Waits after a role is created, also after it is replaced: its ARN is unknown then, and another value of a trigger
 * replaces the wait. The unique id differs even if only the role was replaced (`terraform apply -target`).
 * https://registry.terraform.io/providers/hashicorp/time/latest/docs/resources/sleep
 */
class TimeSleep extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly role: TerraformResource,
    private readonly seconds: number,
  ) {
    super(scope, id, { terraformResourceType: "time_sleep" });
  }

  private get createDuration(): string {
    return `${this.seconds}s`;
  }

  private get triggers(): Record<string, string> {
    return { arn: this.role.getStringAttribute("arn"), unique_id: this.role.getStringAttribute("unique_id") };
  }

  protected override synthesizeAttributes() {
    return { create_duration: this.createDuration, triggers: this.triggers };
  }

  protected override synthesizeHclAttributes() {
    const { createDuration, triggers } = this;
    const simple = { isBlock: false, type: "simple", storageClassType: "string" };
    const map = { isBlock: false, type: "map", storageClassType: "stringMap" };
    return {
      create_duration: { ...simple, value: stringToHclTerraform(createDuration) },
      triggers: { ...map, value: hashMapperHcl(stringToHclTerraform)(triggers) },
    };
  }
}

/** What has to be waited for besides a role. */
const waits = new WeakMap<TerraformResource, TerraformResource>();

/** The resource that users of a role have to depend on. Undefined if the role itself waits, or nothing does. */
export const waitOf = (role: TerraformResource): TerraformResource | undefined => waits.get(role);

/** Makes a deploy wait once a role is created. Called again, it changes nothing. */
export function waitForPropagation(role: TerraformResource, propagation: Propagation | undefined): void {
  if (propagation === undefined || waits.has(role)) return;
  const { seconds, wait } = propagation;
  if (wait === "local-exec") {
    role.provisioners ??= [{ type: "local-exec", command: shellCommand(seconds) }];
    return;
  }
  const sleep = new TimeSleep(role.node.scope as Construct, `${role.node.id}-propagation`, role, seconds);
  waits.set(role, sleep);
  atSynthesis(sleep, () => ensureTimeProvider(sleep));
}
