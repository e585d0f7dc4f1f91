/**
 * One run of the whole program: `node run.mjs <components|manual> [file for the requests]`. Says on stdout how long it
 * took, from the program's first line until everything is registered.
 */
import { writeFileSync } from "node:fs";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { apps, tableNames } from "../workload.mjs";
import { Monitor } from "./monitor.mjs";

const [variant, file] = process.argv.slice(2);
const { createApp } = await import(`./${variant}.mjs`);
const monitor = new Monitor();
await pulumi.runtime.setMocks({}, "bench", "test");
pulumi.runtime.setMockOptions(monitor, "bench", "test");

const start = performance.now();
let constructed = 0;
await pulumi.runtime.runInPulumiStack(async () => {
  const tables = tableNames.map((name) => {
    const attributes = [{ name: "id", type: "S" }];
    return new aws.dynamodb.Table(name, { name, hashKey: "id", billingMode: "PAY_PER_REQUEST", attributes });
  });
  for (const app of apps) createApp(app, tables);
  constructed = performance.now();
});
await pulumi.runtime.disconnect();
const registered = performance.now();

if (file !== undefined) writeFileSync(file, monitor.record());
console.log(
  JSON.stringify({
    total: registered - start,
    program: constructed - start,
    rest: registered - constructed,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
