import { dynamodb } from "@pulumi/aws";

// The program is copied to be run, so what it is about is named by the environment.
const { apps, tableNames } = await import(process.env.BENCH_WORKLOAD);
const { createApp } = await import(process.env.BENCH_CREATE_APP);

const tables = tableNames.map((name) => {
  const attributes = [{ name: "id", type: "S" }];
  return new dynamodb.Table(name, { name, hashKey: "id", billingMode: "PAY_PER_REQUEST", attributes });
});
for (const app of apps) createApp(app, tables);
