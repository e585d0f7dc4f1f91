import { policyDocument } from "@amplify-roles/core/adapter";

export const prepare = (statements) => statements;

export const serialize = (statements) => JSON.stringify(policyDocument(statements));
