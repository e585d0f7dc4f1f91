import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { start, stop, tail } from "./processes.js";
import { TERRAFORM_PROVIDER } from "./terraform.js";

/** A provider that goes on from command to command. */
export interface Provider {
  /** For `TF_REATTACH_PROVIDERS`. */
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Starts the provider that `terraform init` has linked into a folder, as for a debugger: it goes on from command to
 * command, each of which would start it two or three times. That more than halves the time of a cell.
 * https://developer.hashicorp.com/terraform/plugin/debugging
 */
export async function startProvider(folder: string, env: NodeJS.ProcessEnv): Promise<Provider> {
  const versions = join(folder, ".terraform/providers/registry.terraform.io/hashicorp/aws", TERRAFORM_PROVIDER);
  const [platform = ""] = await readdir(versions);
  const files = await readdir(join(versions, platform));
  const file = files.find((name) => name.startsWith("terraform-provider-aws")) ?? "";
  const child = start(join(versions, platform, file), ["-debug"], { env });
  const address = await new Promise<string>((resolve, reject) => {
    let printed = "";
    const outputs = [child.stdout, child.stderr];
    const read = (text: string) => {
      printed += text;
      const found = /TF_REATTACH_PROVIDERS='(.*)'/.exec(printed)?.[1];
      if (found === undefined) return;
      // It goes on printing, a log of everything.
      for (const output of outputs) output?.off("data", read).resume();
      resolve(found);
    };
    for (const output of outputs) output?.setEncoding("utf8").on("data", read);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`The provider ended\n${tail(printed, 30)}`)));
  });
  return { address, stop: () => stop(child) };
}
