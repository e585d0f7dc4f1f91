import { allow, dynamodb } from "@amplify-roles/core";
import { queue, table } from "../fixtures/arns.js";
import { planners } from "../support/plans.js";

/** Code and path, as in `NOT_AN_ARN computeRole.grants[0].resources[0]`. */
type Expected = readonly string[];
export type Row = readonly [what: string, plan: () => unknown, expected: Expected];

// A specification is of unknown shape here: what is wrong with it is the point.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Wrong = any;
export const app = (specification: Wrong) => () => planners.app({ name: "web", ...specification });
export const branch = (specification: Wrong) => app({ branches: { main: specification } });
export const serviceRole = (specification: Wrong) => () => planners.serviceRole(specification);
export const computeRole = (specification: Wrong) => () => planners.computeRole(specification);
export const granting = (...grants: Wrong[]) => computeRole({ grants });
export const allowing = (statement: Wrong) =>
  granting(allow({ actions: ["sqs:SendMessage"], resources: [queue], ...statement }));
export const variables = (environmentVariables: Wrong) => app({ environmentVariables });
export const wrong = (value: unknown) => value as Wrong;

export const arnOf = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;
/** Shaped like keys, and put together here so that nothing in the repository is. */
export const accessKeyId = ["AK", "IA", "ABCDEFGHIJKLMNOP"].join("");
export const temporaryKeyId = ["AS", "IA", "ABCDEFGHIJKLMNOP"].join("");
export const secretKey = "wJalrXUtnFEMI/K7MDENG".padEnd(40, "x");

export const many = (count: number, grant: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => grant(index));
export const tables = (count: number) => many(count, (index) => dynamodb.write(`${table}-${index}`));
/** Two actions of two services on many queues: one statement, most of which is resources. */
export const queues = (count: number, service = "sqs") =>
  allow({
    actions: [`${service}:SendMessage`],
    resources: many(count, (index) => arnOf(service, `orders-${index}`)) as string[],
  });

/** A statement that is never taken apart. */
export const named = (count: number) =>
  allow({
    sid: "Orders",
    actions: ["sqs:SendMessage"],
    resources: many(count, (index) => arnOf("sqs", `orders-${index}`)) as string[],
  });

/** Where a grant's first resource stands, in a role by itself. */
export const resource = "grants[0].resources[0]";
