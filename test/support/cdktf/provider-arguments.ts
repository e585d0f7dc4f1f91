import { findingsOf } from "../../core/support/plans.js";

/** The arguments of a provider's resource that a configuration can set. */
export const providerArguments = (binding: { readonly prototype: object }): readonly string[] =>
  Object.getOwnPropertyNames(binding.prototype)
    .filter((name) => name.endsWith("Input"))
    .map((name) => name.slice(0, -"Input".length));

/** A value for each argument. No argument takes it. */
export const zeros = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0]));

/** The paths of what a construct does not know in its configuration. */
export const unknownProperties = (construct: () => unknown): readonly string[] =>
  findingsOf(construct)
    .filter(({ code }) => code === "UNKNOWN_PROPERTY")
    .map(({ path }) => path);
