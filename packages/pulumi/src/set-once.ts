import type { SetOnce } from "@amplify-roles/core/adapter";
import { type CustomResourceOptions, Output, ResourceHook, type ResourceHookArgs } from "@pulumi/pulumi";

interface Store {
  readonly supportsResourceHooks?: boolean;
}

/** Whether the engine has hooks. The SDK asks it before a program starts, and keeps the answer in its store. */
function engineHasHooks(): boolean {
  const sdk = globalThis as unknown as {
    readonly asyncLocalStorage?: { getStore(): Store | undefined };
    readonly globalStore?: Store;
  };
  return (sdk.asyncLocalStorage?.getStore() ?? sdk.globalStore)?.supportsResourceHooks ?? false;
}

/**
 * A hook that fails an update which would change what only the creation sets, already in a preview. Pulumi's engine has
 * hooks since 3.182; with an older one, AWS refuses the update.
 *
 * @param name of the resource
 */
export function setOnceHook(name: string, { property, message }: SetOnce): Pick<CustomResourceOptions, "hooks"> {
  if (!engineHasHooks()) return {};
  const check = async ({ oldInputs, newInputs }: ResourceHookArgs) => {
    const [before, after] = await Promise.all([oldInputs, newInputs].map((inputs) => propertyOf(inputs, property)));
    if (before !== undefined && after !== undefined && before !== after) throw new Error(message);
  };
  return { hooks: { beforeUpdate: [new ResourceHook(`${name}-${property}`, check, { onDryRun: true })] } };
}

/** A property of the desired state as JSON. Undefined if it is not there, or not known in a preview. */
async function propertyOf(inputs: Record<string, unknown> | undefined, property: string): Promise<string | undefined> {
  let desired = inputs?.desiredState;
  if (Output.isInstance(desired)) {
    const known = desired as unknown as { isKnown: Promise<boolean>; promise(): Promise<unknown> };
    desired = (await known.isKnown) ? await known.promise() : undefined;
  }
  if (typeof desired !== "string") return undefined;
  try {
    return JSON.stringify((JSON.parse(desired) as Record<string, unknown>)[property]);
  } catch {
    return undefined;
  }
}
