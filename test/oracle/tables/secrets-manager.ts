import { grantsOf } from "@amplify-roles/core/adapter";
import { china, everywhere, granted, may, otherRegion, regional, type Table, when } from "../support/model.js";
import { key, keyInChina, keyPool, keyUse, otherKey, via } from "./kms.js";

const { secretsManager } = grantsOf<string>();

const READ = "DescribeSecret GetSecretValue";

/** A secret's ARN ends with a hyphen and six characters that Secrets Manager chooses. */
export const secret = regional("secretsmanager", "secret:web/prod-AbCdEf");
/** The same name after the secret was deleted and created again. */
export const madeAgain = regional("secretsmanager", "secret:web/prod-x1Y2z3");
const api = regional("secretsmanager", "secret:web/prod-api-AbCdEf");
const production = regional("secretsmanager", "secret:web/production-AbCdEf");
const other = regional("secretsmanager", "secret:billing-AbCdEf");
const otherMadeAgain = regional("secretsmanager", "secret:billing-x1Y2z3");
/** Secrets whose names are the resource part of another one's ARN. */
const named = [secret, api, production, other].map(({ arn }) => ({ arn: `${arn}-QwErTy` }));
const inChina = ["AbCdEf", "x1Y2z3"].map((suffix) => regional("secretsmanager", `secret:web/prod-${suffix}`, china));
/** Both hosts, as AWS does not say which one it sends there. */
const viaInChina = [
  via("secretsmanager", china),
  when({ "kms:ViaService": "secretsmanager.cn-north-1.amazonaws.com.cn" }),
];

export const secretsManagerTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_secretsmanager.html",
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html",
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  ],
  pools: [
    {
      service: "secretsmanager",
      things: [
        ...everywhere("secretsmanager", "secret:web/prod-AbCdEf"),
        madeAgain,
        api,
        production,
        other,
        otherMadeAgain,
        regional("secretsmanager", "secret:shop/prod-AbCdEf"),
        ...inChina,
        ...["web/prod-AbCdEf-QwErTy", "web/stage-AbCdEf"].map((name) =>
          regional("secretsmanager", `secret:${name}`, china),
        ),
        ...named,
      ],
    },
    keyPool([via("secretsmanager"), via("secretsmanager", otherRegion), ...viaInChina]),
  ],
  cases: [
    ...[secret, api, production, other].map((of) =>
      granted(`reads ${of.arn}`, secretsManager.read(of.arn), [may("secretsmanager", READ, [of])]),
    ),
    granted("reads a secret by its name, whatever its suffix", secretsManager.read({ name: "web/prod" }), [
      may("secretsmanager", READ, [secret, madeAgain]),
    ]),
    granted("reads secrets by the start of their names", secretsManager.read({ name: "web/*" }), [
      may("secretsmanager", READ, [secret, madeAgain, api, production, ...named.slice(0, 3)]),
    ]),
    granted("reads another region's secret", secretsManager.read({ name: "web/prod", region: otherRegion.region }), [
      may(
        "secretsmanager",
        READ,
        ["AbCdEf", "x1Y2z3"].map((suffix) => regional("secretsmanager", `secret:web/prod-${suffix}`, otherRegion)),
      ),
    ]),
    granted("reads an encrypted secret", secretsManager.read(secret.arn, { kmsKey: key.arn }), [
      may("secretsmanager", READ, [secret]),
      keyUse("Decrypt", "secretsmanager"),
    ]),
    granted(
      "reads a secret by its name under another key",
      secretsManager.read({ name: "billing" }, { kmsKey: otherKey.arn }),
      [may("secretsmanager", READ, [other, otherMadeAgain]), keyUse("Decrypt", "secretsmanager", otherKey)],
    ),
    granted(
      "reads an encrypted secret in China",
      secretsManager.read({ name: "web/prod" }, { kmsKey: keyInChina.arn }),
      [may("secretsmanager", READ, inChina), may("kms", "Decrypt", [keyInChina], viaInChina)],
      china,
    ),
  ],
};
