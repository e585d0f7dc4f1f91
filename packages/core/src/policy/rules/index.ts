import type { LocatedStatement } from "../parse/located.js";
import { actionExists } from "./actions/action-exists.js";
import { actionsAreListed } from "./actions/actions-are-listed.js";
import { noNotElementWithAllow } from "./actions/no-not-element-with-allow.js";
import { noPrivilegeEscalation } from "./actions/no-privilege-escalation.js";
import { roleActionsNameTheirRoles } from "./actions/role-actions-name-their-roles.js";
import { roleIsNotPassedToOwnCode } from "./actions/role-is-not-passed-to-own-code.js";
import { addressRangeHasNoExtraBits } from "./conditions/address-range-has-no-extra-bits.js";
import { booleanHasOneValue } from "./conditions/boolean-has-one-value.js";
import { conditionKeyExists } from "./conditions/condition-key-exists.js";
import { conditionKeyIsOfTheAction } from "./conditions/condition-key-is-of-the-action.js";
import { conditionKeysDifferInMoreThanCase } from "./conditions/condition-keys-differ-in-more-than-case.js";
import { keyHasItsCounterpart } from "./conditions/key-has-its-counterpart.js";
import { keyIsRelevantToTheResource } from "./conditions/key-is-relevant-to-the-resource.js";
import { kmsKeyIsAnArn } from "./conditions/kms-key-is-an-arn.js";
import { likeOperatorHasAWildcard } from "./conditions/like-operator-has-a-wildcard.js";
import { oneNumberIsEnough } from "./conditions/one-number-is-enough.js";
import { operatorComparesTheTypeOfTheKey } from "./conditions/operator-compares-the-type-of-the-key.js";
import { operatorExists } from "./conditions/operator-exists.js";
import { prefixHasNoSlash } from "./conditions/prefix-has-no-slash.js";
import { regionExists } from "./conditions/region-exists.js";
import { setOperatorFitsTheKey } from "./conditions/set-operator-fits-the-key.js";
import { sourceAddressIsPublic } from "./conditions/source-address-is-public.js";
import { tagKeyIsOfTheAction } from "./conditions/tag-key-is-of-the-action.js";
import { valueHasTheTypeOfTheOperator } from "./conditions/value-has-the-type-of-the-operator.js";
import { valuesHaveOneDataType } from "./conditions/values-have-one-data-type.js";
import { vpcHasTheFormatOfItsId } from "./conditions/vpc-has-the-format-of-its-id.js";
import { denyNamesItsPrincipals } from "./principals/deny-names-its-principals.js";
import { onlyRolesTrustIdentityProviders } from "./principals/only-roles-trust-identity-providers.js";
import { principalHasNoPartialWildcard } from "./principals/principal-has-no-partial-wildcard.js";
import { principalHasTheFormatOfItsType } from "./principals/principal-has-the-format-of-its-type.js";
import { principalIsAnArn } from "./principals/principal-is-an-arn.js";
import { principalIsNotEveryone } from "./principals/principal-is-not-everyone.js";
import { principalsAreNotRepeated } from "./principals/principals-are-not-repeated.js";
import { servicePrincipalHasASource } from "./principals/service-principal-has-a-source.js";
import { servicePrincipalHasTheConditionKey } from "./principals/service-principal-has-the-condition-key.js";
import { sessionIsNotNextToItsRole } from "./principals/session-is-not-next-to-its-role.js";
import { actionHasAResource } from "./resources/action-has-a-resource.js";
import { inferenceProfileHasItsModels } from "./resources/inference-profile-has-its-models.js";
import { parameterPathIsIncluded } from "./resources/parameter-path-is-included.js";
import { resourcesAreInThePartition } from "./resources/resources-are-in-the-partition.js";
import { resourcesAreNamed } from "./resources/resources-are-named.js";
import { secretHasItsSuffix } from "./resources/secret-has-its-suffix.js";
import type { PolicyRule, RuleOptions, StatementRule } from "./rule.js";
import { sidHasLettersAndDigits } from "./sids/sid-has-letters-and-digits.js";
import { sidIsNotEmpty } from "./sids/sid-is-not-empty.js";
import { sidsAreUnique } from "./sids/sids-are-unique.js";
import { charactersAreAccepted } from "./statements/characters-are-accepted.js";
import { entriesAreNotRedundant } from "./statements/entries-are-not-redundant.js";
import { noSecret } from "./statements/no-secret.js";
import { statementHasAnEffect } from "./statements/statement-has-an-effect.js";
import { variablesAreWellFormed } from "./statements/variables-are-well-formed.js";
import { actionFitsThePrincipal } from "./trust/action-fits-the-principal.js";
import { audienceIsOneValue } from "./trust/audience-is-one-value.js";
import { identityProviderHasASubject } from "./trust/identity-provider-has-a-subject.js";
import { roleNamesItsPrincipals } from "./trust/role-names-its-principals.js";
import { rolesAnywhereSetsItsSession } from "./trust/roles-anywhere-sets-its-session.js";
import { serviceAccountIsNamed } from "./trust/service-account-is-named.js";
import { trustActionsAreListed } from "./trust/trust-actions-are-listed.js";

