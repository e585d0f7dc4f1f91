/** The version of the installed package. */
export const version = (): string => (require("../../package.json") as { readonly version: string }).version;
