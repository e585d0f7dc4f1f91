import type { Gateway } from "./gateway.js";

export const REGION = "eu-west-1";

/**
 * The environment in which Terraform's and Pulumi's AWS providers, and every AWS SDK, talk to the gateway and to nothing
 * else: whatever the caller's shell, profile or metadata address would say is switched off. They need no settings
 * next to it, not even for S3, whose clients put the bucket into the path wherever the endpoint is an IP address.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function awsEnvironment(gateway: Pick<Gateway, "url">): NodeJS.ProcessEnv {
  const ours = Object.keys(process.env).filter((name) =>
    /^AWS_(ENDPOINT_URL_|PROFILE|SESSION_TOKEN|ROLE_|WEB_)/.test(name),
  );
  return {
    ...Object.fromEntries(ours.map((name) => [name, undefined])),
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL: gateway.url,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    NO_PROXY: "127.0.0.1",
    no_proxy: "127.0.0.1",
  };
}
