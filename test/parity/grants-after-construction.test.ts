import fc from "fast-check";
import { expect, test } from "vitest";
import { specifications } from "./specifications.js";
import { throughPulumi, throughTerraform } from "./through-tools.js";

interface Role {
  readonly grants?: readonly unknown[];
}
interface Specification {
  readonly computeRole?: Role | string;
  readonly branches?: Readonly<Record<string, { readonly computeRole?: Role | string }>>;
  readonly identityPool?: { readonly authenticated?: Role | string; readonly unauthenticated?: Role | string };
}
interface Grantable {
  grant(...grants: readonly unknown[]): void;
}
interface App {
  readonly computeRole: Grantable;
  readonly branches: Readonly<Record<string, Grantable>>;
  readonly identityPool: { readonly authenticated: Grantable; readonly unauthenticated: Grantable };
}
/** Calls to make once the app is constructed. */
type Calls = ((app: App) => void)[];

/** The specification with only the first grants of each role, and the calls that add the others. */
function withGrantsAfterwards(specification: Specification, kept: number, calls: Calls): Specification {
  const lessOf = (role: Role | string | undefined, owner: (app: App) => Grantable): object => {
    if (typeof role !== "object" || !Array.isArray(role.grants)) return {};
    const { grants, ...others } = role;
    for (const grant of grants.slice(kept)) calls.push((app) => owner(app).grant(grant));
    return { role: kept === 0 ? others : { ...others, grants: grants.slice(0, kept) } };
  };
  const replaced = (of: object, property: string, role: Role | string | undefined, owner: (app: App) => Grantable) => {
    const less = lessOf(role, owner) as { readonly role?: object };
    return less.role === undefined ? of : { ...of, [property]: less.role };
  };
  const { branches, identityPool } = specification;
  let result: object = replaced(specification, "computeRole", specification.computeRole, (app) => app.computeRole);
  if (branches !== undefined) {
    const changed = Object.entries(branches).map(([name, branch]) => [
      name,
      replaced(branch, "computeRole", branch.computeRole, (app) => app.branches[name] as Grantable),
    ]);
    result = { ...result, branches: Object.fromEntries(changed) };
  }
  if (identityPool !== undefined) {
    let pool: object = identityPool;
    for (const user of ["authenticated", "unauthenticated"] as const)
      pool = replaced(pool, user, identityPool[user], (app) => app.identityPool[user]);
    result = { ...result, identityPool: pool };
  }
  return result as Specification;
}

test("grants after the construction give the same resources as those of the constructor, in both tools", async () => {
  const seen = { calls: 0, fromNothing: 0, managed: 0, exclusive: 0 };
  await fc.assert(
    fc.asyncProperty(specifications, fc.integer({ min: 0, max: 2 }), async (specification, kept) => {
      const afterwards = (make: new (...args: never[]) => object, ...args: readonly unknown[]) => {
        const calls: Calls = [];
        const less = withGrantsAfterwards(args.at(-1) as Specification, kept, calls);
        const app = new make(...([...args.slice(0, -1), less] as never[])) as App;
        for (const call of calls) call(app);
        seen.calls += calls.length;
        if (kept === 0) seen.fromNothing += calls.length;
      };
      const expected = throughTerraform("AmplifySsrApp", specification);
      expect(throughTerraform("AmplifySsrApp", specification, afterwards)).toEqual(expected);
      expect(await throughPulumi("AmplifySsrApp", specification, afterwards)).toEqual(expected);
      seen.managed += expected.filter(({ kind }) => kind === "aws_iam_policy").length;
      seen.exclusive += expected.filter(({ kind }) => kind === "aws_iam_role_policies_exclusive").length;
    }),
    { numRuns: 30 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
});
