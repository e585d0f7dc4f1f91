/** What IAM does not accept in a policy (https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html). Placeholders pass. */
const UNFIT = /[^\t\n\r\u0020-\u00FF\uE000\uE001]/u;
/** The same for half a character, which takes a third of the time. */
const UNFIT_UNIT = new RegExp(UNFIT.source);

/** Characters of JSON text, and escapes in it, that may be unfit ones. Text without them has none. */
const MAY_BE_UNFIT = /[^\u0020-\u00FF\uE000\uE001]|\\[bfu]/;
export const mayBeUnfit = (json: string): boolean => MAY_BE_UNFIT.test(json);

/** The first character of a string that IAM does not accept in a policy. */
export const unfitCharacter = (text: string): string | undefined =>
  UNFIT_UNIT.test(text) ? UNFIT.exec(text)?.[0] : undefined;
