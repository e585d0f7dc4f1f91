import { type Finding, type PolicyDocument, ssm } from "@amplify-roles/core";
import {
  type AppPlan,
  extractUnresolved,
  planAmplifySsrApp,
  resolvePlaceholders,
  toDisplayString,
} from "@amplify-roles/core/adapter";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everything } from "./fixtures/specifications.js";
import { validApps } from "./support/arbitraries.js";
import { leafAt, leavesOf, type Way, withLeaf } from "./support/leaves.js";
import { permissionsOf } from "./support/permissions.js";
import { deployed, extracted, Joined, Unresolved } from "./support/placeholders.js";
import { findingsOf, planners } from "./support/plans.js";

/** Data that a specification may contain, including `Unresolved` values. */
const data = fc.letrec((tie) => ({
  data: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.string().map((text) => new Unresolved(text)),
    fc.tuple(fc.string(), fc.string(), fc.string()).map(([a, b, c]) => new Joined(a, new Unresolved(b), c)),
    fc.array(tie("data"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("data"), { maxKeys: 4 }),
  ),
})).data;

/** Data with its unresolved values replaced. */
function resolved(value: unknown): unknown {
  if (value instanceof Unresolved) return value.resolved;
  if (value instanceof Joined) return value.parts.map((part) => resolved(part)).join("");
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item)]));
}

describe("extractUnresolved and resolvePlaceholders", () => {
  test("return what they were given, with unresolved values replaced", () => {
    fc.assert(
      fc.property(data, (specification) => {
        const { specification: copy, unresolved } = extracted(specification);
        // As JSON, because the copy's objects have no prototype.
        expect(JSON.stringify(deployed(copy, { unresolved }))).toBe(JSON.stringify(resolved(specification)));
      }),
    );
  });

  test("keep the type of an unresolved value that is a whole leaf", () => {
    const { specification, unresolved } = extracted({
      text: new Unresolved("a"),
      flag: new Unresolved(true),
      count: new Unresolved(3),
    });
    expect(deployed(specification, { unresolved })).toEqual({ text: "a", flag: true, count: 3 });
  });

  test("give one value one placeholder, at every path", () => {
    const value = new Unresolved("a");
    expect(extracted({ a: value, b: [new Joined("x", value)], c: new Unresolved("a") }).unresolved).toEqual([
      value,
      new Unresolved("a"),
    ]);
  });

  test("let nobody forge a placeholder", () => {
    const forged = ["\uE000unresolved:0\uE001", "\uE000", "x\uE001"];
    const { specification } = extractUnresolved({ forged }, () => undefined);
    expect(JSON.stringify(specification)).not.toContain("unresolved:0");
    resolvePlaceholders(specification, {
      value: (placeholder) => expect(placeholder.kind).not.toBe("unresolved"),
      join: () => "",
    });
  });

  test("stop at a depth that no specification reaches", () => {
    const deep = traps["a thousand levels"]?.();
    expect(JSON.stringify(extracted(deep).specification).split("inner").length).toBeLessThan(100);
  });

  test("drop an object's prototype, and do not turn a key into one", () => {
    const { specification } = extracted(JSON.parse('{ "__proto__": { "name": "web" } }'));
    expect(Object.getPrototypeOf(specification)).toBeNull();
    expect((specification as { name?: string }).name).toBeUndefined();
    expect(({} as { name?: string }).name).toBeUndefined();
  });
});

test("toDisplayString names what each placeholder represents", () => {
  const { specification } = extracted(new Joined("arn:", new Unresolved("x"), ":y"));
  const { access, serviceRole } = planners.app({ name: "web" });
  expect(toDisplayString(String(specification))).toBe("arn:<known only after deploy>:y");
  expect(toDisplayString(serviceRole?.arn ?? "")).toBe("arn:<partition>:iam::<account>:role/web-amplify-service");
  expect(toDisplayString(JSON.stringify(access))).toContain("log-group:/aws/amplify/<id of app>:*");
});

