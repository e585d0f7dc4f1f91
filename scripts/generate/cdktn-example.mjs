/** examples/cdktn: the program of examples/cdktf/new-app and its test, with CDK Terrain's imports. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { forCdktn } from "../cdktn-source.mjs";
import { root } from "../steps.mjs";

const FROM = "examples/cdktf/new-app";
const TO = "examples/cdktn/new-app";

/** CDK Terrain refuses write-only arguments unless the program says that Terraform is new enough for them. */
const APP = ["new App()", 'new App({ context: { targetVersions: { terraform: ">=1.11.0", opentofu: ">=1.11.0" } } })'];

export const files = () =>
  ["main.ts", "permissions.test.ts", "tsconfig.json"].map((name) => ({
    path: `${TO}/${name}`,
    text: forCdktn(readFileSync(join(root, FROM, name), "utf8")).replace(...APP),
  }));
