/** The manifest is there before a build is; it is found as the package's entry point would be. */
export const library: string = require("@amplify-roles/pulumi/package.json").name;
