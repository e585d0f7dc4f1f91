import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** The synthesized configuration: `resource.<type>.<name>.<argument>`. */
export interface TerraformJson {
  readonly resource: Readonly<Record<string, Readonly<Record<string, TerraformBlock>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, TerraformBlock>>>>;
  readonly import?: readonly { readonly id: string; readonly to: string }[];
  readonly variable?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

export type TerraformBlock = Readonly<Record<string, unknown>> & {
  readonly "//": { readonly metadata: { readonly path: string } };
};

/** What synthesizes: CDKTF, or CDK Terrain, whose classes have the same names. */
export interface Synthesizer<Stack> {
  readonly App: new (config: { outdir: string; context?: Record<string, unknown> }) => { synth(): void };
  readonly TerraformStack: new (app: never, id: string) => Stack;
  readonly AwsProvider: new (stack: never, id: string, config: { region: string }) => unknown;
}

/** Synthesizes one stack as an app's main program does (`App.synth`, not the shorter way of `Testing.synth`). */
export const synthesize = (build: (stack: TerraformStack) => void): TerraformJson =>
  synthesizeWith({ App, TerraformStack, AwsProvider }, build);

export function synthesizeWith<Stack>(
  { App, TerraformStack, AwsProvider }: Synthesizer<Stack>,
  build: (stack: Stack) => void,
  context?: Record<string, unknown>,
): TerraformJson {
  const outdir = mkdtempSync(join(tmpdir(), "amplify-roles-synth-"));
  try {
    const app = new App({ outdir, ...(context === undefined ? {} : { context }) });
    const stack = new TerraformStack(app as never, "stack");
    new AwsProvider(stack as never, "aws", { region: "eu-west-1" });
    build(stack);
    app.synth();
    return JSON.parse(readFileSync(join(outdir, "stacks/stack/cdk.tf.json"), "utf8"));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** What the synthesis tells about a construct: `@cdktf/warn …`. */
export function annotationsOf(build: (stack: TerraformStack) => Construct): readonly string[] {
  const made: Construct[] = [];
  synthesize((stack) => {
    made.push(build(stack));
  });
  return made.flatMap(({ node }) => node.metadata.map(({ type, data }) => `${type} ${data}`));
}
