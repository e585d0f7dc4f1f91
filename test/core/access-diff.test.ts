import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AccessChange, diffAccess } from "../../packages/core/src/doctor.js";
import { evaluate } from "../../packages/core/src/evaluate/evaluate.js";
import { type AccessMatrix, explain, type Statement } from "../../packages/core/src/index.js";
import { globMatches } from "../../packages/core/src/util/wildcard.js";

const TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/";

/** The server code of one branch, which has the statements. */
const matrixOf = (
  statements: readonly Statement[],
  more: Partial<AccessMatrix["roles"][number]> = {},
): AccessMatrix => ({
  roles: [
    {
      id: "web",
      owner: "web",
      type: "compute",
      name: "web",
      exists: false,
      branches: ["main"],
      otherBranches: false,
      managedPolicies: [],
      ...more,
    },
  ],
  branches: [{ owner: "web", name: "main", stage: "PRODUCTION", computeRole: "web", computeRoleSource: "branch" }],
  permissions: statements.map((statement) => ({ role: "web", by: "p", path: "p", statement })),
});

const allow = (Action: string | string[], Resource: string | string[], more: Partial<Statement> = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: string | string[], Resource: string | string[], more: Partial<Statement> = {}): Statement => ({
  ...allow(Action, Resource, more),
  Effect: "Deny",
});
const changesOf = (before: readonly Statement[], after: readonly Statement[]) =>
  diffAccess(matrixOf(before), matrixOf(after)).changes.map(({ owner, holder, who, stage, ...rest }) => {
    expect([owner, holder, who, stage]).toEqual(["web", "branch", "main", "PRODUCTION"]);
    return rest;
  });

const IF = { StringEquals: { "aws:PrincipalTag/team": "web" } };
const OTHER = { StringEquals: { "aws:PrincipalTag/team": "api" } };

