import { type Aws, startAws } from "../aws/aws.js";
import { stopProviders } from "./provider.js";

export type AwsOptions = NonNullable<Parameters<typeof startAws>[0]>;

let current: { readonly key: string; readonly aws: Promise<Aws> } | undefined;

/**
 * The AWS of this process, without anything in it. It stays between scenarios, and with it the providers that were
 * started for its address. Other options need another one, which replaces it: each provider takes 700 MB.
 */
export async function sharedAws(options: AwsOptions = {}): Promise<Aws> {
  const key = JSON.stringify(options);
  if (current !== undefined && current.key !== key) {
    const { aws } = current;
    current = undefined;
    await stopAws(await aws);
  }
  current ??= { key, aws: startAws(options) };
  const aws = await current.aws;
  await aws.reset();
  return aws;
}

/** Stops an AWS, and the providers that were started for it. */
export async function stopAws(aws: Aws | undefined): Promise<void> {
  if (aws === undefined) return;
  await stopProviders(aws.env);
  await aws.stop();
}