/** Rules about principals, which most policies do not have. */
const principalRules: readonly StatementRule[] = [
  principalHasTheFormatOfItsType,
  principalHasNoPartialWildcard,
  principalIsAnArn,
  principalIsNotEveryone,
  onlyRolesTrustIdentityProviders,
  servicePrincipalHasASource,
  servicePrincipalHasTheConditionKey,
  sessionIsNotNextToItsRole,
  principalsAreNotRepeated,
  denyNamesItsPrincipals,
  trustActionsAreListed,
  roleNamesItsPrincipals,
  identityProviderHasASubject,
  serviceAccountIsNamed,
];

/** Rules about conditions, which most statements do not have. */
const conditionRules: readonly StatementRule[] = [
  audienceIsOneValue,
  conditionKeyExists,
  conditionKeyIsOfTheAction,
  tagKeyIsOfTheAction,
  conditionKeysDifferInMoreThanCase,
  keyHasItsCounterpart,
  keyIsRelevantToTheResource,
  operatorExists,
  operatorComparesTheTypeOfTheKey,
  setOperatorFitsTheKey,
  valueHasTheTypeOfTheOperator,
  valuesHaveOneDataType,
  booleanHasOneValue,
  likeOperatorHasAWildcard,
  oneNumberIsEnough,
  prefixHasNoSlash,
  regionExists,
  sourceAddressIsPublic,
  addressRangeHasNoExtraBits,
  vpcHasTheFormatOfItsId,
  kmsKeyIsAnArn,
];

/** In the order of a statement's elements. */
const statementRules: readonly StatementRule[] = [
  sidHasLettersAndDigits,
  sidIsNotEmpty,
  actionExists,
  actionsAreListed,
  actionFitsThePrincipal,
  noNotElementWithAllow,
  actionHasAResource,
  secretHasItsSuffix,
  resourcesAreInThePartition,
  resourcesAreNamed,
  roleActionsNameTheirRoles,
  noPrivilegeEscalation,
  roleIsNotPassedToOwnCode,
  variablesAreWellFormed,
  entriesAreNotRedundant,
  noSecret,
];

/** Rules for documents only. For grants, grants/expand.ts checks the same. */
const documentRules: readonly StatementRule[] = [charactersAreAccepted];

const policyRules: readonly PolicyRule[] = [
  sidsAreUnique,
  rolesAnywhereSetsItsSession,
  parameterPathIsIncluded,
  inferenceProfileHasItsModels,
  statementHasAnEffect,
];

/** Reports what is wrong with a single statement. */
export function checkStatement(statement: LocatedStatement, options: RuleOptions): void {
  const { principals, notPrincipals, conditions } = statement;
  if (principals.length > 0 || notPrincipals.length > 0) for (const rule of principalRules) rule(statement, options);
  for (const rule of statementRules) rule(statement, options);
  if (conditions.length > 0) for (const rule of conditionRules) rule(statement, options);
}

/** Reports what is wrong with the statements of a policy, each alone and together. */
export function checkStatements(statements: readonly LocatedStatement[], options: RuleOptions): void {
  const together = { ...options, statements };
  for (const statement of statements) {
    checkStatement(statement, together);
    for (const rule of documentRules) rule(statement, options);
  }
  for (const rule of policyRules) rule(statements, options);
}
