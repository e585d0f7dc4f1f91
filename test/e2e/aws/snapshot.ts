import type { Aws } from "./aws.js";
import { type App, appsOf, type IdentityPool, identityPoolsOf } from "./snapshot/apps.js";
import { type Bucket, bucketsOf } from "./snapshot/buckets.js";
import { sourceOf } from "./snapshot/clients.js";
import { canonical } from "./snapshot/documents.js";
import { type Key, keysOf } from "./snapshot/keys.js";
import { type LogGroup, logGroupsOf } from "./snapshot/log-groups.js";
import { MadeUp } from "./snapshot/made-up.js";
import { type Parameter, parametersOf } from "./snapshot/parameters.js";
import { type ManagedPolicy, managedPoliciesOf, type Role, rolesOf } from "./snapshot/roles.js";
import { type Secret, secretsOf } from "./snapshot/secrets.js";
import { type Table, tablesOf } from "./snapshot/tables.js";

/** Things by their name. A second of the same name is there as `web (2)`. */
export type Named<Thing> = Readonly<Record<string, Thing>>;

/**
 * What one account holds in one region, without what is AWS's own, and without times. What AWS makes up (ids, suffixes)
 * is replaced wherever it occurs by a word that is the same in every deployment: `<id of app web>`.
 */
export interface Holdings {
  readonly roles: Named<Role>;
  /** Customer managed policies. */
  readonly policies: Named<ManagedPolicy>;
  readonly apps: Named<App>;
  readonly logGroups: Named<LogGroup>;
  readonly identityPools: Named<IdentityPool>;
  readonly tables: Named<Table>;
  readonly buckets: Named<Bucket>;
  readonly secrets: Named<Secret>;
  readonly parameters: Named<Parameter>;
  /** By description, for a key has no name. */
  readonly keys: Named<Key>;
  /** What was deleted, and is kept by AWS for some days: `secret web/prod`. */
  readonly scheduledForDeletion: readonly string[];
}

/**
 * What AWS now holds, read back through its APIs, in one form whoever made it. Nothing of that passes the gateway: no
 * call is recorded, and no interceptor sees one.
 */
export async function holdings(aws: Aws): Promise<Holdings> {
  return (await readHoldings(aws)).holdings;
}

/** The holdings, and the function that puts another value into the same words and forms, to be compared with them. */
export async function readHoldings(aws: Aws) {
  const source = sourceOf(aws);
  const madeUp = new MadeUp();
  const [roles, policies, logGroups, tables, buckets, secrets, parameters, keys] = await Promise.all([
    rolesOf(source),
    managedPoliciesOf(source),
    logGroupsOf(source),
    tablesOf(source),
    bucketsOf(source, madeUp),
    secretsOf(source, madeUp),
    parametersOf(source),
    keysOf(source, madeUp),
  ]);
  const raw: Holdings = {
    roles,
    policies,
    apps: appsOf(source, madeUp),
    logGroups,
    identityPools: identityPoolsOf(source, madeUp),
    tables,
    buckets,
    secrets: secrets.live,
    parameters,
    keys: keys.live,
    scheduledForDeletion: [...secrets.scheduledForDeletion, ...keys.scheduledForDeletion].sort(),
  };
  // Statements are ordered by their resources, so the made-up parts go first.
  const inTheirWords = <Value>(value: Value): Value => canonical(madeUp.replacedIn(value));
  return { holdings: inTheirWords(raw), inTheirWords };
}

/** Whether nothing is left but what AWS keeps for some days after its deletion. */
export function isEmpty({ scheduledForDeletion: _, ...live }: Holdings): boolean {
  return Object.values(live).every((things) => Object.keys(things).length === 0);
}
