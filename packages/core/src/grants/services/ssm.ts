import { formatArn } from "../../aws/arn.js";
import { resolvedPrefix } from "../../placeholders/placeholder.js";
import { onResource, type Request } from "../definition.js";
import { form, type NameOf, resource, variant } from "../resource.js";
import { type OptionsOf, service } from "../service.js";
import { customerKey } from "./kms.js";

/** Names start with a slash or not; an ARN has exactly one: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html */
const withoutSlashes = (name = "") => name.replace(/^\/+/, "").replace(/\/+$/, "");
/** A path always starts with a slash, so one whose start is known only after deploy brings its own. */
const underPath = (path = "") => `parameter${resolvedPrefix(path) === "" ? "" : "/"}${withoutSlashes(path)}`;

const parameter = resource({
  service: "ssm",
  name: "parameter",
  prefix: "parameter/",
  resource: /^parameter\/[\w.*?-][\w./*?-]*$/,
  example: "parameter/web/prod/api-url",
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html: 1011
  characters: 1021,
  managedAs: ["aws_ssm_parameter", "aws:ssm/parameter:Parameter"],
  scope: "regional",
  slashes: "parts",
  named: [
    form({
      keys: {
        /**
         * The parameter's name, with or without its leading slash. `*` and `?` match several. What AWS publishes under
         * `/aws/service` belongs to no account.
         */
        name: /^\/?[\w.*?-]+(\/[\w.*?-]+)*$/,
      },
      known: {
        name: "a name that starts with known text ({ name: `/web/${…}` }), { path } for a path that is known only after deploy, or the ARN",
      },
      resource: ({ name }) => `parameter/${withoutSlashes(name)}`,
    }),
    form({
      keys: {
        /** All parameters under this path: `/web/prod`. */
        path: /^\/[\w.-]+(\/[\w.-]+)*\/?$/,
      },
      resource: ({ path }) => underPath(path),
    }),
  ],
});

/**
 * A parameter of the account, or one that AWS publishes:
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
 */
const readable = variant(parameter, { awsOwnedPrefix: "parameter/aws/service" });

const options = {
  /** ARN of the customer-managed key of SecureString parameters. The key `aws/ssm` needs no permission. */
  kmsKey: customerKey,
};
type R = Request<typeof options>;

/** An ARN that ends with `/*` also asks for a path. */
const pathOf = ({ resource: { arn, form } }: R): string | undefined => {
  if (form === "path") return arn;
  return form === "arn" && arn.endsWith("/*") ? arn.slice(0, -"/*".length) : undefined;
};
const onParameters = (request: R) => {
  const path = pathOf(request);
  return path === undefined ? onResource(request) : [`${path}/*`];
};

const { level, combine, functions } = service("ssm", {
  resourceType: parameter,
  options,
  // https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html: advanced parameters are
  // written with GenerateDataKey, standard ones with Encrypt.
  key: {
    via: "ssm",
    read: ["kms:Decrypt"],
    write: ["kms:Encrypt", "kms:GenerateDataKey"],
    conditions: (request) => ({ StringLike: { "kms:EncryptionContext:PARAMETER_ARN": onParameters(request) } }),
  },
});

const read = level({
  resourceType: readable,
  key: "read",
  permissions: [
    { actions: ["ssm:GetParameter", "ssm:GetParameters"], resources: onParameters },
    {
      // AWS authorizes this on the path in the request, which can end with a slash or be deeper.
      actions: ["ssm:GetParametersByPath"],
      resources: (request) => [`${pathOf(request)}`, `${pathOf(request)}/*`],
      when: (request) => pathOf(request) !== undefined,
    },
  ],
});
const write = level({
  key: "write",
  permissions: [{ actions: ["ssm:PutParameter"], resources: onParameters }],
});

/**
 * Secrets of one branch are at `/amplify/<app id>/<branch>/<key>`, in Gen 2 at `/amplify/<app id>/<branch>-branch-<hash>/<key>`,
 * and those of all branches at `/amplify/shared/<app id>/<key>`:
 * https://docs.aws.amazon.com/amplify/latest/userguide/environment-secrets.html
 */
const buildSecrets = ({ deployment, app }: R) => {
  const { partition, region, account } = deployment;
  return [`shared/${app?.id}`, `shared/${app?.id}/*`, `${app?.id}/*`].map((path) =>
    formatArn({ partition, service: "ssm", region, account, resource: `parameter/amplify/${path}` }),
  );
};

/** Parameter Store of Systems Manager. https://docs.aws.amazon.com/service-authorization/latest/reference/list_ssm.html */
export const ssm = functions({
  /** Reads parameters: one by one and, under a path, all together. */
  read,
  /** Creates and changes parameters. */
  write,
  /** What `read` and `write` allow. */
  readWrite: combine(read, write),
  /**
   * Reads the build secrets of the role's app, of all its branches: `/amplify/<app id>/…` and `/amplify/shared/<app id>/…`.
   * Builds read them as the service role: `serviceRole: { grants: [ssm.amplifySecrets()] }`. They have to be encrypted with
   * the key `aws/ssm`, which needs no permission.
   * https://docs.aws.amazon.com/amplify/latest/userguide/environment-secrets.html
   */
  amplifySecrets: level({
    resourceType: [],
    options: [],
    ofThisApp: true,
    permissions: [{ actions: ["ssm:GetParametersByPath"], resources: buildSecrets }],
  }),
});

type Names<Text> = NameOf<typeof parameter, Text>;
/** A parameter by its name. */
export type SsmParameterName<Text = string> = Extract<Names<Text>, { readonly name: unknown }>;
/** All parameters under a path. */
export type SsmParameterPath<Text = string> = Extract<Names<Text>, { readonly path: unknown }>;
/** The options of `ssm.read(…)`, which docs/grants.md lists. */
export type SsmOptions<Text = string> = OptionsOf<typeof ssm, "read", Text>;