/** Paths whose value decides what is created or granted, and the code that is reported if it is unresolved. */
const VALUE_REQUIRED_AT_SYNTH: Readonly<Record<string, string>> = {
  importId: "VALUE_REQUIRED_AT_SYNTH",
  "branches.*.id": "VALUE_REQUIRED_AT_SYNTH",
  "branches.*.managedBy": "VALUE_REQUIRED_AT_SYNTH",
  "branches.*.import": "NOT_A_BOOLEAN",
  "*.policyType": "VALUE_REQUIRED_AT_SYNTH",
  "*.exclusivePolicies": "NOT_A_BOOLEAN",
  "roles.propagationSeconds": "NOT_A_NUMBER",
  "roles.propagationWait": "VALUE_REQUIRED_AT_SYNTH",
  "*.logs.shape": "VALUE_REQUIRED_AT_SYNTH",
  "*.logs.import": "NOT_A_BOOLEAN",
  "*.confusedDeputyConditions": "NOT_A_BOOLEAN",
  "*.options.actions.*": "VALUE_REQUIRED_AT_SYNTH",
  "*.policyDocuments.*.Action.*": "VALUE_REQUIRED_AT_SYNTH",
  "*.policyDocuments.*.Effect": "VALUE_REQUIRED_AT_SYNTH",
};
/** The properties of a grant that its function writes, not the user. */
const ofGrants = (way: Way) => way.includes("grants") && ["grant", "access"].includes(way.at(-1) ?? "");
const matches = (pattern: string, way: Way) =>
  new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".+")}$`).test(way.join("."));
const mustBeKnown = (way: Way) =>
  Object.entries(VALUE_REQUIRED_AT_SYNTH).find(([pattern]) => matches(pattern, way))?.[1];

const specification = {
  ...everything,
  importId: "d123456789abcd",
  // By ARN, because an unresolved value cannot be the name of an AWS managed policy.
  computeRole: { ...everything.computeRole, managedPolicies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] },
  serviceRole: { ...everything.serviceRole, logs: { ...everything.serviceRole.logs, import: true } },
  branches: {
    ...everything.branches,
    "feature/login": { ...everything.branches["feature/login"], import: false },
    next: { ...everything.branches.next, import: false },
    later: { ...everything.branches.later, import: false },
  },
};
const leaves = (["string", "number", "boolean"] as const)
  .flatMap((type) => leavesOf(specification, type))
  .filter((way) => !ofGrants(way));
const texts = leavesOf(specification, "string").filter((way) => !ofGrants(way) && mustBeKnown(way) === undefined);

/** What is planned, independent of order and of the generated names of attachments. */
const meaningOf = ({ resources }: AppPlan) =>
  resources.map((resource) => {
    const { policy } = resource.arguments as { policy?: PolicyDocument };
    return JSON.stringify({
      ...resource,
      arguments: { ...resource.arguments, ...(policy === undefined ? {} : { policy: permissionsOf(policy) }) },
    }).replaceAll(/attached-[^"]+/g, "attached");
  });

/** What a specification means after its unresolved values are replaced. */
function deployedMeaning(given: unknown): readonly string[] {
  const { specification: copy, unresolved } = extracted(given);
  return meaningOf(deployed(planAmplifySsrApp("web", copy), { unresolved }));
}

describe("an unresolved value", () => {
  const known = deployedMeaning(specification);

  test("gives the same plan as a known one at every leaf, or is reported as required at synth", () => {
    expect(leaves.length).toBeGreaterThan(100);
    for (const way of leaves) {
      const unresolved = withLeaf(specification, way, new Unresolved(leafAt(specification, way)));
      const code = mustBeKnown(way);
      // A part that cannot be parsed may break rules over several parts, too. They are reported at the whole.
      const findings = findingsOf(() => planners.app(unresolved));
      const own = findings.find(({ path }) => path.includes(String(way.at(-1))));
      expect([way, (own ?? findings[0])?.code]).toEqual([way, code]);
      if (code === undefined) expect([way, deployedMeaning(unresolved)]).toEqual([way, known]);
    }
  });

  test("gives a plan if all leaves are unresolved at once", () => {
    const unresolved = leaves
      .filter((way) => mustBeKnown(way) === undefined)
      .reduce<unknown>((all, way) => withLeaf(all, way, new Unresolved(leafAt(specification, way))), specification);
    expect(deployedMeaning(unresolved).map((line) => line.length)).not.toContain(0);
    expect(findingsOf(() => planners.app(unresolved))).toEqual([]);
  });

  test("fails no check as part of a string that would pass", () => {
    const cut = fc.constantFrom(...texts).chain((way) => {
      const { length } = leafAt(specification, way) as string;
      return fc.tuple(fc.constant(way), fc.nat(length), fc.nat(length));
    });
    fc.assert(
      fc.property(cut, ([way, a, b]) => {
        const text = leafAt(specification, way) as string;
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const composedText = new Joined(text.slice(0, start), new Unresolved(text.slice(start, end)), text.slice(end));
        const codes = findingsOf(() => planners.app(withLeaf(specification, way, composedText))).map(
          ({ code }) => code,
        );
        // The user and the password of partly known credentials cannot be separated.
        const composed = way.at(-1) === "basicAuthCredentials" && text.length > end - start;
        expect(codes.filter((code) => !(composed && code === "VALUE_REQUIRED_AT_SYNTH"))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("fails no check in a generated specification that passes", () => {
    fc.assert(
      fc.property(validApps, fc.nat(), (app, index) => {
        const ways = leavesOf(app, "string").filter((way) => !ofGrants(way) && mustBeKnown(way) === undefined);
        const way = ways[index % ways.length] as Way;
        expect(findingsOf(() => planners.app(withLeaf(app, way, new Unresolved(leafAt(app, way)))))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("may be a path or the end of a parameter's name, but not its start, which may have a slash", () => {
    const reading = (parameter: unknown) => ({ grants: [ssm.read(parameter as string)] });
    const codesOf = (parameter: unknown) =>
      findingsOf(() => planners.computeRole(reading(parameter))).map(({ code }) => code);
    expect(codesOf({ name: new Unresolved("/web/x") })).toEqual(["VALUE_REQUIRED_AT_SYNTH"]);
    expect(codesOf({ name: new Joined("/web/", new Unresolved("x")) })).toEqual([]);
    expect(codesOf({ path: new Joined(new Unresolved("/web"), "/") })).toEqual([]);
    expect(codesOf(new Unresolved("arn"))).toEqual([]);
  });
});

/** Values that a naive copy fails on. */
const traps: Readonly<Record<string, () => unknown>> = {
  "an object that contains itself": () => {
    const circle: { self?: unknown; list?: unknown } = {};
    circle.self = circle;
    circle.list = [circle];
    return circle;
  },
  "an array that contains itself": () => {
    const circle: unknown[] = [];
    circle.push(circle);
    return circle;
  },
  "a thousand levels": () => Array.from({ length: 1_000 }).reduce<object>((inner) => ({ inner }), {}),
  "2^60 objects, of which 60 are different": () =>
    Array.from({ length: 60 }).reduce<object>((inner) => ({ left: inner, right: inner }), {}),
  "a getter that throws": () => ({
    get name() {
      throw new Error("no");
    },
  }),
  "a getter that throws an object without a prototype": () => ({
    get name() {
      throw Object.create(null);
    },
  }),
  "an array whose getter throws": () =>
    Object.defineProperty([1, 2], 0, {
      get: () => {
        throw new Error("no");
      },
    }),
  "a revoked proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  "a proxy that throws": () =>
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("no");
        },
      },
    ),
  "keys such as __proto__": () => JSON.parse('{ "__proto__": { "a": 1 }, "constructor": 2, "toString": 3 }'),
  "an instance of a class": () => new (class Table {})(),
  "a class without a name": () => new (class {})(),
  "an object whose constructor is not a function": () => Object.create({ constructor: 5 }),
  "a map": () => new Map([["name", "web"]]),
  "a date": () => new Date(0),
  "a promise": () => Promise.resolve("web"),
  "a function": () => () => "web",
  "a symbol": () => Symbol("web"),
  "a bigint": () => 10n,
  NaN: () => Number.NaN,
  null: () => null,
};

const paths: readonly Way[] = [
  [],
  ["name"],
  ["tags"],
  ["tags", "team"],
  ["environmentVariables"],
  ["customRules", "0"],
  ["serviceRole"],
  ["serviceRole", "logs"],
  ["serviceRole", "logs", "retentionInDays"],
  ["computeRole", "grants"],
  ["computeRole", "grants", "0"],
  ["computeRole", "grants", "0", "resources"],
  ["computeRole", "grants", "0", "resources", "0"],
  ["computeRole", "grants", "0", "options"],
  ["computeRole", "grants", "14", "options", "conditions"],
  ["branches"],
  ["branches", "main"],
];

const isReadable = ({ code, path, message, fix }: Finding) =>
  [code, path, message, fix].every((text) => typeof text === "string") && message !== "" && fix !== "";

describe("what is not plain data is reported, at every path:", () => {
  test.each(Object.entries(traps))("%s", (_, trap) => {
    for (const way of paths) {
      const findings = findingsOf(() => planners.app(withLeaf(everything, way, trap())));
      expect([way, findings.length > 0, findings.every(isReadable)]).toEqual([way, true, true]);
    }
  });

  test("an unreadable value does not count toward the depth of the values after it", () => {
    const unreadable = () => traps["a proxy that throws"]?.();
    const found = findingsOf(() =>
      planners.app({
        name: "web",
        autoBranchCreationPatterns: Array.from({ length: 70 }, unreadable),
        roles: { tags: { a: "b" } },
      }),
    ).map(({ path }) => path);
    expect(found).toEqual(Array.from({ length: 70 }, (_, index) => `autoBranchCreationPatterns[${index}]`));
  });
});

const anything = fc.anything({
  key: fc.oneof(fc.string(), fc.constantFrom(...Object.keys(everything), "__proto__", "constructor", "toString")),
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** Expects a plan or one readable error. Any other error is rethrown. */
function survives(plan: () => unknown): void {
  expect(findingsOf(plan).filter((finding) => !isReadable(finding))).toEqual([]);
}

describe("every input gives a plan or one readable error:", () => {
  test.each(Object.entries(planners))("any value, with the planner of %s", (_, planner) => {
    fc.assert(
      fc.property(anything, (specified) => survives(() => planner(specified))),
      { numRuns: 200 },
    );
  });

  const somewhere = fc.constantFrom(...leaves.flatMap((way) => way.map((_, depth) => way.slice(0, depth + 1))));
  test("any value at any path", () => {
    fc.assert(
      fc.property(somewhere, anything, (way, part) => survives(() => planners.app(withLeaf(specification, way, part)))),
      { numRuns: 250 },
    );
  });

  test("any string at any leaf", () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.string({ unit: "binary" }), (way, text) =>
        survives(() => planners.app(withLeaf(specification, way, text))),
      ),
      { numRuns: 250 },
    );
  });
});
