import { isUnresolved } from "../../placeholders/placeholder.js";
import { onResource } from "../definition.js";
import { form, type NameOf, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";
import { customerKey } from "./kms.js";

/** Six characters after a hyphen: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html */
const SUFFIX = "-??????";

export const secret = resource({
  service: "secretsmanager",
  name: "secret",
  prefix: "secret:",
  resource: /^secret:[\w/+=.@!*?-]+(-[A-Za-z0-9?]{6}|\*)$/,
  example: "secret:web/prod-AbCdEf",
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html: 512, and the suffix
  characters: 526,
  managedAs: [
    "aws_secretsmanager_secret",
    "aws_secretsmanager_secret_version",
    "aws:secretsmanager/secret:Secret",
    "aws:secretsmanager/secretVersion:SecretVersion",
  ],
  arnAttributes: ["arn", "id"],
  scope: "regional",
  slashes: "parts",
  named: [
    form({
      keys: {
        /**
         * The secret's name, without the suffix that Secrets Manager adds: `web/prod`, or `rds!cluster-…` for one that RDS
         * manages. `*` and `?` match several.
         */
        name: /^[\w/+=.@!*?-]{1,512}$/,
      },
      resource: ({ name = "" }) => `secret:${name}${!isUnresolved(name) && name.endsWith("*") ? "" : SUFFIX}`,
    }),
  ],
});

const { level, functions } = service("secretsManager", {
  resourceType: secret,
  options: {
    /** ARN of the customer-managed key that encrypts the secret. The key `aws/secretsmanager` needs no permission. */
    kmsKey: customerKey,
  },
  key: { via: "secretsmanager", read: ["kms:Decrypt"], write: [] },
});

/** Secrets Manager. https://docs.aws.amazon.com/service-authorization/latest/reference/list_secretsmanager.html */
export const secretsManager = functions({
  /** Reads a secret's value and description. */
  read: level({
    key: "read",
    permissions: [
      { actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], resources: onResource },
    ],
  }),
});

/** A secret by its name. */
export type SecretName<Text = string> = NameOf<typeof secret, Text>;
/** The options of `secretsManager.read(…)`, which docs/grants.md lists. */
export type SecretOptions<Text = string> = OptionsOf<typeof secretsManager, "read", Text>;
