import type { Registration } from "./pulumi/registration.js";

/** One way to deploy an example: a stack of the CDKTF program, and the Pulumi program with the same values. */
interface Configuration {
  /** The CDKTF stack. */
  readonly stack: string;
  /** Terraform variables; as Pulumi configuration in camelCase. */
  readonly values: Readonly<Record<string, string>>;
  /** What the Pulumi program needs beside. */
  readonly pulumiValues?: Readonly<Record<string, string>>;
}

export const configurations: Readonly<Record<string, readonly Configuration[]>> = {
  "new-app": [
    {
      stack: "web",
      values: {
        github_token: "token",
        database_password: "password",
        api_token: "api-token",
        resizer_arn: "arn:aws:lambda:eu-west-1:123456789012:function:resize",
      },
    },
  ],
};

/** The names of the project's own components in a program. */
export const components = (registrations: readonly Registration[]): readonly string[] =>
  registrations.filter(({ type }) => type.startsWith("amplify-roles:")).map(({ name }) => name);

/** Terraform's variable names, as Pulumi's configuration has them. */
export const camelCased = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
