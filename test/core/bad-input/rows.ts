import { allow, dynamodb } from "@amplify-roles/core";
import { queue, table } from "../fixtures/arns.js";
import { planners } from "../support/plans.js";

/** Code and path, as in `NOT_AN_ARN computeRole.grants[0].resources[0]`. */
type Expected = readonly string[];
export type Row = readonly [what: string, plan: () => unknown, expected: Expected];

// Specifications are wrong on purpose here, so they have no type.
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
/** They look like keys. They are composed here so that the repository contains no string that does. */
export const accessKeyId = ["AK", "IA", "ABCDEFGHIJKLMNOP"].join("");
export const temporaryKeyId = ["AS", "IA", "ABCDEFGHIJKLMNOP"].join("");
export const secretKey = "wJalrXUtnFEMI/K7MDENG".padEnd(40, "x");

export const many = (count: number, grant: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => grant(index));
export const tables = (count: number) => many(count, (index) => dynamodb.write(`${table}-${index}`));
/** One action on many queues: a statement that consists mostly of resources. */
export const queues = (count: number, service = "sqs") =>
  allow({
    actions: [`${service}:SendMessage`],
    resources: many(count, (index) => arnOf(service, `orders-${index}`)) as string[],
  });

/** A statement that is never split, because it has a Sid. */
export const named = (count: number) =>
  allow({
    sid: "Orders",
    actions: ["sqs:SendMessage"],
    resources: many(count, (index) => arnOf("sqs", `orders-${index}`)) as string[],
  });

/** The path of a grant's first resource in a standalone role. */
export const resource = "grants[0].resources[0]";
