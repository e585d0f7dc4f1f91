import { TERRAFORM_PROVIDER } from "./settings.js";

/** A configuration in Terraform's JSON syntax. */
export interface Configuration {
  readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly [block: string]: unknown;
}

/** A configuration with the AWS provider that the workspace uses, and no endpoints in it. */
export function withProvider(configuration: Configuration): Configuration {
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: TERRAFORM_PROVIDER } } },
    provider: { aws: {} },
    ...configuration,
  };
}

/** A trust policy as Amplify wants it for a compute role. */
export const AMPLIFY_TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "amplify.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
