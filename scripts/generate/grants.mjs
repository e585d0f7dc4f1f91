import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { source } from "../source.mjs";
import { root } from "../steps.mjs";

const { planAmplifyComputeRole } = source("adapter");
const { actionsOf, referencePages } = source("grants/definition");
const { definitions } = source("grants/definitions");
const { toDisplayString, unresolvedPlaceholder } = source("placeholders/placeholder");

const MADE = "Made by `npm run generate` from packages/core/src/grants/services";

/** The grants' page, and what the adapters export of them. */
export function files() {
  return [
    { path: "docs/grants.md", text: page() },
    { path: "packages/cdktf/src/grants.ts", text: cdktfExports() },
    { path: "packages/pulumi/src/grants.ts", text: pulumiExports() },
  ];
}

const names = ["allow", ...definitions.map(({ name }) => name)].sort();

const cdktfExports = () => `// ${MADE}.
export {
${names.map((name) => `  ${name},`).join("\n")}
} from "@amplify-roles/core";
`;

const pulumiExports = () => `// ${MADE}.
import type { Grants } from "@amplify-roles/core";
import { grantsOf } from "@amplify-roles/core/adapter";
import type { Input } from "@pulumi/pulumi";

/** The core's grant functions, for strings that may be Outputs. */
const grants = grantsOf<Input<string>>();

${names
  .map((name) => {
    const comment = docs.get(name)?.comment ?? "/** A statement in IAM's own terms, for what has no function. */";
    return `${comment}\nexport const ${name}: Grants<Input<string>>["${name}"] = grants.${name};\n`;
  })
  .join("")}`;

/** The doc comments of each service: its own, and those of its functions and options by name. */
function readDocs() {
  const folder = join(root, "packages/core/src/grants/services");
  const found = new Map();
  for (const name of readdirSync(folder).filter((each) => each !== "index.ts")) {
    const file = ts.createSourceFile(name, readFileSync(join(folder, name), "utf8"), ts.ScriptTarget.Latest, true);
    const options = new Map();
    const visit = (node) => {
      // `export const dynamodb = functions({ … })`
      const [access] =
        ts.isCallExpression(node) && /\bfunctions$/.test(node.expression.getText()) ? node.arguments : [];
      if (access === undefined) {
        addComment(options, node);
        ts.forEachChild(node, visit);
        return;
      }
      const functions = new Map();
      for (const property of access.properties) addComment(functions, property);
      const statement = node.parent.parent.parent;
      found.set(node.parent.name.getText(), { comment: commentOf(statement), functions, options });
    };
    visit(file);
  }
  return found;
}

function addComment(comments, node) {
  if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return;
  const comment = commentOf(node);
  if (comment !== undefined) comments.set(node.name.getText(), comment);
}

const commentOf = (node) => ts.getJSDocCommentsAndTags(node).at(-1)?.getText();

/** The text of a doc comment, its paragraphs as one line each. */
const textOf = (comment = "") =>
  comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^[ \t]*\* ?/gm, "")
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " "))
    .join("\n\n");

const docs = readDocs();

function page() {
  return `<!-- ${MADE}. -->

# Grants

What each function allows. Nothing else is in the policy.

- Give a resource by its ARN, by an object that names it, or as an array of both. \`*\` and \`?\` in names match several. A name that consists of wildcards only is rejected.
- \`<partition>\`, \`<region>\` and \`<account>\` are the deployment's, unless the object has them.
- For what has no function here, use \`allow({ actions, resources, conditions })\`.

${definitions.map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(" · ")}

${definitions.map(section).join("\n\n")}
`;
}

function section(definition) {
  const { comment, functions: comments, options: optionComments } = docs.get(definition.name);
  const links = referencePages(actionsOf(definition)).map((link) => `[${/list_(.+)\.html/.exec(link)[1]}](${link})`);
  const text = textOf(comment).replaceAll(/,?\s*https:\S+\/service-authorization\/\S+\.html/g, "");
  const reference = `Service Authorization Reference: ${links.join(", ")}`;
  const options = Object.keys(definition.options).map((name) => `- \`${name}\`: ${textOf(optionComments.get(name))}`);
  const described = options.length === 0 ? [] : ["Options:", options.join("\n")];
  const functions = Object.entries(definition.access).map(([name, level]) =>
    entry(definition, name, level, textOf(comments.get(name))),
  );
  return [`## ${definition.name}`, text, reference, ...described, ...functions].join("\n\n");
}

