/** What IAM takes in no policy (https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html); markers apart. */
const UNFIT = /[^\t\n\r\u0020-\u00FF\uE000\uE001]/u;

/** The first character of a text that IAM takes in no policy. */
export const unfitCharacter = (text: string): string | undefined => UNFIT.exec(text)?.[0];
