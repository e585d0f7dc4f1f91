import { grantsOf } from "@amplify-roles/core/adapter";
import {
  appId,
  china,
  everywhere,
  granted,
  home,
  may,
  otherRegion,
  regional,
  type Scope,
  type Table,
  type Thing,
  thing,
  when,
  withSiblings,
} from "../support/model.js";
import { key, keyPool, via } from "./kms.js";

const { ssm } = grantsOf<string>();

const GET = "GetParameter GetParameters";

const parameter = (name: string, at?: Scope) => regional("ssm", `parameter/${name}`, at);
const url = parameter("web/prod/API_URL");
/** Its name starts with the other's whole name. */
const oldUrl = parameter("web/prod/API_URL_OLD");
const password = parameter("web/prod/db/PASSWORD");
/** Under a path that only starts the same. */
const production = parameter("web/production/API_URL");
const plain = parameter("API_URL");
const inChina = parameter("web/prod/API_URL", china);
const underProd = withSiblings([url, oldUrl, password]);

/** Paths as GetParametersByPath sends them: the path itself, with a trailing slash, and deeper ones. */
const prodPaths = [parameter("web/prod"), parameter("web/prod/"), parameter("web/prod/db")];
const otherPaths = [parameter("web"), parameter("web/production"), parameter("web/stage")];

/** Build secrets of the role's app, of all branches and of one, and those of another app. */
const buildSecrets = [
  parameter(`amplify/shared/${appId}`),
  parameter(`amplify/shared/${appId}/`),
  parameter(`amplify/shared/${appId}/TOKEN`),
  parameter(`amplify/${appId}/main`),
  parameter(`amplify/${appId}/main-branch-0123456789/`),
];
const otherSecrets = [
  "amplify",
  "amplify/shared",
  `amplify/shared/${appId}0`,
  "amplify/shared/d987654321",
  "amplify/shared/d987654321/TOKEN",
  "amplify/d987654321/main",
].map((name) => parameter(name));

/** What AWS publishes belongs to no account. */
const published = (name: string, region = home.region) => thing(`arn:aws:ssm:${region}::parameter/aws/service/${name}`);
const ami = published("ecs/ami");
const amiAbroad = published("ecs/ami", otherRegion.region);
const version = published("eks/version");

/** The key is used through Systems Manager, for one parameter only. */
const keyFor = (of: Thing, at?: Scope) => via("ssm", at, { PARAMETER_ARN: of.arn });

export const ssmTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_ssm.html",
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html",
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html",
    "https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html",
  ],
  pools: [
    {
      service: "ssm",
      things: [
        ...everywhere("ssm", "parameter/web/prod/API_URL"),
        ...underProd,
        ...withSiblings([production, plain]),
        ...withSiblings([inChina]),
        parameter("web/prod/OTHER", china),
        ...prodPaths,
        ...otherPaths,
        ...buildSecrets,
        ...otherSecrets,
        ...withSiblings([ami, amiAbroad, version, published("ecs")]),
        parameter("aws/service/ecs/ami"),
      ],
    },
    keyPool([
      via("ssm"),
      via("ssm", otherRegion),
      ...underProd.flatMap((of) => [keyFor(of), when({ "kms:EncryptionContext:PARAMETER_ARN": of.arn })]),
      keyFor(production),
      keyFor(url, otherRegion),
    ]),
  ],
  cases: [
    ...[url, oldUrl, password, production, plain].flatMap((of) => [
      granted(`reads ${of.arn}`, ssm.read(of.arn), [may("ssm", GET, [of])]),
      granted(`writes ${of.arn}`, ssm.write(of.arn), [may("ssm", "PutParameter", [of])]),
      granted(`reads and writes ${of.arn}`, ssm.readWrite(of.arn), [may("ssm", `${GET} PutParameter`, [of])]),
    ]),
    granted("reads a parameter by its name", ssm.read({ name: "/web/prod/API_URL" }), [may("ssm", GET, [url])]),
    granted("reads a parameter whose name has no slash", ssm.read({ name: "API_URL" }), [may("ssm", GET, [plain])]),
    granted("reads parameters by the start of their names", ssm.read({ name: "/web/prod/API_URL*" }), [
      may("ssm", GET, withSiblings([url, oldUrl])),
    ]),
    granted("reads all under a path", ssm.read({ path: "/web/prod" }), [
      may("ssm", GET, [...underProd, parameter("web/prod/"), parameter("web/prod/db")]),
      may("ssm", "GetParametersByPath", [...prodPaths, ...underProd]),
    ]),
    granted("reads and writes all under a path", ssm.readWrite({ path: "/web/prod/" }), [
      may("ssm", `${GET} PutParameter`, [...underProd, parameter("web/prod/"), parameter("web/prod/db")]),
      may("ssm", "GetParametersByPath", [...prodPaths, ...underProd]),
    ]),
    granted("reads a secure string", ssm.read(url.arn, { kmsKey: key.arn }), [
      may("ssm", GET, [url]),
      may("kms", "Decrypt", [key], [keyFor(url)]),
    ]),
    granted("reads secure strings under a path", ssm.read({ path: "/web/prod" }, { kmsKey: key.arn }), [
      may("ssm", GET, [...underProd, parameter("web/prod/"), parameter("web/prod/db")]),
      may("ssm", "GetParametersByPath", [...prodPaths, ...underProd]),
      may(
        "kms",
        "Decrypt",
        [key],
        underProd.map((of) => keyFor(of)),
      ),
    ]),
    granted("writes a secure string", ssm.write(password.arn, { kmsKey: key.arn }), [
      may("ssm", "PutParameter", [password]),
      may("kms", "Encrypt GenerateDataKey", [key], [keyFor(password)]),
    ]),
    granted("reads and writes a secure string", ssm.readWrite(password.arn, { kmsKey: key.arn }), [
      may("ssm", `${GET} PutParameter`, [password]),
      may("kms", "Decrypt Encrypt GenerateDataKey", [key], [keyFor(password)]),
    ]),
    granted("reads the build secrets of its app", ssm.amplifySecrets(), [
      may("ssm", "GetParametersByPath", buildSecrets),
    ]),
    granted("reads a parameter that AWS publishes", ssm.read(ami.arn), [may("ssm", GET, [ami])]),
    granted("reads one by its name", ssm.read({ name: "/aws/service/eks/version" }), [may("ssm", GET, [version])]),
    granted("reads all under a path that AWS publishes", ssm.read({ path: "/aws/service/ecs" }), [
      may("ssm", GET, withSiblings([ami])),
      may("ssm", "GetParametersByPath", [published("ecs"), ...withSiblings([ami])]),
    ]),
    granted("reads a parameter in China", ssm.read({ name: "/web/prod/API_URL" }), [may("ssm", GET, [inChina])], china),
  ],
};
