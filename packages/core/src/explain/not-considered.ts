import type { AccessHolder, AccessHolderType } from "./access-holders.js";
import type { AccessMatrix } from "./matrix.js";

/** What can change who may do what, and was not compared. */
export interface NotConsidered {
  /** `boundary`: a permissions boundary whose contents are unknown or cannot be compared. `resourcePolicy`: a policy of a resource that changes. */
  readonly type: "boundary" | "resourcePolicy";
  /** The name or ARN of the boundary; the address of the resource. */
  readonly name: string;
  readonly change: "added" | "removed" | "changed" | "unchanged";
  /** Whose boundary it is, as `holder` and `who` of changes. */
  readonly holder?: AccessHolderType;
  readonly who?: string;
  readonly owner?: string;
}

/** Somebody, and whether the boundary of the role counts. */
interface Limited {
  readonly holder: AccessHolder | undefined;
  readonly isKnown: boolean;
}

/** The boundaries that did not count: their contents are unknown, or cannot be compared. */
export function unknownBoundaries(before: Limited, after: Limited): readonly NotConsidered[] {
  const [old, now] = [before.holder?.role?.boundary, after.holder?.role?.boundary];
  const { owner, holder, who } = after.holder ?? before.holder ?? {};
  const of = {
    type: "boundary" as const,
    ...(owner === undefined ? {} : { owner }),
    ...(holder === undefined ? {} : { holder }),
    ...(who === undefined ? {} : { who }),
  };
  const isUnknown = (one: typeof old, { isKnown }: Limited) => one !== undefined && !isKnown;
  if (old?.name === now?.name)
    return isUnknown(now, after) || isUnknown(old, before)
      ? [{ ...of, name: now?.name ?? "", change: "unchanged" }]
      : [];
  return [
    ...(isUnknown(now, after) ? [{ ...of, name: now?.name ?? "", change: "added" as const }] : []),
    ...(isUnknown(old, before) ? [{ ...of, name: old?.name ?? "", change: "removed" as const }] : []),
  ];
}

/** The policies of resources that differ, or that may: their text is known only after deploy. */
export function changedResourcePolicies(before: AccessMatrix, after: AccessMatrix): readonly NotConsidered[] {
  const [old, now] = [before, after].map(
    ({ resourcePolicies = [] }) => new Map(resourcePolicies.map(({ path, policy }) => [path, policy])),
  ) as [Map<string, string | undefined>, Map<string, string | undefined>];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was !== undefined && was === is) return [];
    const change = !old.has(name) ? "added" : now.has(name) ? "changed" : "removed";
    return [{ type: "resourcePolicy" as const, name, change }];
  });
}
