import { actionsMatching } from "../aws/service-reference.js";
import { covers } from "../policy/covers.js";
import type { Conditions } from "../policy/document.js";
import { groupBy } from "../util/group-by.js";
import { type AccessHolder, type AccessHolderType, pairedHolders } from "./access-holders.js";
import { type Access, limitedAccess, named, probesOfBoth, stateOf } from "./access-probes.js";
import type { AccessState, Texts } from "./access-state.js";
import type { AccessMatrix, MatrixRole } from "./matrix.js";
import { changedResourcePolicies, type NotConsidered, unknownBoundaries } from "./not-considered.js";

/**
 * What changes. `widened` and `narrowed`: allowed before and after, under fewer or more conditions. `conditions`: under other
 * conditions, which may allow more. `denied` and `undenied`: a denial that is new or gone, of what nothing allows entirely.
 */
export type AccessChangeType = "added" | "removed" | "widened" | "narrowed" | "conditions" | "denied" | "undenied";

/** One change of what somebody may do. */
export interface AccessChange {
  /** The app, or what else the role belongs to. */
  readonly owner: string;
  readonly holder: AccessHolderType;
  /** Their name: that of a branch (`develop`); `other branches`, `pull-request previews`, `builds`, `guests`, `role web`. */
  readonly who: string;
  /** The branch's stage, such as `PRODUCTION`. Left out if it has none, or is no branch. */
  readonly stage?: string;
  readonly type: AccessChangeType;
  /** `dynamodb:PutItem`, or patterns: `dynamodb:*`. */
  readonly actions: readonly string[];
  /** The actions that a pattern in `actions` matches, and that do not change so. `*` and no other means everything except these. */
  readonly exceptActions?: readonly string[];
  /** ARNs, or patterns of them. */
  readonly resources: readonly string[];
  /** If the change is about all resources except some: those. `resources` is then `*`. */
  readonly exceptResources?: readonly string[];
  /** The conditions after the change, or before it if the access is removed. One of them has to be met. Default: none. */
  readonly conditions?: readonly Conditions[];
  /** The conditions under which it is denied all the same. Default: none. */
  readonly unless?: readonly Conditions[];
}

/** What somebody may do besides, which cannot be compared. */
export interface UnknownAccess {
  readonly owner: string;
  readonly holder: AccessHolderType;
  readonly who: string;
  readonly stage?: string;
  /** `role`: an existing role whose permissions are unknown. `policy`: an attached policy whose contents are. */
  readonly type: "role" | "policy";
  readonly change: "added" | "removed";
  /** Its name or ARN. */
  readonly name: string;
}

/** What two matrices have in common, and what not: plain data. */
export interface AccessDiff {
  readonly changes: readonly AccessChange[];
  readonly unknown: readonly UnknownAccess[];
  readonly notConsidered: readonly NotConsidered[];
}

/**
 * Who may do what after a change that they could not do before, and the other way around. It compares what policies mean, not
 * how they are written: `shop-*` before includes `shop-orders` after. A permissions boundary limits what is compared, if its
 * contents are known. Policies of resources are not compared; `notConsidered` has those that change.
 *
 * @param before what `explain` returns
 */
export function diffAccess(before: AccessMatrix, after: AccessMatrix): AccessDiff {
  const pairs = pairedHolders(before, after).map((pair) => ({
    ...pair,
    access: { before: limitedAccess(before, pair.before), after: limitedAccess(after, pair.after) },
  }));
  const cache = new Map<string, readonly Difference[]>();
  return {
    changes: pairs.flatMap((pair) => {
      const key = JSON.stringify(pair.access);
      const differences = cache.get(key) ?? differencesOf(pair.access.before, pair.access.after);
      cache.set(key, differences);
      return differences.map((difference) => ({ ...holderOf(pair), ...difference }));
    }),
    unknown: pairs.flatMap((pair) => unknownIn(pair)),
    notConsidered: [
      ...pairs.flatMap((pair) =>
        unknownBoundaries(
          { holder: pair.before, isKnown: pair.access.before.boundary !== undefined },
          { holder: pair.after, isKnown: pair.access.after.boundary !== undefined },
        ),
      ),
      ...changedResourcePolicies(before, after),
    ],
  };
}

type Difference = Omit<AccessChange, "owner" | "holder" | "who" | "stage">;
type Pair = ReturnType<typeof pairedHolders>[number];

function holderOf({ before, after }: Pair): Pick<AccessChange, "owner" | "holder" | "who" | "stage"> {
  const { owner, holder, who, stage } = (after ?? before) as AccessHolder;
  return { owner, holder, who, ...(stage === undefined ? {} : { stage }) };
}

function unknownIn(pair: Pair): readonly UnknownAccess[] {
  const [old, now] = [unknownOf(pair.before?.role), unknownOf(pair.after?.role)];
  const left = (these: typeof old, those: typeof old, change: UnknownAccess["change"]) =>
    these
      .filter(({ type, name }) => !those.some((other) => other.type === type && other.name === name))
      .map((one): UnknownAccess => ({ ...holderOf(pair), ...one, change }));
  return [...left(now, old, "added"), ...left(old, now, "removed")];
}

function unknownOf(role: MatrixRole | undefined): readonly Pick<UnknownAccess, "type" | "name">[] {
  if (role === undefined) return [];
  if (role.exists) return [{ type: "role", name: role.name }];
  return role.managedPolicies.map((name) => ({ type: "policy", name }));
}

