import { OPT_IN_REGIONS } from "../../../aws/regions.js";
import { isUnresolved } from "../../../placeholders/placeholder.js";
import { globMatches } from "../../../util/wildcard.js";
import { OPEN, withoutColonsInValues } from "../../parse/arn-text.js";

export const AMPLIFY = "amplify.amazonaws.com";
const REGIONAL = /^amplify\.([a-z0-9-]+)\.amazonaws\.com$/;

/** Whether a principal is Amplify's in one region. */
export const isRegional = (principal: string): boolean => REGIONAL.test(principal);

/** Whether a principal is Amplify's, of all regions or of one. The region, or the domain, may not be known. */
export const isAmplify = (principal: string): boolean =>
  principal === AMPLIFY ||
  isRegional(principal) ||
  (isUnresolved(principal) && principal.startsWith("amplify.") && mayBeAmplify(principal));

/** Whether a principal of which a part is not known may be Amplify's. */
export const mayBeAmplify = (principal: string): boolean =>
  [AMPLIFY, "amplify.eu-west-1.amazonaws.com"].some((one) => mayBe(principal, one));

/** Whether a string of which a part is not known may be another one. */
export const mayBe = (text: string, other: string): boolean =>
  text === other || (isUnresolved(text) && globMatches(withoutColonsInValues(text).replaceAll(OPEN, "*"), other));

/**
 * Amplify's own principal in a region that has to be enabled:
 * https://docs.aws.amazon.com/amplify/latest/userguide/cross-service-confused-deputy-prevention.html
 */
export const isOptIn = (principal: string): boolean => OPT_IN_REGIONS.has(REGIONAL.exec(principal)?.[1] ?? "");
