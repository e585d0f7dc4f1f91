import { AwsProvider } from "@cdktn/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktn";
import { synthesizeWith, type TerraformJson } from "../cdktf/synthesize.js";

/** What a project's cdktf.json says: write-only arguments need these versions, and without it CDK Terrain refuses them. */
const targetVersions = { terraform: ">=1.11.0", opentofu: ">=1.11.0" };

/** Synthesizes one stack with CDK Terrain. */
export const synthesize = (build: (stack: TerraformStack) => void): TerraformJson =>
  synthesizeWith({ App, TerraformStack, AwsProvider }, build, { targetVersions });
