/** The settings of an AWS SDK client that asks moto itself, past the gateway and its interceptors. */
export const motoClient = (url: string, region: string) => ({
  endpoint: url,
  region,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});

/** An answer; undefined where AWS says, with an error of one of these names, that there is nothing. */
export async function unlessMissing<Answer>(
  answer: Promise<Answer>,
  ...names: readonly string[]
): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (names.includes((error as Error).name)) return undefined;
    throw error;
  }
}
