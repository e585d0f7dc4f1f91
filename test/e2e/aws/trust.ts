import { isJsonObject } from "./message.js";

export interface TrustOptions {
  /**
   * Whether a statement with a Condition counts. Amplify is reported to refuse a compute role whose trust has any, as
   * its own check does not carry the keys; one report says that `apps/<id>/*` passes.
   */
  readonly acceptConditions: boolean;
}

/** Whether a trust policy lets a service assume the role it belongs to. */
export function letsAssume(document: unknown, service: string, { acceptConditions }: TrustOptions): boolean {
  const statements = isJsonObject(document) ? list(document.Statement) : [];
  const about = statements.filter(
    (statement) => isJsonObject(statement) && names(statement.Principal, service) && assumes(statement.Action),
  );
  const effects = (effect: string) =>
    about.filter((statement) => isJsonObject(statement) && statement.Effect === effect);
  const allowed = effects("Allow").some(
    (statement) => isJsonObject(statement) && (acceptConditions || statement.Condition === undefined),
  );
  return allowed && effects("Deny").length === 0;
}

function names(principal: unknown, service: string): boolean {
  if (principal === "*") return true;
  return isJsonObject(principal) && list(principal.Service).includes(service);
}

function assumes(action: unknown): boolean {
  return list(action).some((one) => ["sts:assumerole", "sts:*", "*"].includes(String(one).toLowerCase()));
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
