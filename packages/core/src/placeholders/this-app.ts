import { isPlainData } from "./plain-data.js";

/** An app, as far as policies name it. */
export interface AppReference {
  /** `d123456789`. */
  readonly id: string;
  /** `arn:aws:amplify:eu-west-1:123456789012:apps/d123456789`. Branches and jobs are below it. */
  readonly arn: string;
}

const ID = "\uE000this:id\uE001";
const ARN = "\uE000this:arn\uE001";
const EITHER = /\uE000this:(id|arn)\uE001/g;

/**
 * The app that a role belongs to, for the role's grants and policy documents: in an `AmplifySsrApp` the app itself, in a
 * role of its own the app with its `appId`. Put text around it as around any string:
 *
 * ```ts
 * serviceRole: { grants: [ssm.read({ path: `/amplify/${thisApp.id}/main` })] },
 * computeRole: { grants: [allow({ actions: ["amplify:StartJob"], resources: [`${thisApp.arn}/branches/main/jobs/*`] })] },
 * ```
 *
 * In Pulumi, use a plain template string, not `pulumi.interpolate`, around it.
 */
export const thisApp: AppReference = Object.freeze({ id: ID, arn: ARN });

/** Whether a string contains one of `thisApp`'s. */
export const mentionsThisApp = (text: string): boolean =>
  text.includes("\uE000") && (text.includes(ID) || text.includes(ARN));

/** The string without them. */
export const withoutThisApp = (text: string): string => (mentionsThisApp(text) ? text.replace(EITHER, "") : text);

/**
 * Whether any string of a value, or a key, contains one of `thisApp`'s. Objects can share objects that share objects, so
 * each is looked at once.
 */
export function containsThisApp(value: unknown, seen = new Set<object>()): boolean {
  if (typeof value === "string") return mentionsThisApp(value);
  if (!isPlainData(value) || seen.has(value)) return false;
  seen.add(value);
  return Object.entries(value).some(([key, item]) => mentionsThisApp(key) || containsThisApp(item, seen));
}

/** A copy of a value, with an app in place of `thisApp`. A shared object is copied once. */
export function withThisApp(value: unknown, app: AppReference, copies = new Map<object, unknown>()): unknown {
  if (typeof value === "string") return value.replace(EITHER, (_, attribute: keyof AppReference) => app[attribute]);
  if (!isPlainData(value)) return value;
  if (copies.has(value)) return copies.get(value);
  const copied: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : Object.create(null);
  copies.set(value, copied);
  for (const [key, item] of Object.entries(value)) Object.assign(copied, { [key]: withThisApp(item, app, copies) });
  return copied;
}
