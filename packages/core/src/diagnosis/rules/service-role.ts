import { statementsIn } from "../../denials/compare-policy.js";
import { diagnosisOf } from "../../denials/diagnosis.js";
import { putRolePolicy } from "../../denials/put-role-policy.js";
import type { Report } from "../../findings/finding.js";
import { codeList, quoted } from "../../findings/text.js";
import { actionsOf } from "../../grants/definition.js";
import { definitions } from "../../grants/definitions.js";
import { ssrLogsStatements } from "../../plan/ssr-logs.js";
import { globMatches } from "../../util/wildcard.js";
import { isAdministrator } from "../administrators.js";
import { createRole, inSequence, newRoleArn, newRoleName, ofRole, updateApp } from "../commands.js";
import { hasServer, roleUses } from "../effective-roles.js";
import { movingCommand } from "../moving-command.js";
import type { LiveRule } from "../rule.js";

/** Amplify writes the logs of server code as the service role. */
export const appHasAServiceRole: LiveRule = (snapshot) =>
  snapshot.app.serviceRole !== undefined || !hasServer(snapshot)
    ? []
    : [
        diagnosisOf(["serviceRole"], noServiceRole(), {
          evidence: ["the app has no iamServiceRoleArn"],
          command: inSequence(
            createRole(snapshot, "service"),
            putRolePolicy(
              newRoleName(snapshot, "service"),
              "ssr-logs",
              ssrLogsStatements(snapshot.deployment, snapshot.app.id, "exact"),
            ),
            updateApp(snapshot, `--iam-service-role-arn ${newRoleArn(snapshot, "service")}`),
          ),
        }),
      ];

const noServiceRole = (): Report => ({
  code: "NO_SERVICE_ROLE",
  severity: "warning",
  message: "The app has no service role, so the logs of its server code are not written.",
  fix: "Create a role that may write to the app's log group, and attach it as the service role. It takes effect at the next deployment.",
});

/** Services that builds use too: secrets of Amplify, encrypted artifacts, tracing of builds. */
const OF_BUILDS: ReadonlySet<string> = new Set(["ssm", "kms", "sts", "ecr", "cloudFront"]);

/** What server code calls, by the grants that these packages have for it. */
const ofServerCode = () =>
  definitions.filter(({ name }) => !OF_BUILDS.has(name)).flatMap((definition) => actionsOf(definition));

/** The mistake behind most reports: the app's permissions are on the service role, and server code never runs as it. */
export const serviceRoleIsForBuilds: LiveRule = (snapshot) =>
  roleUses(snapshot)
    .filter(({ service, compute }) => service && !compute && hasServer(snapshot))
    .flatMap(({ role }) => {
      const policies = role.policies.filter(({ arn }) => arn === undefined || !isForBuilds(arn));
      const named = policies.flatMap((policy) =>
        statementsIn(policy.document)
          .filter(({ Effect }) => Effect === "Allow")
          .flatMap(({ Action }) => [Action].flat())
          .filter((action): action is string => typeof action === "string" && isOfServerCode(action))
          .map((action) => ({ action, policy: policy.name })),
      );
      if (named.length === 0) return [];
      const actions = [...new Set(named.map(({ action }) => action))];
      return [
        diagnosisOf(["roles", role.name], permissionsOnServiceRole(role.name, actions), {
          evidence: [...new Set(named.map(({ policy }) => `policy ${policy}`))],
          command:
            movingCommand(
              snapshot,
              role,
              policies.filter(({ name }) => named.some(({ policy }) => policy === name)),
              isOfServerCode,
            ) ?? ofRole("list-role-policies", role.name),
        }),
      ];
    });

const isForBuilds = (arn: string) => isAdministrator(arn) || /:policy\/service-role\/AmplifyBackendDeploy/.test(arn);

/** `*` alone is an administrator's policy, which another rule reports. */
const isOfServerCode = (pattern: string) =>
  pattern !== "*" && ofServerCode().some((action) => globMatches(pattern, action));

const MAX_NAMED = 3;

const permissionsOnServiceRole = (role: string, actions: readonly string[]): Report => ({
  code: "PERMISSIONS_ON_SERVICE_ROLE",
  severity: "warning",
  message: `The service role ${quoted(role)} allows ${actions.length <= MAX_NAMED ? codeList(actions, "and") : `${actions.slice(0, MAX_NAMED).join(", ")} and ${actions.length - MAX_NAMED} more`}. Server code never runs as the service role, only builds do.`,
  fix: "Move these permissions to the compute role. If a build needs them, because pages are prerendered, they can stay.",
  parameters: { role, actions },
});
