/** What Pulumi keeps in an Output besides its public methods. Its own unit tests and ours read it like this. */
interface OutputState {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
}

/** The value of an Output if it is a string that is known. A message must not repeat a secret. */
export async function plainText(value: unknown): Promise<string | undefined> {
  const { isKnown, isSecret, promise } = value as OutputState;
  if (!(await isKnown) || (await isSecret)) return undefined;
  const known = await promise.call(value);
  return typeof known === "string" ? known : undefined;
}