function entry(definition, name, level, purpose) {
  const required = level.options.filter((option) => definition.options[option].required);
  const statements = (given, form) => policyOf(definition, name, level, given, form);
  const plain = statements(required);
  const otherForms = level.resourceTypes.flatMap(({ named }) =>
    named
      .slice(1)
      .map(
        ({ keys }, index) => `By \`{ ${Object.keys(keys).join(", ")} }\`:\n\n${table(statements(required, index + 1))}`,
      ),
  );
  const variants = level.options
    .filter((option) => !required.includes(option))
    .map((option) => ({ option, changed: statements([...required, option]).filter((row) => !plain.includes(row)) }))
    .filter(({ changed }) => changed.length > 0)
    .map(({ option, changed }) => `With \`${option}\`:\n\n${table(changed)}`);
  const heading = `### ${definition.name}.${name}`;
  const call = `\`${signature(definition, name, level, required)}\``;
  const types = level.resourceTypes.map(forms);
  return [heading, purpose, call, ...types, table(plain), ...otherForms, ...variants].join("\n\n");
}

/** How a resource of a type is given: `API: its ARN, or { apiId }`. */
const forms = ({ name, named }) =>
  `${name}: its ARN${named.map(({ keys }) => `, or \`{ ${Object.keys(keys).join(", ")} }\``).join("")}`;

function signature(definition, name, { options, resourceTypes }, required) {
  const resource = resourceTypes.length === 0 ? [] : [resourceTypes.map((type) => type.name).join(" | ")];
  const named = options.map((option) => (required.includes(option) ? option : `${option}?`));
  const given = options.length === 0 ? [] : [`{ ${named.join(", ")} }`];
  return `${definition.name}.${name}(${[...resource, ...given].join(", ")})`;
}

const table = (rows) => `| actions | resources | conditions |\n| --- | --- | --- |\n${rows.join("\n")}`;

/** The rows of the policy that a function expands to, with placeholders for what it is given. */
function policyOf(definition, access, level, options, form = 0) {
  const labels = [];
  const placeholder = (label) => unresolvedPlaceholder(labels.push(label) - 1);
  const plan = (resources, given) =>
    planAmplifyComputeRole("docs", { grants: [{ grant: definition.name, access, resources, options: given }] });
  const works = (resources, given) => {
    try {
      plan(resources, given);
      return true;
    } catch {
      return false;
    }
  };
  const resources = level.resourceTypes.map(({ named }) => nameOf(named[form], placeholder));
  // An option is a string or an array, and the plan needs all that are required.
  const shapes = options.reduce(
    (found, option) => {
      const text = placeholder(option);
      return found.flatMap((given) => [
        { ...given, [option]: text },
        { ...given, [option]: [text] },
      ]);
    },
    [{}],
  );
  const given = shapes.find((shape) => works(resources, shape));
  if (given === undefined) throw new Error(`No placeholders fit ${definition.name}.${access}.`);
  const role = plan(resources, given).resources.find(({ type }) => type === "aws_iam_role_policy");
  return role.arguments.policy.Statement.map((statement) => row(statement, labels));
}

/** A resource by its name. If a name must start with known text, that is a slash. */
function nameOf({ keys, known = {} }, placeholder) {
  return Object.fromEntries(
    Object.keys(keys).map((key) => [key, `${known[key] === undefined ? "" : "/"}${placeholder(key)}`]),
  );
}

function row({ Action, Resource, Condition = {} }, labels) {
  const readable = (text) => toDisplayString(text, (index) => `<${labels[index]}>`);
  const lines = (value) => [value].flat().map((text) => `\`${readable(text)}\``);
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `\`${operator}\` \`${key}\`: ${lines(values).join(", ")}`),
  );
  return `| ${[lines(Action), lines(Resource), conditions].map((cell) => cell.join("<br>")).join(" | ")} |`;
}
