import type { GrantDefinition } from "./definition.js";
import type { CustomStatement, Grant } from "./grant.js";
import { type DEFINITION, type Functions, typed } from "./service.js";
import * as services from "./services/index.js";

/** The grant functions, by service. `Text` is what the deploying tool accepts as a string. */
export type Grants<Text = string> = {
  readonly [Name in keyof typeof services]: (typeof services)[Name] extends {
    readonly [DEFINITION]: GrantDefinition<infer Options, infer Access>;
  }
    ? Functions<Options, Access, Text>
    : never;
} & {
  /** A statement in IAM's own terms, for what has no function. Its effect is Allow. */
  allow(statement: CustomStatement<Text>): Grant<Text>;
};

/** A statement in IAM's own terms, for what has no function. Its effect is Allow. */
export const allow: Grants["allow"] = (statement) => ({
  grant: "allow",
  access: "allow",
  resources: [],
  options: typed(statement),
});

/** The grant functions for a tool that accepts `Text` as a string. */
export const grantsOf = <Text>(): Grants<Text> => typed({ ...services, allow });
