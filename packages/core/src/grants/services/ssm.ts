import { resourceType } from "../../aws/resource-type.js";
import { type AccessLevel, combine, type GrantDefinition, type Request } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { customerKey } from "./kms.js";

/**
 * A parameter by its name, with or without its leading slash; `*` and `?` match many. What AWS publishes under
 * `/aws/service` belongs to no account.
 */
export interface SsmParameterName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

/** All parameters under a path: `/web/prod`. */
export interface SsmParameterPath<Text = string> extends ArnScope<Text> {
  readonly path: Text;
}

export interface SsmOptions<Text = string> {
  /** ARN of the customer-managed key of SecureString parameters. The key `aws/ssm` needs no permission. */
  readonly kmsKey?: Text;
}

/** The ARN of a parameter, its name, or the path that many are under. */
type Parameter<Text> = OneOrMore<Text | SsmParameterName<Text> | SsmParameterPath<Text>>;

export interface SsmGrants<Text = string> {
  /** GetParameter, GetParameters; under a path GetParametersByPath too. */
  read(parameter: Parameter<Text>, options?: SsmOptions<Text>): Grant<Text>;
  /** PutParameter. */
  write(parameter: Parameter<Text>, options?: SsmOptions<Text>): Grant<Text>;
  /** What `read` and `write` give. */
  readWrite(parameter: Parameter<Text>, options?: SsmOptions<Text>): Grant<Text>;
}

/** Names begin with a slash or not; in ARNs there is exactly one: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html */
const withoutSlashes = (name = "") => name.replace(/^\/+/, "").replace(/\/+$/, "");
/** A path always begins with a slash, so a late one brings its own. */
const underPath = (path = "") => `parameter${path.startsWith("\uE000") ? "" : "/"}${withoutSlashes(path)}`;

const parameter = resourceType({
  service: "ssm",
  name: "parameter",
  prefix: "parameter/",
  resource: /^parameter\/[\w.*?-][\w./*?-]*$/,
  example: "parameter/web/prod/api-url",
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html: 1011
  characters: 1021,
  scope: "regional",
  named: [
    {
      keys: { name: /^\/?[\w.*?-]+(\/[\w.*?-]+)*$/ },
      known: { name: "a name that begins with text ({ name: `/web/${…}` }), { path } for a late path, or the ARN" },
      resource: ({ name }) => `parameter/${withoutSlashes(name)}`,
    },
    { keys: { path: /^\/[\w.-]+(\/[\w.-]+)*\/?$/ }, resource: ({ path }) => underPath(path) },
  ],
});

/**
 * A parameter of the account's, or one that AWS publishes:
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
 */
const readable = { ...parameter, ofAws: "parameter/aws/service" };

type Options = { kmsKey?: string };
type R = Request<Options>;

/** An ARN that ends with `/*` asks for a path as well. */
const pathOf = ({ resource: { arn, form } }: R): string | undefined => {
  if (form === "path") return arn;
  return form === "arn" && arn.endsWith("/*") ? arn.slice(0, -"/*".length) : undefined;
};
const onParameters = (request: R) => {
  const path = pathOf(request);
  return [path === undefined ? request.resource.arn : `${path}/*`];
};

const read: AccessLevel<Options> = {
  resourceType: readable,
  key: "read",
  permissions: [
    { actions: ["ssm:GetParameter", "ssm:GetParameters"], resources: onParameters },
    {
      // Authorised on the path in the request, which may end with a slash or lie deeper.
      actions: ["ssm:GetParametersByPath"],
      resources: (request) => [`${pathOf(request)}`, `${pathOf(request)}/*`],
      when: (request) => pathOf(request) !== undefined,
    },
  ],
};
const write: AccessLevel<Options> = {
  key: "write",
  permissions: [{ actions: ["ssm:PutParameter"], resources: onParameters }],
};

export const ssmDefinition: GrantDefinition<Options> = {
  name: "ssm",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
  resourceType: parameter,
  options: { kmsKey: customerKey },
  access: { read, write, readWrite: combine(read, write) },
  // https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html: advanced parameters are
  // written with GenerateDataKey, standard ones with Encrypt.
  key: {
    via: "ssm",
    read: ["kms:Decrypt"],
    write: ["kms:Encrypt", "kms:GenerateDataKey"],
    conditions: (request) => ({ StringLike: { "kms:EncryptionContext:PARAMETER_ARN": onParameters(request) } }),
  },
};
