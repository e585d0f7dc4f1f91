import { SpecificationError } from "@amplify-roles/core";
import { lint, SEVERITIES } from "@amplify-roles/core/lint";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codes } from "../../packages/core/src/findings/codes.js";
import { rejectedByAmplify } from "./support/amplify-accepts.js";
import { computeRole, identityPool, serviceRole, validApps } from "./support/arbitraries.js";
import { endless, everyEvil } from "./support/evil.js";
import { rejectedByIam } from "./support/iam-accepts.js";
import { mutated, mutations, oddKey, oddValue, policyDocuments } from "./support/mutations.js";
import { deployed } from "./support/placeholders.js";
import { planners } from "./support/plans.js";
import { plausible } from "./support/plausible.js";

/** How many specifications of each type; a failure prints the seed that repeats it. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 100);
/** Milliseconds: longer than any number of runs takes. */
const timeout = 60_000 + numRuns * 100;

type Planner = keyof typeof planners;

/** A plan, or the message of its error, as text, so that two runs can be compared. */
function outcomeOf(planner: Planner, specification: unknown): string {
  try {
    const { resources, warnings } = planners[planner](specification);
    const known = deployed(resources);
    expect([...rejectedByIam(known), ...rejectedByAmplify(known)]).toEqual([]);
    expect(warnings.filter((finding) => !isWellFormed(finding))).toEqual([]);
    return JSON.stringify(known);
  } catch (error) {
    if (!(error instanceof SpecificationError)) throw error;
    expect(error.findings.filter((finding) => !isWellFormed(finding))).toEqual([]);
    expect(error.findings.some(({ severity }) => severity === "warning")).toBe(false);
    return error.message;
  }
}

function isWellFormed({ code, severity, path, message, fix, page }: SpecificationError["findings"][number]): boolean {
  return (
    Object.hasOwn(codes, code) &&
    SEVERITIES.includes(severity) &&
    typeof path === "string" &&
    /^\S.*[.?]$/s.test(message) &&
    /^\S.*[.?]$/s.test(fix) &&
    page.endsWith(`#${code.toLowerCase()}`)
  );
}

/** Names of the properties that every object, array and function has. */
const inherited = () => [Object.prototype, Array.prototype, Function.prototype].map(Reflect.ownKeys);

/** @param make creates the same specification again, because reading one may change it */
function survives(planner: Planner, make: () => unknown): void {
  const before = inherited();
  const outcome = outcomeOf(planner, make());
  expect(outcomeOf(planner, make())).toBe(outcome);
  expect(inherited()).toEqual(before);
}

const valid: Readonly<Record<Planner, fc.Arbitrary<unknown>>> = {
  app: validApps,
  serviceRole,
  computeRole,
  identityPool,
};
const planned = Object.keys(valid) as Planner[];

describe.each(planned)("a specification (%s) gives one SpecificationError, or a plan that AWS accepts:", (planner) => {
  test(
    "without errors",
    () => {
      const unchanged = fc.property(valid[planner], (specification) =>
        survives(planner, () => mutated(specification, [])),
      );
      fc.assert(unchanged, { numRuns });
    },
    timeout,
  );

  test(
    "with random changes",
    () => {
      const changed = fc.property(valid[planner], mutations, (specification, changes) =>
        survives(planner, () => mutated(specification, changes)),
      );
      fc.assert(changed, { numRuns: 3 * numRuns });
    },
    timeout,
  );

  test(
    "of the right shape, with values that AWS may or may not accept",
    () => {
      const wellShaped = fc.property(plausible[planner] as fc.Arbitrary<unknown>, (specification) =>
        survives(planner, () => mutated(specification, [])),
      );
      fc.assert(wellShaped, { numRuns: 3 * numRuns });
    },
    timeout,
  );

  test(
    "of any shape",
    () => {
      const shapeless = fc.oneof(oddValue, fc.dictionary(oddKey, oddValue, { maxKeys: 5 }), fc.array(oddValue));
      const changed = fc.property(shapeless, mutations, (specification, changes) =>
        survives(planner, () => mutated(specification, changes)),
      );
      fc.assert(changed, { numRuns });
    },
    timeout,
  );
});

describe("a value that changes or throws when it is read:", () => {
  const positions: Readonly<Record<string, (value: unknown) => unknown>> = {
    "as a specification": (value) => value,
    "as a name": (name) => ({ name }),
    "as branches": (branches) => ({ name: "web", branches }),
    "as a branch": (main) => ({ name: "web", branches: { main } }),
    "as tags": (tags) => ({ name: "web", tags, serviceRole: { tags } }),
    "as grants": (grants) => ({ name: "web", computeRole: { grants }, serviceRole: { grants } }),
    "as a grant": (grant) => ({ name: "web", computeRole: { grants: [grant] } }),
    "as a grant's parts": (part) => ({
      name: "web",
      computeRole: { grants: [{ grant: "dynamodb", access: "read", resources: [part], options: part }] },
    }),
    "as a policy": (document) => ({ name: "web", computeRole: { policyDocuments: [document] } }),
  };
  const rows = everyEvil.flatMap((evil) => Object.entries(positions).map(([at, put]) => ({ evil, at, put })));

  test.each(rows)("$evil.what, $at", ({ evil, put }) => {
    for (const planner of planned) survives(planner, () => put(evil.make()));
    const findings = () => lint(put(evil.make()));
    expect(findings().filter((finding) => !isWellFormed(finding))).toEqual([]);
    expect(findings()).toEqual(findings());
  });

  test("an endless object is not read to its end", () => {
    for (const planner of planned) survives(planner, endless);
    expect(lint(endless()).filter((finding) => !isWellFormed(finding))).toEqual([]);
  });
});

