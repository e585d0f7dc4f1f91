import { statementsIn } from "../denials/compare-policy.js";
import { putRolePolicy } from "../denials/put-role-policy.js";
import type { FindingCode } from "../findings/codes.js";
import type { Finding } from "../findings/finding.js";
import { ssrLogsStatements } from "../plan/ssr-logs.js";
import type { Statement } from "../policy/document.js";
import { minimize } from "../policy/minimize.js";
import { shellQuoted } from "../util/shell-quoted.js";
import { ofRole, trustOf } from "./commands.js";
import type { RoleUse } from "./effective-roles.js";
import type { AppSnapshot, LivePolicy } from "./snapshot.js";

/** The command that writes a policy again. The document is exact where there is one way to correct it. */
export function writePolicy(
  snapshot: AppSnapshot,
  { role, service }: RoleUse,
  { name, arn, document }: LivePolicy,
  { code, parameters }: Finding,
): string {
  const corrected =
    code === "APPSYNC_API_WITHOUT_FIELDS"
      ? withFields(document, String(parameters?.arn))
      : service && isLogRecipe(snapshot, document)
        ? ssrLogsStatements(snapshot.deployment, snapshot.app.id, "exact")
        : undefined;
  if (arn === undefined)
    return corrected === undefined
      ? ofRole("put-role-policy", role.name, `--policy-name ${shellQuoted(name)} --policy-document file://policy.json`)
      : putRolePolicy(role.name, name, corrected);
  const written =
    corrected === undefined
      ? "file://policy.json"
      : shellQuoted(JSON.stringify({ Version: "2012-10-17", Statement: corrected }));
  return `aws iam create-policy-version --policy-arn ${shellQuoted(arn)} --set-as-default --policy-document ${written}`;
}

/** The statements with all fields of an API in place of the API, which AWS authorizes nothing on. */
function withFields(document: unknown, api: string): readonly unknown[] {
  return statementsIn(document).map(({ Resource, ...rest }) => {
    const resources = [Resource].flat();
    const named = resources.map((one) => (one === api ? `${api}/*` : one));
    return Resource === undefined ? rest : { ...rest, Resource: named.length === 1 ? named[0] : named };
  });
}

/** Whether a policy is the one that is widely copied, for the logs of all apps. */
function isLogRecipe({ deployment }: AppSnapshot, document: unknown): boolean {
  const plain = (statements: readonly object[]) =>
    JSON.stringify(minimize(statements.map(({ ...one }) => ({ ...one, Sid: undefined }) as unknown as Statement)));
  const statements = statementsIn(document);
  return (
    statements.every(({ Action, Resource, Effect }) => Effect === "Allow" && Action && Resource) &&
    plain(statements) === plain(ssrLogsStatements(deployment, "*", "single-statement"))
  );
}

/**
 * The command that lets Amplify assume a role again. Statements about others stay, unless the finding is that others can
 * assume the role, too.
 */
export function writeTrust(snapshot: AppSnapshot, { role, compute, service }: RoleUse, code: FindingCode): string {
  const update = (document: string) => ofRole("update-assume-role-policy", role.name, `--policy-document ${document}`);
  if (!compute && !service) return update("file://trust.json");
  const others = statementsIn(role.trust).filter((statement) => !JSON.stringify(statement).includes("amplify."));
  const stay = code === "TRUST_EXTRA_PRINCIPAL" ? others.filter(({ Effect }) => Effect === "Deny") : others;
  const { Version, Statement: own } = trustOf(snapshot, compute ? "compute" : "service");
  return update(shellQuoted(JSON.stringify({ Version, Statement: [...stay, ...own] })));
}
