import { everywhere, type GrantDefinition } from "./definition.js";
import { DEFINITION } from "./service.js";
import * as services from "./services/index.js";

/** The table of each service, by name. */
const byName: ReadonlyMap<string, GrantDefinition> = new Map(
  Object.values(services)
    .map((service): GrantDefinition => service[DEFINITION])
    .map((definition) => [definition.name, definition] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1)),
);

/** The table of each service, in alphabetical order. */
export const definitions: readonly GrantDefinition[] = [...byName.values()];

export const definitionOf = (name: string): GrantDefinition | undefined => byName.get(name);

let byAction: ReadonlyMap<string, string> | undefined;

/** The function that allows an action on a resource: `dynamodb:GetItem` → `dynamodb.read`. */
export function grantForAction(action: string): string | undefined {
  byAction ??= new Map(
    definitions
      .flatMap(({ name, access }) =>
        Object.entries(access).flatMap(([level, { permissions }]) =>
          permissions
            .filter(({ resources }) => resources !== everywhere)
            .flatMap(({ actions }) => actions.map((action) => [action, `${name}.${level}`] as const)),
        ),
      )
      .reverse(),
  );
  return byAction.get(action);
}
