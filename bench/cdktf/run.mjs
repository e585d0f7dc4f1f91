/** One synthesis: `node run.mjs <constructs|manual> <output folder>`. Says on stdout how long its two parts took. */
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table/index.js";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { App, TerraformStack } from "cdktf";
import { apps, tableNames } from "../workload.mjs";

const [variant, outdir] = process.argv.slice(2);
const { createApp } = await import(`./${variant}.mjs`);

const start = performance.now();
const app = new App({ outdir });
const stack = new TerraformStack(app, "stack");
new AwsProvider(stack, "aws", { region: "eu-west-1" });
const tables = tableNames.map((name) => {
  const attribute = [{ name: "id", type: "S" }];
  return new DynamodbTable(stack, name, { name, hashKey: "id", billingMode: "PAY_PER_REQUEST", attribute });
});
for (const given of apps) createApp(stack, given, tables);
const constructed = performance.now();
app.synth();
const synthesized = performance.now();

console.log(
  JSON.stringify({
    total: synthesized - start,
    construct: constructed - start,
    synth: synthesized - constructed,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
