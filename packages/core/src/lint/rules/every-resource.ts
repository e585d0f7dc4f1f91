import { faults } from "../../errors/faults.js";
import { actionsOf, type CatalogueAction } from "../catalogue.js";
import type { LocatedStatement } from "../located.js";
import type { RuleContext, StatementRule } from "./rule.js";

/** Everything, or a service's every resource, whatever its type. */
export const EVERYTHING = /^(\*+|arn(:[^:]*){4}:[*?/:]+)$/;

/** Actions with a resource type whose calls may have no resource to name. */
const MAY_BE_MEANT: Readonly<Record<string, string>> = {
  "sns:Publish":
    "a text message goes to a number, which has no ARN: https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-phone-number-as-subscriber.html",
};

/** Condition keys that hold an action to some resources without their ARNs. */
const HELD_BY_CONDITION =
  /^(aws:Resource|[a-z0-9-]+:ResourceTag\/|[a-z0-9-]+:ResourceAccount$|cloudwatch:namespace$|kms:(ViaService|EncryptionContext|ResourceAliases))/i;

/** `*` is for actions that AWS authorises on no resource. */
export const everyResource: StatementRule = (statement, context) => {
  if (statement.effect !== "Allow" || heldByCondition(statement)) return;
  for (const { text, at } of statement.resources) {
    if (!EVERYTHING.test(text)) continue;
    const harmful = first(statement, (action, exact) => isHarmful(action, exact, context));
    if (harmful !== undefined) {
      at.report(faults.everyResource(text, harmful.name, context.grantFor?.(harmful.name)));
      continue;
    }
    const optional = first(statement, ({ resources }) => resources.length > 0);
    if (optional !== undefined) at.report(faults.everyResourceOptional(text, optional.name));
  }
};

function isHarmful(action: CatalogueAction, exact: boolean, { grantFor }: RuleContext): boolean {
  if (Object.hasOwn(MAY_BE_MEANT, action.name)) return false;
  if (grantFor?.(action.name) !== undefined) return true;
  const reads = action.level === "list" || action.level === "read";
  return action.needsResource && (exact || !reads);
}

/** The first action that one of the statement's stands for, and that the test holds for. */
function first(
  { actions }: LocatedStatement,
  test: (action: CatalogueAction, exact: boolean) => boolean,
): CatalogueAction | undefined {
  for (const { text } of actions) {
    const exact = !/[*?]/.test(text);
    const found = actionsOf(text).find((action) => test(action, exact));
    if (found !== undefined) return found;
  }
  return undefined;
}

const heldByCondition = ({ conditions }: LocatedStatement) =>
  conditions.some(({ key, operator }) => operator?.negated !== true && HELD_BY_CONDITION.test(key));
