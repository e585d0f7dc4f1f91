import { type Diagnosis, diagnosisOf, pathOf, withDetails } from "../../denials/diagnosis.js";
import { Collector } from "../../findings/collector.js";
import type { Report } from "../../findings/finding.js";
import { secretIn } from "../../findings/secret.js";
import { Context } from "../../schema/context.js";
import { environmentVariables } from "../../specification/environment-variables.js";
import type { LiveRule } from "../rule.js";
import { moveToSecret, removeVariable, secretNameOf, type Variables } from "../variable-commands.js";

/** Other findings about variables are for those who write them: AWS has accepted these. */
const CODES: ReadonlySet<string> = new Set(["ACCESS_KEY_IN_VARIABLE", "SECRET_IN_VARIABLE"]);

/** Access keys and secrets in the variables of the app and of its branches. Their values are never repeated. */
export const variablesAreNoSecrets: LiveRule = (snapshot) => [
  ...inVariables(["environmentVariables"], snapshot.app.environmentVariables, { snapshot, branch: undefined }),
  ...(snapshot.branches ?? []).flatMap(({ name, environmentVariables: variables }) =>
    inVariables(["branches", name, "environmentVariables"], variables, { snapshot, branch: name }),
  ),
];

function inVariables(
  path: readonly string[],
  variables: Readonly<Record<string, string>>,
  where: Variables,
): readonly Diagnosis[] {
  const collector = new Collector("policy");
  environmentVariables(variables, new Context(collector, pathOf(path)));
  return collector.findings
    .filter(({ code }) => CODES.has(code))
    .map((finding) => {
      const name = String(finding.parameters?.name);
      const evidence = ["the value of the variable, which is not repeated here"];
      return finding.code === "SECRET_IN_VARIABLE"
        ? withDetails(finding, {
            evidence,
            command: moveToSecret(where, name),
            grant: `secretsManager.read({ name: ${JSON.stringify(secretNameOf(where, name))} })`,
          })
        : withDetails(finding, { evidence, command: removeVariable(where, name) });
    });
}

/** Access keys and tokens in build specs. */
export const buildSpecsHaveNoSecrets: LiveRule = ({ app, branches = [] }) =>
  [
    { path: ["buildSpec"], buildSpec: app.buildSpec },
    ...branches.map(({ name, buildSpec }) => ({ path: ["branches", name, "buildSpec"], buildSpec })),
  ].flatMap(({ path, buildSpec }) => {
    const found = buildSpec === undefined ? undefined : secretIn(buildSpec);
    return found === undefined
      ? []
      : [diagnosisOf(path, secretInBuildSpec(found), { evidence: ["the build spec, which is not repeated here"] })];
  });

const secretInBuildSpec = (found: string): Report => ({
  code: "SECRET_IN_ARGUMENT",
  message: `The build spec contains ${found}. Everyone with access to the app, and every build, can read it.`,
  fix: "Remove it, and invalidate it: it has been exposed. Read secrets from Secrets Manager or Parameter Store, and give the server code a compute role.",
  parameters: { found },
});
