import type { Authorization } from "../../e2e/aws/authorization/authorization.js";
import { REGION } from "../../e2e/aws/environment.js";
import { MOTO_ACCOUNT } from "../../e2e/aws/moto.js";
import type { Need } from "./recorded.js";

/** The condition keys that make a permission narrower than its resource does. */
const NARROWING = ["iam:PassedToService", "kms:ViaService"];

/** Names that the deployer chooses; they begin with the app's. Each is the part of an ARN before the name. */
const NAMED = [":role/", ":policy/", ":table/", ":secret:", ":parameter/", "arn:aws:s3:::"];

/** Ids that AWS makes up. A branch and a domain lie under an app's. */
const MADE_UP: readonly (readonly [RegExp, string])[] = [
  [/:apps\/[^/]+\/branches\/.+$/, ":apps/*/branches/*"],
  [/:apps\/[^/]+\/domains\/.+$/, ":apps/*/domains/*"],
  [/:apps\/[^/]+$/, ":apps/*"],
  [/:webhooks\/.+$/, ":webhooks/*"],
  [/:log-group:\/aws\/amplify\/[^:]+/, ":log-group:/aws/amplify/*"],
  [/:key\/.+$/, ":key/*"],
  [/:identitypool\/.+$/, ":identitypool/*"],
];

/** What stays as it is: no resource, and all log groups, which are listed together. */
const WHOLE = /^\*$|:log-group:\*$/;

/** @param app what the names of the life's things begin with. @throws where a resource is of no kind that is known here */
export function generalized({ action, resource, context }: Authorization, app: string): Need {
  const narrowing = NARROWING.flatMap((key) => {
    const value = context[key];
    return typeof value === "string" ? [[key, placed(value)] as const] : [];
  });
  return {
    action,
    resource: placed(general(resource, app)),
    ...(narrowing.length === 0 ? {} : { condition: Object.fromEntries(narrowing) }),
  };
}

const placed = (text: string) => text.replaceAll(MOTO_ACCOUNT, "<account>").replaceAll(REGION, "<region>");

function general(resource: string, app: string): string {
  if (WHOLE.test(resource)) return resource;
  for (const prefix of NAMED) {
    const at = resource.indexOf(prefix + app);
    if (at >= 0) return `${resource.slice(0, at)}${prefix}<app>*`;
  }
  const found = MADE_UP.find(([pattern]) => pattern.test(resource));
  if (found === undefined) throw new Error(`No policy can be made of ${resource}: it is of no kind that is known`);
  return resource.replace(...found);
}
