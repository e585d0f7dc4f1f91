import { policyDocument } from "@amplify-roles/core/adapter";

/** The finished policy: the least that any way to make it has to do is to write it out. */
export const prepare = policyDocument;

export const serialize = (policy) => JSON.stringify(policy);
