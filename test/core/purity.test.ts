import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { AppPlan, PlannedResource, WithWarnings } from "@amplify-roles/core/adapter";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everything } from "./fixtures/specifications.js";
import { computeRole, validApps } from "./support/arbitraries.js";
import { canonicalJson, withReordered } from "./support/permutation.js";
import { planners } from "./support/plans.js";

const core = fileURLToPath(new URL("../../packages/core/", import.meta.url));
const source = join(core, "src");
const REFERENCE = "@amplify-roles/service-reference";
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => join(source, file));

/** A file without the comments that start a line. Others would need a parser. */
const codeOf = (file: string) => readFileSync(file, "utf8").replaceAll(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*$)/gm, "");
const IMPORT = /^(?:import|export)\b[^;]*?\bfrom "([^"]+)"|^import "([^"]+)"|\b(?:import|require)\("([^"]+)"/gm;

describe("the core", () => {
  test("depends on the service reference only", () => {
    const manifest = JSON.parse(readFileSync(join(core, "package.json"), "utf8"));
    const types = ["dependencies", "peerDependencies", "optionalDependencies", "bundledDependencies"];
    expect(types.flatMap((type) => Object.keys(manifest[type] ?? {}))).toEqual([REFERENCE]);
  });

  test("imports its own files and the service reference only", () => {
    const imports = files.flatMap((file) =>
      [...codeOf(file).matchAll(IMPORT)].map((match) => ({ file, specifier: match.slice(1).join("") })),
    );
    expect(imports.length).toBeGreaterThan(files.length);
    const foreign = imports.filter(({ file, specifier }) => {
      const target = resolve(dirname(file), specifier.replace(/\.js$/, ".ts"));
      return specifier !== REFERENCE && !(specifier.startsWith(".") && files.includes(target));
    });
    expect(foreign).toEqual([]);
  });

  test.each([
    ["clock", /\bnew Date\b|\bDate[.(]|\bperformance\b|\bsetTimeout\b/],
    ["randomness", /\bMath\.random\b|\bcrypto\b/],
    ["access to the process", /\bprocess\.|\bglobalThis\b|\bconsole\.|[=(,] ?console\b/],
    ["network", /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b/],
    ["locale of the machine", /\btoLocale|\blocaleCompare\b|\bIntl\b/],
  ])("uses no %s", (_, pattern) => {
    expect(files.filter((file) => pattern.test(codeOf(file)))).toEqual([]);
  });

  test("does not change a specification", () => {
    const frozen = (data: unknown): unknown => {
      if (typeof data === "object" && data !== null) Object.values(Object.freeze(data)).forEach(frozen);
      return data;
    };
    const copy = frozen(structuredClone(everything));
    planners.app(copy);
    expect(copy).toEqual(everything);
  });
});

const run = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void) =>
  fc.assert(
    fc.property(arbitrary, (value) => {
      property(value);
    }),
    { numRuns: 100 },
  );

describe("the same specification", () => {
  test("gives the same bytes twice", () =>
    run(validApps, (app) => expect(JSON.stringify(planners.app(app))).toBe(JSON.stringify(planners.app(app)))));

  // What users name (branches, tags, variables) stays in their order, and so do findings and what is said by role.
  const withoutOrder = (plan: WithWarnings<AppPlan>) => {
    const { resources, access, warnings, ifOtherAccount, requirements, ...rest } = plan;
    const sorted = (resource: PlannedResource) => ({ ...resource, dependsOn: [...resource.dependsOn].sort() });
    const byId = resources.map(sorted).sort((a, b) => (a.id < b.id ? -1 : 1));
    const roles = access.map((role) => ({ ...role, branches: [...role.branches].sort() }));
    return canonicalJson({
      ...rest,
      resources: byId,
      access: roles.map(canonicalJson).sort(),
      warnings: warnings.map(canonicalJson).sort(),
      ifOtherAccount: ifOtherAccount.map(canonicalJson).sort(),
      requirements: requirements.map(canonicalJson).sort(),
    });
  };

  test("with its keys in another order plans the same resources with the same arguments", () =>
    run(withReordered(validApps), ([app, other]) =>
      expect(withoutOrder(planners.app(other))).toBe(withoutOrder(planners.app(app))),
    ));

  /** What AWS compares as text, and Terraform as an array, has to be the same bytes. */
  const textsOf = ({ resources }: { readonly resources: readonly PlannedResource[] }) =>
    resources
      .flatMap(({ id, arguments: args }) => {
        const { policy, assumeRolePolicy, desiredState } = args as unknown as Record<string, unknown>;
        return [policy, assumeRolePolicy, desiredState].map((text) => `${id} ${JSON.stringify(text)}`);
      })
      .sort();

  test("with its keys in another order gives policies and desired states of the same bytes", () =>
    run(withReordered(validApps), ([app, other]) =>
      expect(textsOf(planners.app(other))).toEqual(textsOf(planners.app(app))),
    ));

  test("with its grants in another order gives policies of the same bytes", () =>
    run(
      computeRole.chain((role) =>
        fc.tuple(
          fc.constant(role),
          role.grants === undefined
            ? fc.constant(undefined)
            : fc.shuffledSubarray([...role.grants], { minLength: role.grants.length }),
        ),
      ),
      ([role, grants]) =>
        expect(textsOf(planners.computeRole({ ...role, grants }))).toEqual(textsOf(planners.computeRole(role))),
    ));

  test("without branches, with its keys in another order, gives the same order of resources", () =>
    run(withReordered(validApps.map(({ branches: _, ...app }) => app)), ([app, other]) =>
      expect(planners.app(other).resources.map(({ id }) => id)).toEqual(
        planners.app(app).resources.map(({ id }) => id),
      ),
    ));
});
