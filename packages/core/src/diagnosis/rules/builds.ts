import { diagnosisOf } from "../../denials/diagnosis.js";
import type { Report } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { isRecord } from "../../schema/schema.js";
import { updateBranch } from "../commands.js";
import { hasServer } from "../effective-roles.js";
import type { LiveRule } from "../rule.js";

/** Amplify supports Node.js 20, 22 and 24: https://docs.aws.amazon.com/amplify/latest/userguide/ssr-supported-features.html */
const OLDEST_NODE = 20;

/** The version of Node.js of server code is that of the build. */
export const runtimeIsSupported: LiveRule = (snapshot) => {
  if (!hasServer(snapshot)) return [];
  const { app, branches = [] } = snapshot;
  return [
    { path: [] as readonly string[], ...app },
    ...branches.map((branch) => ({ path: ["branches", branch.name], ...branch })),
  ].flatMap(({ path, environmentVariables, buildSpec = "" }) => {
    const found = [...versionsInVariables(environmentVariables), ...versionsInBuildSpec(buildSpec)].find(
      ({ version }) => version < OLDEST_NODE,
    );
    return found === undefined
      ? []
      : [diagnosisOf([...path, found.property], deprecatedRuntime(found.version), { evidence: [found.evidence] })];
  });
};

interface NodeVersion {
  readonly version: number;
  readonly property: "environmentVariables" | "buildSpec";
  readonly evidence: string;
}

/** https://docs.aws.amazon.com/amplify/latest/userguide/custom-build-image.html */
function versionsInVariables(variables: Readonly<Record<string, string>>): readonly NodeVersion[] {
  const image = /(?:^|\/)node:(\d+)/.exec(variables._CUSTOM_IMAGE ?? "")?.[1];
  return [
    ...liveUpdates(variables._LIVE_UPDATES).map((version) => ({ version, evidence: "_LIVE_UPDATES" })),
    ...(image === undefined ? [] : [{ version: Number(image), evidence: "_CUSTOM_IMAGE" }]),
  ].map((found) => ({ ...found, property: "environmentVariables" as const }));
}

/** `[{"name":"Node.js version","pkg":"node","type":"nvm","version":"18"}]` */
function liveUpdates(text: string | undefined): readonly number[] {
  let updates: unknown;
  try {
    updates = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  return (Array.isArray(updates) ? updates : [])
    .filter(isRecord)
    .filter(({ pkg }) => pkg === "node")
    .flatMap(({ version }) => /^v?(\d+)/.exec(String(version))?.[1] ?? [])
    .map(Number);
}

const versionsInBuildSpec = (buildSpec: string): readonly NodeVersion[] =>
  [...buildSpec.matchAll(/\bnvm (?:use|install|alias default) v?(\d+)/g)].map(([evidence, version]) => ({
    version: Number(version),
    property: "buildSpec",
    evidence,
  }));

const deprecatedRuntime = (version: number): Report => ({
  code: "DEPRECATED_RUNTIME",
  severity: "warning",
  message: `The app is built with Node.js ${version}, so its server code runs on it. Amplify supports Node.js 20, 22 and 24.`,
  fix: "Build with Node.js 22 or newer: in the live package updates, or with nvm in the build spec.",
  parameters: { version },
});

/** Amplify sets the framework at the first build. Without it, server code is not deployed. */
export const frameworksAreSet: LiveRule = (snapshot) =>
  !hasServer(snapshot)
    ? []
    : (snapshot.branches ?? [])
        .filter(({ framework, jobs }) => (framework ?? "") === "" && jobs > 0)
        .map(({ name }) =>
          diagnosisOf(["branches", name, "framework"], frameworkMissing(name), {
            evidence: ["the branch was built, and has no framework"],
            command: updateBranch(snapshot, name, "--framework 'Next.js - SSR'"),
          }),
        );

const frameworkMissing = (branch: string): Report => ({
  code: "FRAMEWORK_MISSING",
  severity: "warning",
  message: `The branch ${quoted(branch)} has no framework, although it was built. Amplify may deploy it as static files.`,
  fix: "Set the framework that the branch uses, and deploy it again.",
  parameters: { branch },
});
