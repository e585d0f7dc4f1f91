/** What an AWS SDK client is made with that asks moto itself, past the gateway and whatever stands in it. */
export const motoClient = (url: string, region: string) => ({
  endpoint: url,
  region,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});
