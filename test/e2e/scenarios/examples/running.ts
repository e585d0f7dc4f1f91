import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { deployedByTerraform } from "../../../support/cdktf/deployed.js";
import type { TerraformJson } from "../../../support/cdktf/synthesise.js";
import type { DeployedResource } from "../../../support/deployed.js";
import { camelCased, configurations, isSecret } from "../../../support/examples.js";
import { deployedByPulumi } from "../../../support/pulumi/deployed.js";
import { runProgram, transcript } from "../../../support/pulumi/run-program.js";
import {
  type Deployment,
  exampleDeployment,
  type PulumiDeployment,
  TerraformDeployment,
  type Tool,
} from "../../project/deployment.js";
import type { Plan } from "../../project/terraform.js";
import type { Life } from "./scenario.js";

type Values = Readonly<Record<string, string>>;

/** What the tool says before the first deploy. */
export interface FirstPlan {
  /** What a person reads. */
  readonly text: string;
  /** What is done to resources, each word once. */
  readonly actions: readonly string[];
  /** The arguments that are not known by then: `web-app computeRoleArn`. */
  readonly unknown: readonly string[];
}

/** An example in the hands of one tool. */
export interface Running {
  readonly deployment: Deployment;
  /** The project's own constructs in the program. */
  components: readonly string[];
  firstPlan(): Promise<FirstPlan>;
  /** The first deploy, as the example's README has it; what it printed. */
  firstDeploy(): Promise<string>;
  /** What the program asks AWS for, its values being what AWS has given the resources. */
  decided(): Promise<readonly DeployedResource[]>;
  /** By Terraform's names. */
  output(name: string): Promise<string>;
  /** What is kept of the deployment's resources, in JSON. */
  state(): Promise<string>;
  /** The program's other stack of that name; with Pulumi the same one, with what it takes to have the rest in it. */
  beside(stack: string): Promise<Running>;
}

/** What no output and no state may show in clear, of what an example is given. */
export const secretsOf = ({ example, stack }: Life): readonly string[] =>
  Object.entries(wayOf(example, stack).values).flatMap(([name, value]) => (isSecret(name) ? [value] : []));

export async function run(tool: Tool, { example, stack }: Life, values: Values, env: NodeJS.ProcessEnv) {
  const deployment = await exampleDeployment(tool, { example, stack, values }, env);
  return runningOn(deployment, example, stack, values);
}

function runningOn(deployment: Deployment, example: string, stack: string, given: Values): Running {
  const { components, values } = wayOf(example, stack);
  const all = { ...values, ...given };
  return deployment instanceof TerraformDeployment
    ? terraform(deployment, { example, stack, components, values: all })
    : pulumi(deployment as PulumiDeployment, { example, stack, components, values: all });
}

/** Terraform's own file, which is read faster than `terraform show` is. */
interface StateFile {
  readonly outputs: Readonly<Record<string, { readonly value: unknown }>>;
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/** One way to deploy an example, and the values that it is deployed with. */
interface Way {
  readonly example: string;
  readonly stack: string;
  readonly components: readonly string[];
  readonly values: Values;
}

function wayOf(example: string, stack: string) {
  const way = configurations[example]?.find((one) => one.stack === stack);
  if (way === undefined) throw new Error(`There is no stack ${stack} in the example ${example}`);
  return way;
}

function terraform(deployment: TerraformDeployment, { example, stack, components, values }: Way): Running {
  const stacks = (): Readonly<Record<string, TerraformJson>> => {
    const folder = join(deployment.folder, "cdktf.out/stacks");
    const read = (name: string) => JSON.parse(readFileSync(join(folder, name, "cdk.tf.json"), "utf8"));
    return Object.fromEntries(readdirSync(folder).map((name) => [name, read(name)]));
  };
  // Where CDKTF puts it.
  const state = async (): Promise<StateFile> =>
    JSON.parse(await readFile(join(deployment.folder, `terraform.${stack}.tfstate`), "utf8"));
  return {
    deployment,
    components,
    firstPlan: async () => {
      const plan = await (await deployment.ready()).plan();
      const unknown = unknownArguments(plan, stacks()[stack] as TerraformJson).sort();
      return { text: plan.text, actions: [...new Set(Object.values(plan.actions))], unknown };
    },
    firstDeploy: () => deployment.deployWithCdktf(),
    async decided() {
      const { [stack]: json, ...others } = stacks();
      const resources = (await state()).resources;
      const known = new Map(
        resources.map(({ type, name, instances }) => [`${type}.${name}`, instances[0]?.attributes]),
      );
      const attributes = (address: string, attribute: string) => known.get(address)?.[attribute];
      const surroundings = { variables: values, stacks: Object.values(others), attributes };
      return this.components.flatMap((name) =>
        deployedByTerraform(json as TerraformJson, `${stack}/${name}`, surroundings),
      );
    },
    output: async (name) => String((await state()).outputs[name]?.value),
    state: async () => JSON.stringify(await state()),
    beside: async (other) => runningOn(deployment.beside(other), example, other, values),
  };
}

function pulumi(deployment: PulumiDeployment, { example, components, values }: Way): Running {
  const { stack, folder } = deployment;
  const config = camelCased(values);
  return {
    deployment,
    components,
    firstPlan: async () => {
      const { steps, changeSummary = {} } = await stack.previewJson();
      const unknown = steps.flatMap(({ urn, newState }) =>
        unknownIn(newState?.inputs, isSentinel).map((path) => `${nameOf(urn)} ${path}`),
      );
      return {
        text: await stack.preview({ diff: true }),
        actions: Object.keys(changeSummary),
        unknown: unknown.sort(),
      };
    },
    firstDeploy: () => stack.up(),
    async decided() {
      const state = await stack.exportState();
      const known = new Map(state.map(({ urn, id = "", outputs }) => [nameOf(urn), { ...textsIn(outputs), id }]));
      const resourceOutputs = ({ name }: { readonly name: string }) => known.get(name) ?? {};
      const program = await runProgram({ program: folder, dryRun: false, config, resourceOutputs });
      if (program.exitCode !== 0) throw new Error(transcript(program));
      return this.components.flatMap((name) => deployedByPulumi(program.registrations, name));
    },
    output: async (name) => String((await stack.outputs())[Object.keys(camelCased({ [name]: "" }))[0] ?? ""]),
    state: async () => JSON.stringify(await stack.exportState()),
    beside: async (other) => {
      const { pulumiValues = {} } = wayOf(example, other);
      for (const [name, value] of Object.entries(pulumiValues)) await deployment.set(name, value);
      return runningOn(deployment, example, other, { ...values, ...pulumiValues });
    },
  };
}

/** Attributes that another resource may refer to; what is secret lies in the state as an object. */
const textsIn = (outputs: object = {}) =>
  Object.fromEntries(Object.entries(outputs).filter(([, value]) => typeof value === "string"));

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

/** What Pulumi's engine has in the place of a value that is not known yet. */
const isSentinel = (value: unknown) => value === "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const isTrue = (value: unknown) => value === true;

/** Of the arguments that a configuration gives, those that a plan does not know; by the construct's path, in hyphens. */
function unknownArguments({ changes }: Plan, json: TerraformJson): string[] {
  return changes.flatMap(({ type, name, change: { after_unknown: unknown } }) => {
    const { "//": about, ...block } = json.resource[type]?.[name] ?? {};
    const given = Object.fromEntries(Object.keys(block).map((argument) => [argument, unknown[argument]]));
    const place = about?.metadata.path.split("/").slice(1).join("-");
    return unknownIn(given, isTrue).map((path) => `${place} ${path}`);
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
