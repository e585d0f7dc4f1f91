import type { GrantDefinition } from "./definition.js";
import { appsyncDefinition } from "./services/appsync.js";
import { dynamodbDefinition } from "./services/dynamodb.js";
import { kmsDefinition } from "./services/kms.js";
import { lambdaDefinition } from "./services/lambda.js";
import { rdsDataDefinition, rdsIamDefinition } from "./services/rds.js";
import { s3Definition } from "./services/s3.js";
import { secretsManagerDefinition } from "./services/secrets-manager.js";
import { ssmDefinition } from "./services/ssm.js";

// A definition's own options are its own business: from here on they are whatever its readers let through.
type AnyDefinition = GrantDefinition<Record<string, unknown>>;

/** Every service that has grants of its own. */
export const definitions: readonly AnyDefinition[] = [
  appsyncDefinition,
  dynamodbDefinition,
  kmsDefinition,
  lambdaDefinition,
  rdsDataDefinition,
  rdsIamDefinition,
  s3Definition,
  secretsManagerDefinition,
  ssmDefinition,
] as unknown as readonly AnyDefinition[];

const byName = new Map(definitions.map((definition) => [definition.name, definition]));

export const definitionOf = (name: string): AnyDefinition | undefined => byName.get(name);

/** The functions that give a right to an action on a resource, by action: `dynamodb:GetItem` → `dynamodb.read`. */
export const grantsByAction: ReadonlyMap<string, string> = new Map(
  definitions
    .flatMap(({ name, access }) =>
      Object.entries(access).flatMap(([level, { rights }]) =>
        rights.flatMap(({ actions }) => actions.map((action) => [action, `${name}.${level}`] as const)),
      ),
    )
    .reverse(),
);
