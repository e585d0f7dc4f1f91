/** The present, as AWS's JSON protocols write a time. */
export const seconds = (): number => Date.now() / 1000;
