import { apps, environment } from "./apps.js";
import { identityPools } from "./identity-pools.js";
import { laterGrants } from "./later-grants.js";
import { composed, lengths, tags } from "./limits.js";
import { objects } from "./objects.js";
import { policyDocuments } from "./policy-documents.js";
import { resourceTypes } from "./resource-types.js";
import { arns, names, wildcards } from "./resources.js";
import { grants, quotas, roles } from "./roles.js";
import type { Row } from "./rows.js";
import { contradictions, disguised, managed, restrictions, secrets } from "./security.js";
import { settingsRows } from "./settings.js";
import { known, stringified, types, unreadable } from "./values.js";

/** Specifications with a problem, and the findings that are reported for them. */
export const badInput: Readonly<Record<string, readonly Row[]>> = {
  types,
  "values that are not plain data": unreadable,
  "values that were converted to text": stringified,
  "values that have to be known at synth": known,
  ARNs: arns,
  wildcards,
  restrictions,
  contradictions,
  "managed by AWS": managed,
  "wildcards in disguise": disguised,
  secrets,
  names,
  "resource types": resourceTypes,
  "resources of the program": objects,
  roles,
  grants,
  "grants after the construction": laterGrants,
  quotas,
  tags,
  lengths,
  "composed names": composed,
  "policy documents": policyDocuments,
  "apps and branches": apps,
  "environment variables": environment,
  "identity pools": identityPools,
  settings: settingsRows,
};