function differencesOf(before: Access, after: Access): readonly Difference[] {
  const [old, now] = [stateOf(before), stateOf(after)];
  const seen = new Set<string>();
  const all = probesOfBoth(before, after).flatMap(({ action, resource }) => {
    const names = action.negated ? [] : action.names.flatMap((one) => actionsMatching(one).map(({ name }) => name));
    const single: readonly Texts[] = names.length === 0 ? [action] : names.map((name) => named(name));
    const compared = single.map((one) => {
      const probe = { action: one, resource };
      return [one, differenceOf(old(probe), now(probe))] as const;
    });
    const changed = compared.filter((entry): entry is [Texts, StateDifference] => entry[1] !== undefined);
    return [...groupBy(changed.map(([one, difference]) => [JSON.stringify(difference), { one, difference }]))].flatMap(
      ([, group]) => {
        const fresh = group.filter(({ one }) => !seen.has(JSON.stringify([one, resource])));
        for (const { one } of fresh) seen.add(JSON.stringify([one, resource]));
        const [first] = fresh;
        if (first === undefined) return [];
        const changedNames = new Set(fresh.map(({ one }) => one.names[0] ?? ""));
        const others = names.filter((name) => !changedNames.has(name));
        const short = names.length > 1 && others.length < fresh.length;
        return [
          {
            ...first.difference,
            ...(action.negated
              ? { actions: ["*"], exceptActions: action.names }
              : { actions: short ? action.names : [...changedNames] }),
            ...(short && others.length > 0 ? { exceptActions: others } : {}),
            ...(resource.negated
              ? { resources: ["*"], exceptResources: resource.names }
              : { resources: resource.names }),
          } satisfies Difference,
        ];
      },
    );
  });
  const patterns = all.filter(({ actions, resources }) => [...actions, ...resources].some((text) => /[*?]/.test(text)));
  return joined(all.filter((one) => !patterns.some((other) => other !== one && isPartOf(one, other))));
}

type StateDifference = Pick<AccessChange, "type" | "conditions" | "unless">;

function differenceOf(before: AccessState, after: AccessState): StateDifference | undefined {
  const shown = ({ conditions, unless }: AccessState) => ({
    ...(conditions.size === 0 ? {} : { conditions: [...conditions.values()] }),
    ...(unless.size === 0 ? {} : { unless: [...unless.values()] }),
  });
  if (!before.isAllowed && !after.isAllowed) {
    const [more, less] = [deniesMore(after, before), deniesMore(before, after)];
    if (!more && !less) return undefined;
    // Under other conditions, it may be denied less.
    return more && !less ? { type: "denied", ...shown(after) } : { type: "undenied", ...shown(before) };
  }
  if (!before.isAllowed) return { type: "added", ...shown(after) };
  if (!after.isAllowed) return { type: "removed", ...shown(before) };
  const [wider, narrower] = [isAtLeast(after, before), isAtLeast(before, after)];
  if (wider && narrower) return undefined;
  return { type: wider ? "widened" : narrower ? "narrowed" : "conditions", ...shown(after) };
}

/** Whether one state denies what another one does not. */
const deniesMore = (one: AccessState, other: AccessState): boolean =>
  !other.isDenied && (one.isDenied || [...one.unless.keys()].some((key) => !other.unless.has(key)));

/** Whether one state certainly allows whatever another one allows. */
function isAtLeast(wide: AccessState, narrow: AccessState): boolean {
  const allows =
    wide.conditions.size === 0 ||
    (narrow.conditions.size > 0 && [...narrow.conditions.keys()].every((key) => wide.conditions.has(key)));
  return allows && [...wide.unless.keys()].every((key) => narrow.unless.has(key));
}

const isSameState = (one: Difference, other: Difference) =>
  one.type === other.type &&
  JSON.stringify([one.conditions, one.unless]) === JSON.stringify([other.conditions, other.unless]);

/** Whether another difference says the same of more resources or actions. */
function isPartOf(one: Difference, other: Difference): boolean {
  if (!isSameState(one, other)) return false;
  if ([one, other].some(({ exceptActions, exceptResources }) => exceptActions ?? exceptResources)) return false;
  const all = (narrow: readonly string[], wide: readonly string[], caseMatters: boolean) =>
    narrow.every((text) => wide.some((pattern) => covers(pattern, text, caseMatters)));
  if (!all(one.actions, other.actions, false) || !all(one.resources, other.resources, true)) return false;
  const isMutual = all(other.actions, one.actions, false) && all(other.resources, one.resources, true);
  return !isMutual;
}

/** Differences in few lines: one for all actions on a resource, and for all resources with the same actions. */
function joined(differences: readonly Difference[]): readonly Difference[] {
  const keyOf = ({ actions: _, resources: __, ...rest }: Difference) => JSON.stringify(rest);
  const byResource = groupBy(
    differences.map((one) => [JSON.stringify([keyOf(one), one.resources, one.exceptActions && one.actions]), one]),
  );
  const merged = [...byResource.values()].map((group) => {
    const first = group[0] as Difference;
    return { ...first, actions: [...new Set(group.flatMap(({ actions }) => actions))] };
  });
  const byActions = groupBy(merged.map((one) => [JSON.stringify([keyOf(one), one.actions]), one]));
  return [...byActions.values()].map((group) => {
    const first = group[0] as Difference;
    return { ...first, resources: [...new Set(group.flatMap(({ resources }) => resources))] };
  });
}
