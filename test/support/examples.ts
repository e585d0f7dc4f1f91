/** One way to deploy an example: a stack of the CDKTF program, and the Pulumi program with the same values. */
interface Configuration {
  /** The CDKTF stack. */
  readonly stack: string;
  /** The project's own constructs in it. */
  readonly components: readonly string[];
  /** Terraform variables; as Pulumi configuration in camelCase. */
  readonly values: Readonly<Record<string, string>>;
  /** What the Pulumi program needs next to. */
  readonly pulumiValues?: Readonly<Record<string, string>>;
  /** Whether the app is there before, and is imported. */
  readonly importing?: boolean;
}

export const configurations: Readonly<Record<string, readonly Configuration[]>> = {
  "new-app": [
    {
      stack: "web",
      components: ["web"],
      values: {
        github_token: "the-github-token",
        database_password: "the-database-password",
        api_token: "the-api-token",
        resizer_arn: "arn:aws:lambda:eu-west-1:123456789012:function:resize",
      },
    },
  ],
  "existing-app-logs": [
    { stack: "logs", components: ["service-role"], values: {} },
    { stack: "take-over", components: ["shop"], values: {}, pulumiValues: { takeOver: "true" }, importing: true },
  ],
  "keys-to-roles": [{ stack: "roles", components: ["main-role", "app-role"], values: { app_id: "d123456789" } }],
  "private-bucket": [{ stack: "gallery", components: ["gallery"], values: { github_token: "the-github-token" } }],
  "container-settings": [
    { stack: "papyrus", components: ["settings", "web"], values: { github_token: "the-github-token" } },
  ],
  "appsync-users": [
    {
      stack: "users",
      components: ["posts"],
      values: {
        user_pool_id: "eu-west-1_AbCdEfGhI",
        user_pool_client_id: "1example23456789",
        api_id: "abcdefghijklmnopqrstuvwxyz",
        documents_bucket: "acme-documents",
      },
    },
  ],
};

/** Whether a value of that name is a secret. */
export const isSecret = (name: string) => /token|password/i.test(name);

/** Terraform's variable names, as Pulumi's configuration has them. */
export const camelCased = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
