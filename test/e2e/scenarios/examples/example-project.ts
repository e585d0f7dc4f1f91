import { join } from "node:path";
import { deployedByTerraform } from "../../../support/cdktf/deployed.js";
import type { TerraformJson } from "../../../support/cdktf/synthesize.js";
import type { DeployedResource } from "../../../support/deployed.js";
import { camelCased, configurations, isSecret } from "../../../support/examples.js";
import { deployedByPulumi } from "../../../support/pulumi/deployed.js";
import { runProgram, transcript } from "../../../support/pulumi/run-program.js";
import { workspaceFolder } from "../../project/folders.js";
import type { TerraformPlan } from "../../project/plans.js";
import type { CommandResult } from "../../project/processes.js";
import type { Project, Tool } from "../../project/project.js";
import { PulumiProject } from "../../project/pulumi.js";
import { type TerraformOptions, TerraformProject } from "../../project/terraform.js";
import type { Scenario } from "./scenario.js";

type Values = Readonly<Record<string, string>>;

/** What the tool says before the first deploy. */
export interface FirstPlan {
  /** What people read. */
  readonly text: string;
  /** What is done to resources, each action once. */
  readonly actions: readonly string[];
  /** The arguments that are known only after deploy: `web-app computeRoleArn`. */
  readonly unknown: readonly string[];
}

/** A project with one of the repository's examples. */
export interface ExampleProject {
  readonly project: Project;
  /** The package's own constructs in the program. */
  components: readonly string[];
  firstPlan(): Promise<FirstPlan>;
  /** The first deploy. */
  firstDeploy(): Promise<CommandResult>;
  /** What the program asks AWS for, with the values that AWS has given to the resources. */
  decided(): Promise<readonly DeployedResource[]>;
  /** By Terraform's names. */
  output(name: string): Promise<string>;
  /** The program's other stack of that name. With Pulumi it is the same one, with the values that add the rest to it. */
  nextTo(stack: string): Promise<ExampleProject>;
}

/** What no output may show in clear text. */
export const secretsOf = ({ example, stack }: Scenario): readonly string[] =>
  Object.entries(configurationOf(example, stack).values).flatMap(([name, value]) => (isSecret(name) ? [value] : []));

/** The values that an example is given with a tool: those of `test/support/examples.ts`, and these by Terraform's names. */
export function valuesOf(tool: Tool, example: string, stack: string, more: Values = {}): Values {
  const { values, pulumiValues } = configurationOf(example, stack);
  const all = { ...values, ...more };
  return tool === "terraform" ? all : { ...camelCased(all), ...pulumiValues };
}

/** The folder of an example. */
export const exampleFolder = (tool: Tool, example: string): string =>
  join(workspaceFolder, "examples", tool === "terraform" ? "cdktf" : "pulumi", example);

/** A copy of an example, to be deployed to the AWS of an environment. */
export async function createExample(
  tool: Tool,
  { example, stack }: Pick<Scenario, "example" | "stack">,
  env: NodeJS.ProcessEnv,
  more: Values = {},
  settings: Pick<TerraformOptions, "binary" | "provider"> = {},
): Promise<ExampleProject> {
  const { components } = configurationOf(example, stack);
  const values = valuesOf(tool, example, stack, more);
  const options = { program: exampleFolder(tool, example), values, env };
  if (tool === "terraform") {
    return ofTerraform(await TerraformProject.create({ ...options, ...settings, stack }), {
      example,
      stack,
      components,
      values,
    });
  }
  return ofPulumi(await PulumiProject.create(options), { example, stack, components, values });
}

function configurationOf(example: string, stack: string) {
  const found = configurations[example]?.find((one) => one.stack === stack);
  if (found === undefined) throw new Error(`There is no stack ${stack} in the example ${example}`);
  return found;
}

interface Given {
  readonly example: string;
  readonly stack: string;
  readonly components: readonly string[];
  readonly values: Values;
}

