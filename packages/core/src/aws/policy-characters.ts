/** What IAM does not accept in a policy (https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html). Placeholders pass. */
const UNFIT = /[^\t\n\r\u0020-\u00FF\uE000\uE001]/;

/** The first character of a string that IAM does not accept in a policy. */
export const unfitCharacter = (text: string): string | undefined =>
  UNFIT.test(text) ? new RegExp(UNFIT.source, "u").exec(text)?.[0] : undefined;
