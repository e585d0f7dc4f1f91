import { SpecificationError } from "@amplify-roles/core";
import { planAmplifySsrApp } from "@amplify-roles/core/adapter";
import { looksSecret } from "@amplify-roles/core/doctor";
import type { App, Branch } from "@aws-sdk/client-amplify";
import { isRecord, omitUndefined } from "../util.js";
import { dataOf, Expression } from "./expression.js";
import { leftOut } from "./left-out.js";
import type { AdoptableApp } from "./live.js";
import { ownTags } from "./tags.js";
import { hasProvider6, type Tool } from "./tool.js";

/** The app as the program has it. */
export interface ProgramApp {
  /** The specification, with expressions. */
  readonly specification: Readonly<Record<string, unknown>>;
  /** The variables that hold secrets. */
  readonly variables: readonly string[];
  /** What the program does not have and AWS keeps, and what the first plan changes. */
  readonly changes: readonly string[];
  readonly kept: readonly string[];
}

/** Makes a variable for a secret. */
type Secret = (name: string) => Expression;

/** All arguments of an app and of its branches. Secrets are variables. */
export function adoptApp(live: AdoptableApp, tool: Tool): ProgramApp {
  const { app, branches, deployment, logGroup, neighbors } = live;
  const variables: string[] = [];
  const secret: Secret = (name) => {
    const base = name.replaceAll(/[^A-Za-z0-9_]+/g, "_").replace(/^(?=\d)/, "_");
    let unique = base;
    for (let number = 2; variables.includes(unique); number += 1) unique = `${base}_${number}`;
    variables.push(unique);
    return new Expression(`secret(${JSON.stringify(unique)})`, "left-as-a-variable");
  };
  const kept: string[] = [];
  const own = branches.filter((branch) => {
    const why = whyOutside(branch, app.appId ?? "", tool);
    if (why !== undefined) kept.push(why);
    return why === undefined;
  });
  const specification = {
    ...appArguments(app, secret),
    // The service role that the program creates has the app's log group.
    ...(app.iamServiceRoleArn || logGroup?.adopted === undefined ? {} : { serviceRole: { logs: logGroup.adopted } }),
    ...(hasProvider6(tool) && app.jobConfig?.buildComputeType !== undefined
      ? { jobConfig: { buildComputeType: app.jobConfig.buildComputeType } }
      : {}),
    importId: app.appId,
    branches: Object.fromEntries(own.map((branch) => [branch.branchName ?? "", branchArguments(branch, secret, tool)])),
  };
  kept.push(...leftOut(app, own, neighbors, tool));
  const left = withoutErrors(specification, deployment);
  const changes = [
    ...(app.iamServiceRoleArn
      ? []
      : ["Creates a service role, which may write the SSR logs, and gives it to the app, which has none."]),
    ...(tool === "pulumi" ? [] : secretsIn(left.specification)),
  ];
  return { specification: left.specification, variables, changes, kept: [...kept, ...left.kept] };
}

/** Why a branch cannot be in the program. */
function whyOutside({ branchName, stage }: Branch, appId: string, tool: Tool): string | undefined {
  if (stage === "PULL_REQUEST") return `The branch ${branchName} belongs to a pull request. Amplify manages it.`;
  // What Pulumi imports, the provider checks as if the program said it.
  if (tool !== "pulumi" || stageOf(stage) !== undefined) return undefined;
  return `The branch ${branchName}: Pulumi cannot import a branch without a stage. Give it one, and run adopt again: aws amplify update-branch --app-id ${appId} --branch-name ${branchName} --stage DEVELOPMENT`;
}

/** Terraform plans an update of what gets a sensitive value, though the value stays. */
function secretsIn({ branches, ...app }: Readonly<Record<string, unknown>>): readonly string[] {
  const marked = (what: string) =>
    `Marks secrets of ${what} as sensitive: the plan shows an update, and the values stay.`;
  const hasSecret = (value: unknown): boolean =>
    value instanceof Expression ||
    (typeof value === "object" && value !== null && Object.values(value).some(hasSecret));
  return [
    ...(hasSecret(app) ? [marked("the app")] : []),
    ...Object.entries(branches as object).flatMap(([name, branch]) =>
      hasSecret(branch) ? [marked(`the branch ${name}`)] : [],
    ),
  ];
}

/** Amplify answers with empty strings for what is not there. */
const text = (value: string | undefined) => (value === undefined || value === "" ? undefined : value);
/** The providers do not accept the stage that a branch without one has. */
const stageOf = (stage: string | undefined) => (stage === "NONE" ? undefined : text(stage));
const yes = (value: boolean | undefined) => (value === true ? true : undefined);
const filled = <T extends object>(value: T | undefined) =>
  value === undefined || Object.keys(value).length === 0 ? undefined : value;

/** A text, or a variable if it contains a secret. */
function guarded(name: string, value: string | undefined, secret: Secret): string | Expression | undefined {
  const given = text(value);
  return given !== undefined && looksSecret("", given) !== undefined ? secret(name) : given;
}

function variablesOf(prefix: string, given: Readonly<Record<string, string>> | undefined, secret: Secret) {
  return filled(
    Object.fromEntries(
      Object.entries(given ?? {}).map(([name, value]) => [
        name,
        looksSecret(name, value) === undefined ? value : secret(`${prefix}${name}`),
      ]),
    ),
  );
}

