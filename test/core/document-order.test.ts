import { allow, dynamodb, s3 } from "@amplify-roles/core";
import {
  planAmplifyComputeRole,
  planAmplifyIdentityPoolRole,
  planAmplifyServiceRole,
  planAmplifySsrApp,
} from "@amplify-roles/core/adapter";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { queue, table } from "./fixtures/arns.js";
import { computeRole, identityPool, serviceRole, validApps } from "./support/arbitraries.js";
import { mutated, mutations } from "./support/mutations.js";
import { extracted } from "./support/placeholders.js";
import { reportedBy } from "./support/plans.js";
import { plausible } from "./support/plausible.js";

const pathsOf = (plan: () => unknown) => reportedBy(plan).map(({ path }) => path);
const app = (specification: object) => pathsOf(() => planAmplifySsrApp("web", { name: "web", ...specification }));
const role = (specification: object) => pathsOf(() => planAmplifyComputeRole("reader", specification));

describe("findings are in the order of the specification:", () => {
  const [main, compute] = [{ ttl: 5 }, { grants: [dynamodb.read("orders"), s3.read({ name: "Web" })] }];

  test("grants before the branches that follow them", () => {
    const [grants, branches] = [
      ["computeRole.grants[0].resources[0]", "computeRole.grants[1].resources[0].name"],
      ["branches.main.ttl"],
    ];
    expect(app({ computeRole: compute, branches: { main } })).toEqual([...grants, ...branches]);
    expect(app({ branches: { main }, computeRole: compute })).toEqual([...branches, ...grants]);
  });

  test("rules over several parts at the part that they are reported at", () => {
    expect(
      app({
        platform: "WEB",
        branches: { "a/b": { computeRole: { name: "web" } }, "a-b": { ttl: 5 } },
        computeRole: { name: "web", description: "☃" },
      }),
    ).toEqual([
      'branches["a/b"].computeRole',
      'branches["a/b"].computeRole.name',
      'branches["a-b"]',
      'branches["a-b"].ttl',
      "computeRole",
      "computeRole.description",
    ]);
  });

  test("what is missing after what is present, within its own object", () => {
    expect(app({ customRules: [{ condition: 5 }, { target: 5 }], name: undefined, platform: 5 })).toEqual([
      "name",
      "customRules[0].condition",
      "customRules[0].source",
      "customRules[0].target",
      "customRules[1].target",
      "customRules[1].source",
      "platform",
    ]);
  });

  test("the properties of an allow grant as they are given to it", () => {
    const wrong = (value: unknown) => value as never;
    const statement = allow(wrong({ sid: "a b", resources: [5], actions: ["SendMessage"], effect: "Deny" }));
    expect(role({ grants: [statement] })).toEqual([
      "grants[0].sid",
      "grants[0].resources[0]",
      "grants[0].actions[0]",
      "grants[0].effect",
    ]);
  });

  test("the elements of a policy document, also in JSON text", () => {
    const document = {
      Statement: [
        { Sid: "a b", Resource: "queue", Effect: "Allow", Action: "sqs:SendMesage" },
        { Action: "s3:GetObject", Effect: "Allow", Resource: "arn:aws:s3:::web" },
      ],
      Version: "2012",
    };
    const elements = [
      "Statement[0].Sid",
      "Statement[0].Resource",
      "Statement[0].Action",
      "Statement[1].Resource",
      "Version",
    ];
    for (const policyDocument of [document, JSON.stringify(document), `\uFEFF${JSON.stringify(document)}`]) {
      const grants = [dynamodb.read("orders")];
      expect(role({ policyDocuments: [policyDocument], grants })).toEqual([
        ...elements.map((element) => `policyDocuments[0].${element}`),
        "grants[0].resources[0]",
      ]);
    }
  });

  test("warnings, too", () => {
    const documents = [{ Statement: { Effect: "Allow", Action: "sqs:*", Resource: queue } }];
    const grants = [s3.read("arn:aws:s3:::web", { prefix: "/images/" }), dynamodb.read(table)];
    expect(role({ grants, policyDocuments: documents })).toEqual([
      "grants[0].options.prefix",
      "policyDocuments[0].Statement.Action",
      "policyDocuments[0].Version",
    ]);
  });
});

type Steps = readonly (string | number)[];

/** The properties and indexes of a path: `branches["feature/login"].grants[0]`. */
function stepsOf(path: string): Steps {
  const steps = [...path.matchAll(/\.?([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gy)];
  expect(steps.map(([step]) => step).join("")).toBe(path);
  return steps.map(([, name, index, quoted]) =>
    index === undefined ? (name ?? JSON.parse(quoted ?? "")) : Number(index),
  );
}

/** What the properties in paths are looked up in. `within` is the property of the array that a value is in. */
function contentOf(value: unknown, within?: string | number): Readonly<Record<string, unknown>> {
  if (typeof value === "string") {
    try {
      return contentOf(JSON.parse(value.replace(/^\uFEFF/, "")));
    } catch {
      return {};
    }
  }
  const isPlain =
    typeof value === "object" &&
    value !== null &&
    [null, Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value));
  const content = isPlain ? (value as Record<string, unknown>) : {};
  return content.grant === "allow" && within === "grants" ? contentOf(content.options) : content;
}

/** Whether a finding at `b` belongs before one at `a`. */
function belongsBefore(document: unknown, b: Steps, a: Steps): boolean {
  let value = document;
  for (const [depth, step] of b.entries()) {
    const other = a[depth];
    if (other === undefined) return false;
    const content = contentOf(value, b[depth - 2]);
    const keys = Object.keys(content);
    const [first, second] = [keys.indexOf(String(step)), keys.indexOf(String(other))];
    if (step !== other) return first !== -1 && (second === -1 || first < second);
    value = content[step];
  }
  return b.length < a.length;
}

const planned = {
  app: [validApps, plausible.app, (specification: unknown) => planAmplifySsrApp("web", specification)],
  "service role": [
    serviceRole,
    plausible.serviceRole,
    (specification: unknown) => planAmplifyServiceRole("logs", specification),
  ],
  "compute role": [
    computeRole,
    plausible.computeRole,
    (specification: unknown) => planAmplifyComputeRole("reader", specification),
  ],
  "identity pool": [
    identityPool,
    plausible.identityPool,
    (specification: unknown) => planAmplifyIdentityPoolRole("users", specification),
  ],
} as const;

describe.each(Object.entries(planned))("%s: whatever is wrong", (_, [valid, invalid, plan]) => {
  test("is reported in document order", () => {
    let withSeveral = 0;
    const specifications = fc.oneof<fc.Arbitrary<unknown>[]>(valid, invalid);
    const changes = fc.array(mutations, { maxLength: 6 }).map((lists) => lists.flat());
    fc.assert(
      fc.property(specifications, changes, (specification, mutationsOf) => {
        const document = extracted(mutated(specification, mutationsOf)).specification;
        // In paths, long keys are shortened, and those that may be secrets are not shown.
        const paths = pathsOf(() => plan(document)).filter((path) => !/…|<secret>/.test(path));
        const steps = paths.map(stepsOf);
        if (paths.length > 1) withSeveral += 1;
        const outOfOrder = steps.flatMap((later, index) =>
          steps
            .slice(0, index)
            .flatMap((earlier, at) => (belongsBefore(document, later, earlier) ? [[paths[at], paths[index]]] : [])),
        );
        expect(outOfOrder).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(withSeveral).toBeGreaterThan(100);
  });
});
