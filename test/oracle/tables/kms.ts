import { grantsOf } from "@amplify-roles/core/adapter";
import {
  type Circumstance,
  china,
  everywhere,
  granted,
  home,
  may,
  otherRegion,
  type Pool,
  plainly,
  type Row,
  regional,
  type Scope,
  type Table,
  type Thing,
  when,
} from "../support/model.js";

const { kms } = grantsOf<string>();

const id = "1234abcd-12ab-34cd-56ef-1234567890ab";
const otherId = "0987dcba-09fe-87dc-65ba-ab0987654321";

/** The key that encrypts, another one, and one that is replicated to several regions. */
export const key = regional("kms", `key/${id}`);
export const otherKey = regional("kms", `key/${otherId}`);
export const replicated = "key/mrk-1234abcd12ab34cd56ef1234567890ab";
export const keyInChina = regional("kms", `key/${id}`, china);
const keys = [
  regional("kms", `key/${otherId}`, china),
  ...everywhere("kms", `key/${id}`),
  keyInChina,
  otherKey,
  ...everywhere("kms", replicated),
];

/**
 * A call that a service makes with the caller's permissions, for what is in a region. In China AWS does not say whether the
 * host ends with `.cn`. https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export const via = (service: string, { region }: Scope = home, context: Readonly<Record<string, string>> = {}) =>
  when({
    "kms:ViaService": `${service}.${region}.amazonaws.com`,
    ...Object.fromEntries(Object.entries(context).map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
  });

/** The requests for keys: direct, and through services. */
export const keyPool = (circumstances: readonly Circumstance[], things: readonly Thing[] = []): Pool => ({
  service: "kms",
  things: [...keys, ...things],
  circumstances: [plainly, ...circumstances],
});

/** Only the service, in its own region, may use the key. */
export const keyUse = (actions: string, service: string, of: Thing = key): Row =>
  may("kms", actions, [of], [via(service)]);

const DECRYPT = "Decrypt DescribeKey";
const ENCRYPT = "DescribeKey Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo";
const BOTH = `Decrypt ${ENCRYPT}`;

export const kmsTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_kms.html",
    "https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html",
  ],
  pools: [keyPool([via("s3"), via("s3", otherRegion)], [regional("kms", "alias/orders")])],
  cases: [
    ...[key, otherKey, regional("kms", `key/${id}`, otherRegion)].flatMap((of) => [
      granted(`decrypt with ${of.arn}`, kms.decrypt(of.arn), [may("kms", DECRYPT, [of])]),
      granted(`encrypt with ${of.arn}`, kms.encrypt(of.arn), [may("kms", ENCRYPT, [of])]),
      granted(`both with ${of.arn}`, kms.encryptDecrypt(of.arn), [may("kms", BOTH, [of])]),
    ]),
    granted("decrypt with a key by its id", kms.decrypt({ keyId: id }), [may("kms", DECRYPT, [key])]),
    granted("encrypt with two keys", kms.encrypt([key.arn, otherKey.arn]), [may("kms", ENCRYPT, [key, otherKey])]),
    granted(
      "decrypt with a key wherever it is replicated",
      kms.decrypt({ keyId: replicated.slice("key/".length), region: "*" }),
      [may("kms", DECRYPT, [regional("kms", replicated), regional("kms", replicated, otherRegion)])],
    ),
  ],
};