function appArguments(app: App, secret: Secret): Readonly<Record<string, unknown>> {
  const rules = (app.customRules ?? []).map(({ source = "", target = "", status, condition }) =>
    omitUndefined({
      source: guarded("rule_source", source, secret) ?? "",
      target: guarded("rule_target", target, secret) ?? "",
      status: text(status),
      condition: text(condition),
    }),
  );
  return omitUndefined({
    name: app.name,
    description: guarded("description", app.description, secret),
    repository: guarded("repository", app.repository, secret),
    platform: app.platform === "WEB_COMPUTE" ? undefined : app.platform,
    serviceRole: text(app.iamServiceRoleArn),
    computeRole: text(app.computeRoleArn),
    environmentVariables: variablesOf("", app.environmentVariables, secret),
    buildSpec: guarded("build_spec", app.buildSpec, secret),
    customHeaders: guarded("custom_headers", app.customHeaders, secret),
    customRules: rules.length === 0 ? undefined : rules,
    enableBasicAuth: yes(app.enableBasicAuth),
    basicAuthCredentials: text(app.basicAuthCredentials) === undefined ? undefined : secret("basic_auth"),
    enableBranchAutoBuild: yes(app.enableBranchAutoBuild),
    enableBranchAutoDeletion: yes(app.enableBranchAutoDeletion),
    enableAutoBranchCreation: yes(app.enableAutoBranchCreation),
    autoBranchCreationPatterns:
      (app.autoBranchCreationPatterns ?? []).length === 0 ? undefined : app.autoBranchCreationPatterns,
    autoBranchCreationConfig: autoBranchCreation(app, secret),
    cacheConfig: app.cacheConfig?.type === undefined ? undefined : { type: app.cacheConfig.type },
    tags: ownTags(app.tags),
  });
}

function autoBranchCreation({ autoBranchCreationConfig: config }: App, secret: Secret) {
  if (config === undefined) return undefined;
  return filled(
    omitUndefined({
      stage: stageOf(config.stage),
      framework: text(config.framework),
      buildSpec: guarded("auto_branch_build_spec", config.buildSpec, secret),
      enableAutoBuild: yes(config.enableAutoBuild),
      enableBasicAuth: yes(config.enableBasicAuth),
      basicAuthCredentials:
        text(config.basicAuthCredentials) === undefined ? undefined : secret("auto_branch_basic_auth"),
      enablePerformanceMode: yes(config.enablePerformanceMode),
      enablePullRequestPreview: yes(config.enablePullRequestPreview),
      pullRequestEnvironmentName: text(config.pullRequestEnvironmentName),
      environmentVariables: variablesOf("auto_branch_", config.environmentVariables, secret),
    }),
  );
}

function branchArguments(branch: Branch, secret: Secret, tool: Tool): Readonly<Record<string, unknown>> {
  const name = branch.branchName ?? "";
  return omitUndefined({
    description: guarded(`${name}_description`, branch.description, secret),
    displayName: branch.displayName === name ? undefined : text(branch.displayName),
    stage: stageOf(branch.stage),
    framework: text(branch.framework),
    backendEnvironmentArn: text(branch.backendEnvironmentArn),
    enableAutoBuild: branch.enableAutoBuild === false ? false : undefined,
    enableBasicAuth: yes(branch.enableBasicAuth),
    basicAuthCredentials: text(branch.basicAuthCredentials) === undefined ? undefined : secret(`${name}_basic_auth`),
    enableNotification: yes(branch.enableNotification),
    enablePerformanceMode: yes(branch.enablePerformanceMode),
    enablePullRequestPreview: yes(branch.enablePullRequestPreview),
    enableSkewProtection: hasProvider6(tool) ? yes(branch.enableSkewProtection) : undefined,
    pullRequestEnvironmentName: text(branch.pullRequestEnvironmentName),
    environmentVariables: variablesOf(`${name}_`, branch.environmentVariables, secret),
    ttl: branch.ttl === "5" ? undefined : text(branch.ttl),
    tags: ownTags(branch.tags),
  });
}

/** How many arguments may be left out before something else is wrong. */
const MAX_LEFT_OUT = 50;

/** The specification without what amplify-roles does not accept, which AWS keeps. */
function withoutErrors(
  specification: Readonly<Record<string, unknown>>,
  deployment: object,
): { readonly specification: Readonly<Record<string, unknown>>; readonly kept: readonly string[] } {
  const kept: string[] = [];
  let left = specification;
  for (let round = 0; round < MAX_LEFT_OUT; round += 1) {
    try {
      planAmplifySsrApp(String(specification.name), { ...(dataOf(left) as object), ...deployment });
      return { specification: left, kept };
    } catch (error) {
      const [finding] =
        error instanceof SpecificationError ? error.findings.filter(({ severity }) => severity === "error") : [];
      const steps = finding === undefined ? [] : stepsOf(finding.path);
      const next = finding === undefined ? undefined : withoutArgument(left, steps);
      if (finding === undefined || next === undefined) throw error;
      kept.push(`${steps.join(".")}: amplify-roles does not accept it (${finding.code}).`);
      left = next;
    }
  }
  return { specification: left, kept };
}

/** The argument that a path is in: `customRules[0].source` → `customRules`, `branches["a/b"].ttl` → `branches`, `a/b`, `ttl`. */
function stepsOf(path: string): readonly string[] {
  const steps = Array.from(
    path.matchAll(/\.?([A-Za-z_$][\w$]*)|\[("(?:[^"\\]|\\.)*"|\d+)\]/gy),
    ([, name, index = ""]) => name ?? (index.startsWith('"') ? String(JSON.parse(index)) : index),
  );
  return steps.slice(0, steps[0] === "branches" ? 3 : 1);
}

function withoutArgument(
  specification: Readonly<Record<string, unknown>>,
  [first = "", ...rest]: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (!(first in specification) || ["name", "importId"].includes(first)) return undefined;
  const { [first]: value, ...others } = specification;
  if (rest.length === 0) return first === "branches" ? undefined : others;
  const inner = isRecord(value) ? withoutArgument(value, rest) : undefined;
  return inner === undefined ? undefined : { ...specification, [first]: inner };
}
