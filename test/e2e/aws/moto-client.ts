/** What an AWS SDK client is made with that asks moto itself, past the gateway and whatever stands in it. */
export const motoClient = (url: string, region: string) => ({
  endpoint: url,
  region,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});

/** An answer, or nothing where AWS says, by one of these names, that there is none. */
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
