import type { Aws } from "./aws.js";
import type { JsonObject } from "./message.js";
import { type App, appsOf, domainsOf, type IdentityPool, identityPoolsOf, webhooksOf } from "./snapshot/apps.js";
import { type Bucket, bucketsOf } from "./snapshot/buckets.js";
import { sourceOf } from "./snapshot/clients.js";
import { type Repository, repositoriesOf, type TaskDefinition, taskDefinitionsOf } from "./snapshot/containers.js";
import { canonical } from "./snapshot/documents.js";
import { Generated } from "./snapshot/generated.js";
import { type Key, keysOf } from "./snapshot/keys.js";
import { type LogGroup, logGroupsOf } from "./snapshot/log-groups.js";
import { type Parameter, parametersOf } from "./snapshot/parameters.js";
import { type ManagedPolicy, managedPoliciesOf, type Role, rolesOf } from "./snapshot/roles.js";
import { type Secret, secretsOf } from "./snapshot/secrets.js";
import { type Table, tablesOf } from "./snapshot/tables.js";

/** Things by name. A second one with the same name is `web (2)`. */
export type Named<Thing> = Readonly<Record<string, Thing>>;

/**
 * The account snapshot: what one account has in one region, without AWS's own resources, and without times. What AWS
 * generates (ids, suffixes) is replaced everywhere by words that are the same in every deployment: `<id of app web>`.
 */
export interface AccountSnapshot {
  readonly roles: Named<Role>;
  /** Customer managed policies. */
  readonly policies: Named<ManagedPolicy>;
  readonly apps: Named<App>;
  /** Of all apps, by the domain's name. */
  readonly domains: Named<JsonObject>;
  /** Of all apps, by branch: `web main`. */
  readonly webhooks: Named<JsonObject>;
  readonly logGroups: Named<LogGroup>;
  readonly identityPools: Named<IdentityPool>;
  readonly tables: Named<Table>;
  readonly buckets: Named<Bucket>;
  readonly secrets: Named<Secret>;
  readonly parameters: Named<Parameter>;
  /** Of images. */
  readonly repositories: Named<Repository>;
  /** By family. */
  readonly taskDefinitions: Named<TaskDefinition>;
  /** By description, for a key has no name. */
  readonly keys: Named<Key>;
  /** What was deleted, and AWS keeps for some days: `secret web/prod`. */
  readonly scheduledForDeletion: readonly string[];
}

/**
 * The snapshot of now, read through AWS's APIs, in one form whoever created the resources. It does not go through the
 * gateway: no call is recorded, and no interceptor sees one.
 */
export async function takeSnapshot(aws: Aws): Promise<AccountSnapshot> {
  return (await readSnapshot(aws)).snapshot;
}

/** The snapshot, and the function that puts another value into the same words and form, to be compared with it. */
export async function readSnapshot(aws: Aws) {
  const source = sourceOf(aws);
  const generated = new Generated();
  const [roles, policies, logGroups, tables, buckets, secrets, parameters, keys, ...containers] = await Promise.all([
    rolesOf(source),
    managedPoliciesOf(source),
    logGroupsOf(source),
    tablesOf(source),
    bucketsOf(source, generated),
    secretsOf(source, generated),
    parametersOf(source),
    keysOf(source, generated),
    repositoriesOf(source),
    taskDefinitionsOf(source),
  ]);
  const [repositories, taskDefinitions] = containers;
  const raw: AccountSnapshot = {
    roles,
    policies,
    apps: appsOf(source, generated),
    domains: domainsOf(source),
    webhooks: webhooksOf(source),
    logGroups,
    identityPools: identityPoolsOf(source, generated),
    tables,
    buckets,
    secrets: secrets.live,
    parameters,
    repositories,
    taskDefinitions,
    keys: keys.live,
    scheduledForDeletion: [...secrets.scheduledForDeletion, ...keys.scheduledForDeletion].sort(),
  };
  // Statements are ordered by their resources, so the generated parts are replaced first.
  const inTheirWords = <Value>(value: Value): Value => canonical(generated.replacedIn(value));
  return { snapshot: inTheirWords(raw), inTheirWords };
}

/** Whether there is nothing except what AWS keeps for some days after its deletion. */
export function isEmpty({ scheduledForDeletion: _, ...live }: AccountSnapshot): boolean {
  return Object.values(live).every((things) => Object.keys(things).length === 0);
}
