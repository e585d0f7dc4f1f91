/** Ids of long-lived and of temporary access keys: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const ACCESS_KEY_ID = /(?<![A-Z0-9])(AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])/;