describe("lint gives well-formed findings:", () => {
  const anyOptions = fc.record(
    {
      type: fc.constantFrom("identity" as const, "trust" as const),
      role: fc.constantFrom("service" as const, "compute" as const, "identityPool" as const),
    },
    { requiredKeys: [] },
  );

  test(
    "for a policy with random changes",
    () => {
      const changed = fc.property(policyDocuments, mutations, anyOptions, (document, changes, options) => {
        const before = inherited();
        const findings = lint(mutated(document, changes), options);
        expect(findings.filter((finding) => !isWellFormed(finding))).toEqual([]);
        expect(lint(mutated(document, changes), options)).toEqual(findings);
        expect(inherited()).toEqual(before);
      });
      fc.assert(changed, { numRuns: 3 * numRuns });
    },
    timeout,
  );
});

describe("a huge specification comes to an end:", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => index);
  const keyed = (count: number, value: (index: number) => unknown) =>
    Object.fromEntries(many(count).map((index) => [`k${index}`, value(index)]));
  const grant = (index: number) => ({ grant: "sqs", access: "send", resources: [{ name: `orders-${index}` }] });
  const wrong = (index: number) => ({ grant: "sqs", access: "send", resources: [`orders-${index}`] });
  const statement = (index: number) => ({
    Effect: "Allow",
    Action: "sqs:SendMessage",
    Resource: `arn:aws:sqs:eu-west-1:123456789012:orders-${index}`,
  });
  /** By what grows, and to how much. */
  const shapes: Readonly<Record<string, readonly [planner: Planner, size: number, make: (size: number) => unknown]>> = {
    "10,000 grants": ["computeRole", 10_000, (size) => ({ grants: many(size).map(grant) })],
    "10,000 grants for managed policies": [
      "computeRole",
      10_000,
      (size) => ({ policyType: "managed", grants: many(size).map(grant) }),
    ],
    "10,000 grants, all wrong": ["computeRole", 10_000, (size) => ({ grants: many(size).map(wrong) })],
    "5,000 branches": ["app", 5_000, (size) => ({ name: "web", branches: keyed(size, () => ({})) })],
    "5,000 branches with roles": [
      "app",
      5_000,
      (size) => ({ name: "web", branches: keyed(size, (index) => ({ computeRole: { grants: [grant(index)] } })) }),
    ],
    "5,000 branches with one name": [
      "app",
      5_000,
      (size) => ({ name: "web", branches: keyed(size, () => ({ id: "main" })) }),
    ],
    "20,000 unknown keys": ["app", 20_000, (size) => ({ name: "web", ...keyed(size, () => 1) })],
    "20,000 tags": ["app", 20_000, (size) => ({ name: "web", tags: keyed(size, () => "a!") })],
    "20,000 variables": ["app", 20_000, (size) => ({ name: "web", environmentVariables: keyed(size, () => "x") })],
    "a name of 100,000 hyphens": ["app", 100_000, (size) => ({ name: `a${"-".repeat(size)}b` })],
    "a branch of 100,000 hyphens": [
      "app",
      100_000,
      (size) => ({ name: "web", branches: { [`a${"-".repeat(size)}b`]: {} } }),
    ],
    "a path of 100,000 characters": ["computeRole", 100_000, (size) => ({ path: "/a".repeat(size / 2) })],
    "a policy's ARN of 100,000 characters": [
      "computeRole",
      100_000,
      (size) => ({ managedPolicies: [`arn:aws:iam::123456789012:policy/${"a/".repeat(size / 2)}`] }),
    ],
    "a resource of 100,000 characters": [
      "computeRole",
      100_000,
      (size) => ({ grants: [{ ...grant(0), resources: [{ name: "a*".repeat(size / 2) }] }] }),
    ],
    "100,000 characters of credentials": [
      "app",
      100_000,
      (size) => ({ name: "web", basicAuthCredentials: "QUFB".repeat(size / 4) }),
    ],
    "4,000 statements": [
      "serviceRole",
      4_000,
      (size) => ({ policyDocuments: [{ Version: "2012-10-17", Statement: many(size).map(statement) }] }),
    ],
    "a value of 100,000 characters": [
      "serviceRole",
      100_000,
      (size) => ({
        policyDocuments: [
          {
            Version: "2008-10-17",
            Statement: { ...statement(0), Condition: { StringLike: { "aws:PrincipalTag/a": "${".repeat(size / 2) } } },
          },
        ],
      }),
    ],
    "5,000 identity providers": [
      "identityPool",
      5_000,
      (size) => ({
        identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012",
        authenticated: {},
        principalTags: many(size).map((index) => ({ identityProviderName: `p${index}` })),
        roleMappings: many(size).map(() => ({ identityProvider: "p", type: "Token" })),
      }),
    ],
  };

  test.each(Object.entries(shapes))(
    "%s",
    (_, [planner, size, make]) => {
      expect(outcomeOf(planner, make(size))).toBeDefined();
    },
    timeout,
  );
});
