import { templateOf } from "../terraform/template.js";
import type { ProgramApp } from "./adopt-app.js";
import type { KeptRole, ProgramRole } from "./adopt-role.js";
import { codeOf, Expression, quoted } from "./expression.js";
import type { Tool } from "./tool.js";

/** All that a program contains. */
export interface Program {
  readonly tool: Tool;
  readonly appId: string;
  readonly region: string;
  readonly app: ProgramApp;
  readonly roles: readonly ProgramRole[];
  readonly kept: readonly KeptRole[];
  /** What the first plan changes, and what it leaves. */
  readonly announcements: readonly string[];
}

/** In CDKTF, `${` starts an expression: https://developer.hashicorp.com/terraform/language/expressions/strings */
const escaped = (text: string) => quoted(templateOf(text));

const classOf = ({ type }: ProgramRole) => (type === "service" ? "AmplifyServiceRole" : "AmplifyComputeRole");

/** The source of the program. */
export const programOf = (program: Program): string =>
  program.tool === "pulumi" ? pulumiProgram(program) : cdktfProgram(program);

/** Comments cannot end early: every announcement is in its own line. */
const header = ({ appId, announcements }: Program) =>
  [
    `The Amplify app ${appId}, as amplify-roles adopt found it. The first plan imports it, and:`,
    ...(announcements.length === 0 ? ["changes nothing."] : announcements.map((text) => `- ${text}`)),
  ]
    .map((line) => `// ${line.replaceAll(/[\r\n\u2028\u2029]+/g, " ")}\n`)
    .join("");

function importsOf({ roles }: Program, more: readonly string[]): string {
  const names = ["AmplifySsrApp", ...roles.map(classOf), ...roles.flatMap(({ functions }) => functions), ...more];
  return [...new Set(names)].sort((a, b) => (a.replace("type ", "") < b.replace("type ", "") ? -1 : 1)).join(", ");
}

function cdktfProgram(program: Program): string {
  const { app, roles, region, tool } = program;
  const hasSecrets = app.variables.length > 0;
  const name = String(app.specification.name).replaceAll(/[^A-Za-z0-9_-]+/g, "-") || "app";
  const adopted = roles.map((role) => {
    const id = quoted(`role-${role.name.replaceAll(/[^\w-]+/g, "-")}`);
    const policy = role.policyName === undefined ? "" : `, ${quoted(role.policyName)}`;
    return `adopt(new ${classOf(role)}(stack, ${id}, ${codeOf(role.specification, escaped)}), ${quoted(role.name)}${policy});\n`;
  });
  return `${header(program)}
import { ${importsOf(program, roles.length === 0 ? [] : ["type AmplifyRole"])} } from "@amplify-roles/${tool}";
import { AwsProvider } from "@${tool}/provider-aws/lib/provider";
import { App, TerraformStack${hasSecrets ? ", TerraformVariable" : ""} } from "${tool}";

const app = new App();
const stack = new TerraformStack(app, ${quoted(name)});
new AwsProvider(stack, "aws", { region: ${quoted(region)} });
${
  hasSecrets
    ? `
/** Secrets are not in the program. Set TF_VAR_<name> to the value that the app has. */
const secret = (name: string) => new TerraformVariable(stack, name, { type: "string", sensitive: true }).stringValue;
`
    : ""
}${
  roles.length === 0
    ? ""
    : `
/** Imports a role with its policies. Remove the calls after the first deploy. */
function adopt({ role, policies, attachments }: AmplifyRole, name: string, policyName?: string): void {
  role.importFrom(name);
  for (const attachment of attachments) attachment.importFrom(\`\${name}/\${attachment.policyArnInput}\`);
  if (policyName === undefined) return;
  for (const policy of policies) {
    policy.name = policyName;
    policy.importFrom(\`\${name}:\${policyName}\`);
  }
}

${adopted.join("\n")}`
}
new AmplifySsrApp(stack, ${quoted(name)}, ${codeOf(app.specification, escaped)});

app.synth();
`;
}

function pulumiProgram(program: Program): string {
  const { app, roles, region } = program;
  const hasSecrets = app.variables.length > 0;
  const adopted = roles.map((role) => {
    const policy = role.policyName === undefined ? "" : `, ${quoted(role.policyName)}`;
    const transform = new Expression(`adopted(${quoted(role.name)}${policy})`, undefined);
    return `new ${classOf(role)}(${quoted(`role-${role.name}`)}, ${codeOf({ ...role.specification, transform }, quoted)});\n`;
  });
  return `${header(program)}// The region: pulumi config set aws:region ${region}

import { ${importsOf(program, roles.length === 0 ? [] : ["type Transforms"])} } from "@amplify-roles/pulumi";
${hasSecrets ? 'import { Config } from "@pulumi/pulumi";\n' : ""}${
  hasSecrets
    ? `
/** Secrets are not in the program: pulumi config set --secret <name>, with the value that the app has. */
const config = new Config();
const secret = (name: string) => config.requireSecret(name);
`
    : ""
}${
  roles.length === 0
    ? ""
    : `
/** Imports a role with its policies. Remove it after the first deploy, except the name of the policy. */
const adopted = (name: string, policyName?: string): Transforms => ({
  role: (args, opts) => ({ args, opts: { ...opts, import: name } }),
  rolePolicyAttachment: (args, opts) => ({ args, opts: { ...opts, import: \`\${name}/\${args.policyArn}\` } }),
  ...(policyName === undefined
    ? {}
    : {
        rolePolicy: (args, opts) => ({
          args: { ...args, name: policyName },
          opts: { ...opts, import: \`\${name}:\${policyName}\` },
        }),
      }),
});

${adopted.join("\n")}`
}
new AmplifySsrApp(${quoted(String(app.specification.name))}, ${codeOf(app.specification, quoted)});
`;
}
