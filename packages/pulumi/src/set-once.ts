import type { SetOnce } from "@amplify-roles/core/adapter";
import { type CustomResourceOptions, Output, ResourceHook, type ResourceHookArgs, runtime } from "@pulumi/pulumi";

interface Store {
  readonly supportsResourceHooks?: boolean;
}

/**
 * Whether the engine has hooks. The SDK asks it before a program starts, and keeps the answer in its store. Pulumi's mocks
 * of unit tests say that they have them, and fail when one is registered.
 */
function engineHasHooks(): boolean {
  const monitor = runtime.getMonitor() as { readonly registerResourceHook?: unknown } | undefined;
  if (typeof monitor?.registerResourceHook !== "function") return false;
  const sdk = globalThis as unknown as {
    readonly asyncLocalStorage?: { getStore(): Store | undefined };
    readonly globalStore?: Store;
  };
  return (sdk.asyncLocalStorage?.getStore() ?? sdk.globalStore)?.supportsResourceHooks ?? false;
}

/**
 * A hook that fails an update which would change or remove what is set only once, already in a preview. Pulumi's engine has
 * hooks since 3.182; with an older one, AWS refuses the update.
 *
 * @param name of the resource
 */
export function setOnceHook(name: string, { property, message }: SetOnce): Pick<CustomResourceOptions, "hooks"> {
  if (!engineHasHooks()) return {};
  const check = async ({ oldInputs, newInputs }: ResourceHookArgs) => {
    const [before, after] = await Promise.all([oldInputs, newInputs].map(desiredStateOf));
    if (before?.[property] === undefined || after === undefined) return;
    if (JSON.stringify(before[property]) !== JSON.stringify(after[property])) throw new Error(message);
  };
  return { hooks: { beforeUpdate: [new ResourceHook(`${name}-${property}`, check, { onDryRun: true })] } };
}

/** The desired state. Undefined if it is not known in a preview. */
async function desiredStateOf(inputs: Record<string, unknown> | undefined) {
  let desired = inputs?.desiredState;
  if (Output.isInstance(desired)) {
    const known = desired as unknown as { isKnown: Promise<boolean>; promise(): Promise<unknown> };
    desired = (await known.isKnown) ? await known.promise() : undefined;
  }
  if (typeof desired !== "string") return undefined;
  try {
    return JSON.parse(desired) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