function ofTerraform(project: TerraformProject, { example, stack, components, values }: Given): ExampleProject {
  return {
    project,
    components,
    firstPlan: async () => {
      const plan = await project.fullPlan();
      const unknown = unknownArguments(plan, (await project.synthesized())[stack] as TerraformJson).sort();
      return { text: plan.text, actions: [...new Set(Object.values(plan.actions))], unknown };
    },
    firstDeploy: project.deploy,
    async decided() {
      const { [stack]: json, ...others } = await project.synthesized();
      const { resources } = await project.readState();
      const known = new Map(
        resources.map(({ type, name, instances }) => [`${type}.${name}`, instances[0]?.attributes]),
      );
      const attributes = (address: string, attribute: string) => known.get(address)?.[attribute];
      const environment = { variables: values, stacks: Object.values(others), attributes };
      return this.components.flatMap((name) =>
        deployedByTerraform(json as TerraformJson, `${stack}/${name}`, environment),
      );
    },
    output: async (name) => String((await project.outputs())[name]),
    nextTo: async (other) => {
      const { components: others, values: more } = configurationOf(example, other);
      const given = { example, stack: other, components: others, values: { ...more, ...values } };
      return ofTerraform(project.stack(other), given);
    },
  };
}

function ofPulumi(project: PulumiProject, { example, components, values }: Given): ExampleProject {
  return {
    project,
    components,
    firstPlan: async () => {
      const { steps, changeSummary = {} } = await project.fullPlan();
      const unknown = steps.flatMap(({ urn, newState }) =>
        unknownIn(newState?.inputs, isSentinel).map((path) => `${nameOf(urn)} ${path}`),
      );
      const text = (await project.preview()).output;
      return { text, actions: Object.keys(changeSummary), unknown: unknown.sort() };
    },
    firstDeploy: project.deploy,
    async decided() {
      const state = await project.resources();
      const known = new Map(state.map(({ urn, id = "", outputs }) => [nameOf(urn), { ...textsIn(outputs), id }]));
      const resourceOutputs = ({ name }: { readonly name: string }) => known.get(name) ?? {};
      const program = await runProgram({ program: project.folder, dryRun: false, config: values, resourceOutputs });
      if (program.exitCode !== 0) throw new Error(transcript(program));
      return this.components.flatMap((name) => deployedByPulumi(program.registrations, name));
    },
    output: async (name) => String((await project.outputs())[Object.keys(camelCased({ [name]: "" }))[0] ?? ""]),
    nextTo: async (other) => {
      const { components: others, pulumiValues = {} } = configurationOf(example, other);
      await project.set(pulumiValues);
      const given = { example, stack: other, components: others, values: { ...values, ...pulumiValues } };
      return ofPulumi(project, given);
    },
  };
}

/** Attributes that another resource may refer to. A secret is an object in the state. */
const textsIn = (outputs: object = {}) =>
  Object.fromEntries(Object.entries(outputs).filter(([, value]) => typeof value === "string"));

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

/** What Pulumi's engine has for a value that is known only after deploy. */
const isSentinel = (value: unknown) => value === "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const isTrue = (value: unknown) => value === true;

/** The arguments in a configuration that a plan does not know, by the construct's path with hyphens. */
function unknownArguments({ changes }: TerraformPlan, json: TerraformJson): string[] {
  return changes.flatMap(({ type, name, change: { after_unknown: unknown } }) => {
    const { "//": about, ...block } = json.resource[type]?.[name] ?? {};
    const given = Object.fromEntries(Object.keys(block).map((argument) => [argument, unknown[argument]]));
    const construct = about?.metadata.path.split("/").slice(1).join("-");
    return unknownIn(given, isTrue).map((path) => `${construct} ${path}`);
  });
}

/** The paths of the unknown leaves of a value. */
function unknownIn(value: unknown, isUnknown: (leaf: unknown) => boolean, path = ""): string[] {
  if (isUnknown(value)) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    unknownIn(one, isUnknown, path === "" ? name : `${path}.${name}`),
  );
}