describe("what changes", () => {
  test.each<[string, Statement[], Statement[], Omit<AccessChange, "owner" | "holder" | "who" | "stage">[]]>([
    ["nothing", [allow("s3:GetObject", "arn:aws:s3:::a/*")], [allow(["s3:GetObject"], ["arn:aws:s3:::a/*"])], []],
    [
      "an action is added",
      [allow("dynamodb:GetItem", `${TABLE}orders`)],
      [allow(["dynamodb:GetItem", "dynamodb:PutItem"], `${TABLE}orders`)],
      [{ type: "added", actions: ["dynamodb:PutItem"], resources: [`${TABLE}orders`] }],
    ],
    [
      "a pattern included the resource",
      [allow("s3:GetObject", "arn:aws:s3:::shop-*")],
      [allow("s3:GetObject", "arn:aws:s3:::shop-orders")],
      [{ type: "removed", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop-*"] }],
    ],
    [
      "a pattern included the action, in another case",
      [allow("DYNAMODB:*", "*")],
      [allow("dynamodb:*", "*"), allow("dynamodb:PutItem", `${TABLE}orders`)],
      [],
    ],
    [
      "a pattern takes the place of a resource",
      [allow("dynamodb:GetItem", `${TABLE}orders`)],
      [allow("dynamodb:GetItem", `${TABLE}*`)],
      [{ type: "added", actions: ["dynamodb:GetItem"], resources: [`${TABLE}*`] }],
    ],
    [
      "all actions of a service but one are removed",
      [allow("sqs:*", "*")],
      [allow("sqs:SendMessage", "*")],
      [{ type: "removed", actions: ["sqs:*"], exceptActions: ["sqs:SendMessage"], resources: ["*"] }],
    ],
    ["everything is allowed", [], [allow("*", "*")], [{ type: "added", actions: ["*"], resources: ["*"] }]],
    [
      "a denial takes effect",
      [allow("s3:GetObject", "arn:aws:s3:::a/*")],
      [allow("s3:GetObject", "arn:aws:s3:::a/*"), deny("s3:*", "arn:aws:s3:::a/secret/*")],
      [
        { type: "denied", actions: ["s3:*"], exceptActions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/secret/*"] },
        { type: "removed", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/secret/*"] },
      ],
    ],
    [
      "a denial goes",
      [allow("s3:GetObject", "arn:aws:s3:::a/*"), deny("s3:GetObject", "arn:aws:s3:::a/secret/*")],
      [allow("s3:GetObject", "arn:aws:s3:::a/*")],
      [{ type: "added", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/secret/*"] }],
    ],
    [
      "a denial of what nothing allows goes",
      [deny("s3:GetObject", "arn:aws:s3:::a/*")],
      [],
      [{ type: "undenied", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/*"] }],
    ],
    [
      "a condition comes",
      [allow("s3:GetObject", "*")],
      [allow("s3:GetObject", "*", { Condition: IF })],
      [{ type: "narrowed", actions: ["s3:GetObject"], resources: ["*"], conditions: [IF] }],
    ],
    [
      "a condition goes",
      [allow("s3:GetObject", "*", { Condition: IF })],
      [allow("s3:GetObject", "*")],
      [{ type: "widened", actions: ["s3:GetObject"], resources: ["*"] }],
    ],
    [
      "a condition becomes another one",
      [allow("s3:GetObject", "*", { Condition: IF })],
      [allow("s3:GetObject", "*", { Condition: OTHER })],
      [{ type: "conditions", actions: ["s3:GetObject"], resources: ["*"], conditions: [OTHER] }],
    ],
    [
      "a denial under a condition",
      [allow("s3:GetObject", "*")],
      [allow("s3:GetObject", "*"), deny("s3:GetObject", "*", { Condition: IF })],
      [{ type: "narrowed", actions: ["s3:GetObject"], resources: ["*"], unless: [IF] }],
    ],
    [
      "everything except some actions, and resources",
      [],
      [
        { Effect: "Allow", NotAction: ["iam:*"], Resource: "*" },
        { Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::a/*" },
      ],
      [
        { type: "added", actions: ["*"], exceptActions: ["iam:*"], resources: ["*"] },
        { type: "added", actions: ["s3:GetObject"], resources: ["*"], exceptResources: ["arn:aws:s3:::a/*"] },
      ],
    ],
    [
      "more is left out",
      [{ Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }],
      [{ Effect: "Allow", NotAction: ["iam:*", "s3:*"], Resource: "*" }],
      [{ type: "removed", actions: ["*"], exceptActions: ["iam:*"], resources: ["*"] }],
    ],
    [
      "less is left out of the resources",
      [{ Effect: "Allow", Action: "s3:GetObject", NotResource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"] }],
      [{ Effect: "Allow", Action: "s3:GetObject", NotResource: ["arn:aws:s3:::a/*"] }],
      [{ type: "added", actions: ["s3:GetObject"], resources: ["*"], exceptResources: ["arn:aws:s3:::a/*"] }],
    ],
    [
      "a policy variable is equal to itself only",
      [allow("s3:GetObject", "arn:aws:s3:::a/${aws:userid}")],
      [allow("s3:GetObject", ["arn:aws:s3:::a/${aws:userid}", "arn:aws:s3:::a/${aws:username}"])],
      [{ type: "added", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/${aws:username}"] }],
    ],
  ])("%s", (_, before, after, expected) => {
    const found = changesOf(before, after);
    expect(found).toHaveLength(expected.length);
    expect(found).toEqual(expect.arrayContaining(expected));
  });
});

describe("who has access", () => {
  const app = (branches: object, more: object = {}) => explain({ name: "web", branches, ...more });
  const grants = [{ grant: "s3", access: "read", resources: ["arn:aws:s3:::web-images"], options: {} }];

  test("a branch that gets the app's role, and the branches without a name", () => {
    const { changes } = diffAccess(app({ main: {} }), app({ main: { stage: "BETA" } }, { computeRole: { grants } }));
    expect(new Set(changes.map(({ who, stage, type }) => `${who} ${stage} ${type}`))).toEqual(
      new Set(["main BETA added", "other branches undefined added"]),
    );
  });

  test("a branch with its own role, through Cloud Control, and one that goes", () => {
    const own = { stage: "PRODUCTION", computeRole: { grants } };
    const { changes } = diffAccess(app({ main: own, dev: { computeRole: { grants } } }), app({ main: own }));
    expect(new Set(changes.map(({ who, type }) => `${who} ${type}`))).toEqual(new Set(["dev removed"]));
  });

  test("an app that is renamed is the same app; of two, it is another one", () => {
    const rename = (name: string) =>
      JSON.parse(
        JSON.stringify(app({ main: {} }, { computeRole: { grants } })).replaceAll('"owner":"web"', `"owner":"${name}"`),
      );
    expect(diffAccess(rename("web"), rename("shop")).changes).toEqual([]);
    const two = (a: string, b: string): AccessMatrix => {
      const [one, other] = [rename(a), JSON.parse(JSON.stringify(rename(b)).replaceAll('"web: ', '"other: '))];
      return {
        roles: [...one.roles, ...other.roles],
        branches: [...one.branches, ...other.branches],
        permissions: [...one.permissions, ...other.permissions],
      };
    };
    expect(
      new Set(diffAccess(two("a", "b"), two("a", "c")).changes.map(({ owner, type }) => `${owner} ${type}`)),
    ).toEqual(new Set(["c added", "b removed"]));
  });

  // A branch can have the name of somebody else who has access.
  test.each(["main", "builds", "guests", "signed-in users", "other branches", "pull-request previews", "role web"])(
    "a branch called %s is not confused with anybody else",
    (name) => {
      const role = (id: string, more: Partial<AccessMatrix["roles"][number]>): AccessMatrix["roles"][number] => ({
        ...{ id, owner: "web", type: "compute", name: id, exists: false, branches: [], otherBranches: false },
        ...{ managedPolicies: [], ...more },
      });
      const roles = [
        role("web", { branches: [name] }),
        role("service", { type: "service" }),
        role("signed-in", { type: "authenticated" }),
        role("guest", { type: "unauthenticated" }),
        role("other", { otherBranches: true }),
      ];
      const matrix = (action: string, everyone: string): AccessMatrix => ({
        roles,
        branches: [{ owner: "web", name, stage: "PRODUCTION", computeRole: "web", computeRoleSource: "branch" }],
        unnamedBranches: [{ owner: "web", name: "pull-request previews", computeRoleSource: "none" }],
        permissions: roles.map(({ id }) => ({
          ...{ role: id, by: "p", path: "p" },
          statement: allow(id === "web" ? action : everyone, "*"),
        })),
      });
      const { changes } = diffAccess(matrix("sqs:SendMessage", "s3:GetObject"), matrix("s3:GetObject", "sns:Publish"));
      const own = changes.filter(({ holder }) => holder === "branch");
      expect(own.map(({ who, type, actions }) => [who, type, actions])).toEqual([
        [name, "added", ["s3:GetObject"]],
        [name, "removed", ["sqs:SendMessage"]],
      ]);
      expect(new Set(changes.map(({ holder }) => holder))).toEqual(
        new Set(["branch", "builds", "signedInUsers", "guests", "otherBranches"]),
      );
    },
  );

  test("existing roles and attached policies are unknown", () => {
    const [before, after] = [
      matrixOf([], { exists: true, name: "old" }),
      matrixOf([], { managedPolicies: ["ReadOnly"] }),
    ];
    expect(diffAccess(before, after).unknown).toEqual([
      {
        owner: "web",
        holder: "branch",
        who: "main",
        stage: "PRODUCTION",
        type: "policy",
        name: "ReadOnly",
        change: "added",
      },
      {
        owner: "web",
        holder: "branch",
        who: "main",
        stage: "PRODUCTION",
        type: "role",
        name: "old",
        change: "removed",
      },
    ]);
    expect(diffAccess(after, after)).toEqual({ changes: [], unknown: [], notConsidered: [] });
  });
});

describe("no request is overlooked", () => {
  const names = ["a", "ab", "abc", "b", "bc"];
  const actions = ["s3:GetObject", "s3:PutObject", "sqs:SendMessage"];
  const condition = fc.constantFrom(undefined, undefined, IF, OTHER);
  const statement: fc.Arbitrary<Statement> = fc
    .record({
      Effect: fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const),
      action: fc.constantFrom(...actions, "s3:*", "s3:Get*", "*"),
      isNotAction: fc.constantFrom(false, false, false, true),
      resource: fc.constantFrom(...names, "a*", "*b", "?b*", "*"),
      isNotResource: fc.constantFrom(false, false, false, true),
      Condition: condition,
    })
    .map(({ Effect, action, isNotAction, resource, isNotResource, Condition }) => ({
      Effect,
      ...(isNotAction ? { NotAction: action } : { Action: action }),
      ...(isNotResource ? { NotResource: resource } : { Resource: resource }),
      ...(Condition === undefined ? {} : { Condition }),
    }));
  const statements = fc.array(statement, { maxLength: 4 });
  const isAbout = (
    change: Omit<AccessChange, "owner" | "holder" | "who" | "stage">,
    action: string,
    resource: string,
  ) =>
    change.actions.some((one) => globMatches(one, action)) &&
    !change.exceptActions?.some((one) => globMatches(one, action)) &&
    change.resources.some((one) => globMatches(one, resource)) &&
    !change.exceptResources?.some((one) => globMatches(one, resource));
  const MORE = ["added", "widened", "conditions", "undenied"];
  const LESS = ["removed", "narrowed", "conditions", "denied"];

  test("that is allowed only before or only after, and no change is named of one that is not in it", () => {
    fc.assert(
      fc.property(statements, statements, fc.constantFrom("web", "api", undefined), (before, after, team) => {
        const changes = changesOf(before, after);
        for (const action of actions)
          for (const resource of names) {
            const context = { action, resource, context: { "aws:PrincipalTag/team": team }, isComplete: true };
            const [old, now] = [before, after].map((side) => evaluate(side, context).outcome === "allowed");
            if (old === now) continue;
            const types = changes.filter((change) => isAbout(change, action, resource)).map(({ type }) => type);
            const expected = now ? MORE : LESS;
            if (!types.some((type) => expected.includes(type)))
              throw new Error(`${action} on ${resource}: ${old} → ${now}, but ${JSON.stringify(changes)}`);
          }
        for (const {
          type,
          actions: [action = ""],
          resources: [resource = ""],
          conditions,
          unless,
          exceptActions,
          exceptResources,
        } of changes) {
          if (conditions ?? unless ?? exceptActions ?? exceptResources ?? (/[*?]/.test(action + resource) || undefined))
            continue;
          const outcomes = [before, after].map(
            (side) => evaluate(side, { action, resource, isComplete: true }).outcome === "allowed",
          );
          if (type === "added") expect(outcomes).toEqual([false, true]);
          if (type === "removed") expect(outcomes[1]).toBe(false);
        }
      }),
      { numRuns: 1000, seed: 17 },
    );
  });

  test("within permissions boundaries, or the boundary is listed as not considered", () => {
    const plain = statement.filter(({ NotAction, NotResource }) => (NotAction ?? NotResource) === undefined);
    const policies = fc.array(plain, { maxLength: 3 });
    const side = fc.record({ own: policies, limit: fc.option(policies, { nil: undefined }) });
    type Side = { readonly own: readonly Statement[]; readonly limit: readonly Statement[] | undefined };
    const matrix = ({ own, limit }: Side) =>
      matrixOf(own, limit === undefined ? {} : { boundary: { name: "limit", statements: limit } });
    let compared = 0;
    fc.assert(
      fc.property(side, side, fc.constantFrom("web", "api", undefined), (before, after, team) => {
        const { changes, notConsidered } = diffAccess(matrix(before), matrix(after));
        if (notConsidered.length > 0) return;
        for (const action of actions)
          for (const resource of names) {
            const context = { action, resource, context: { "aws:PrincipalTag/team": team }, isComplete: true };
            const isAllowed = ({ own, limit }: Side) =>
              [own, ...(limit === undefined ? [] : [limit])].every(
                (one) => evaluate(one, context).outcome === "allowed",
              );
            const [old, now] = [before, after].map(isAllowed);
            if (old === now) continue;
            compared += 1;
            const types = changes.filter((change) => isAbout(change, action, resource)).map(({ type }) => type);
            if (!types.some((type) => (now ? MORE : LESS).includes(type)))
              throw new Error(`${action} on ${resource}: ${old} → ${now}, but ${JSON.stringify(changes)}`);
          }
      }),
      { numRuns: 1000, seed: 17 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  test("a boundary that has a part in common with the policy only is not considered", () => {
    const boundary = { name: "limit", statements: [allow("s3:GetObject", "arn:aws:s3:::*-public/*")] };
    const { changes, notConsidered } = diffAccess(
      matrixOf([], { boundary }),
      matrixOf([allow("s3:GetObject", "arn:aws:s3:::shop-*")], { boundary }),
    );
    expect(changes).toMatchObject([{ type: "added" }]);
    expect(notConsidered).toEqual([
      { type: "boundary", name: "limit", change: "unchanged", owner: "web", holder: "branch", who: "main" },
    ]);
  });
});
