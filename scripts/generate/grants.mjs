import { source } from "../source.mjs";

const { planAmplifyComputeRole } = source("adapter");
const { definitions } = source("grants/services/index");
const { resourceTypesOf } = source("grants/definition");
const { unresolvedPlaceholder } = source("placeholders/placeholder");

/** What the tables do not show, by service or function. */
const NOTES = {
  s3: "What is granted on an access point the bucket's own policy has to allow too, or [delegate to access points](https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html); so too for [Multi-Region Access Points](https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html), whose location there is none to ask for.",
  "ses.sendTemplated": "With `fromAddresses` there is no `ses:SendBulkEmail`, which does not honour them.",
  ssm: "What AWS publishes under `/aws/service` is in no account: its ARNs have none, by name or by path either.",
  "stepFunctions.sendTask": "Tasks are no resource: whoever has a task's token answers it.",
};
const noteOn = (name) => (Object.hasOwn(NOTES, name) ? [NOTES[name]] : []);

/** docs/grants.md: every function that makes grants, and what it comes to. */
export function files() {
  const text = `<!-- Made by \`npm run generate\` from packages/core/src/grants/services. -->

# Grants

What each function allows, exactly: nothing else is in the policy. A resource is given by its ARN, by an object that names it, or as a list of either; \`*\` and \`?\` in names match many, and a name of wildcards only is refused. \`<partition>\`, \`<region>\` and \`<account>\` are the deployment's, unless the object gives them. For what has no function here there is \`allow({ actions, resources, conditions })\`.

${definitions.map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(" · ")}

${definitions.map(section).join("\n\n")}
`;
  return [{ path: "docs/grants.md", text }];
}

function section(definition) {
  const functions = Object.entries(definition.access).map(([name, level]) => entry(definition, name, level));
  const page = `[Service Authorization Reference](${definition.page})`;
  return [`## ${definition.name}`, page, ...noteOn(definition.name), ...functions].join("\n\n");
}

function entry(definition, name, level) {
  const options = level.options ?? Object.keys(definition.options);
  const required = level.required ?? [];
  const statements = (given, form) => policyOf(definition, name, level, given, form);
  const plain = statements(required);
  const otherForms = resourceTypesOf(definition, level).flatMap(({ named }) =>
    named
      .slice(1)
      .map(
        ({ keys }, index) => `By \`{ ${Object.keys(keys).join(", ")} }\`:\n\n${table(statements(required, index + 1))}`,
      ),
  );
  const variants = options
    .filter((option) => !required.includes(option))
    .map((option) => ({ option, changed: statements([...required, option]).filter((row) => !plain.includes(row)) }))
    .filter(({ changed }) => changed.length > 0)
    .map(({ option, changed }) => `With \`${option}\`:\n\n${table(changed)}`);
  const heading = `### ${definition.name}.${name}`;
  const call = `\`${signature(definition, name, level, options, required)}\``;
  const kinds = resourceTypesOf(definition, level).map(forms);
  const notes = noteOn(`${definition.name}.${name}`);
  return [heading, call, ...kinds, ...notes, table(plain), ...otherForms, ...variants].join("\n\n");
}

/** How a kind of resource is given: `API: its ARN, or { apiId }`. */
const forms = ({ name, named }) =>
  `${name}: its ARN${named.map(({ keys }) => `, or \`{ ${Object.keys(keys).join(", ")} }\``).join("")}`;

function signature(definition, name, level, options, required) {
  const kinds = resourceTypesOf(definition, level);
  const resource = kinds.length === 0 ? [] : [kinds.map(({ name: type }) => type).join(" | ")];
  const named = options.map((option) => (required.includes(option) ? option : `${option}?`));
  const given = options.length === 0 ? [] : [`{ ${named.join(", ")} }`];
  return `${definition.name}.${name}(${[...resource, ...given].join(", ")})`;
}

const table = (rows) => `| actions | resources | conditions |\n| --- | --- | --- |\n${rows.join("\n")}`;

/** The rows of the policy that a function comes to, with placeholders for what is given to it. */
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
  const resources = resourceTypesOf(definition, level).map(({ named }) => nameOf(named[form], placeholder));
  // An option takes text or a list, and all that are required are needed for the plan to be made.
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
  const role = plan(resources, given).resources.find(({ kind }) => kind === "aws_iam_role_policy");
  return role.arguments.policy.Statement.map((statement) => row(statement, labels));
}

/** A resource by its name. Where a name has to begin with known text, that is a slash. */
function nameOf({ keys, known = {} }, placeholder) {
  return Object.fromEntries(
    Object.keys(keys).map((key) => [key, `${known[key] === undefined ? "" : "/"}${placeholder(key)}`]),
  );
}

function row({ Action, Resource, Condition = {} }, labels) {
  const readable = (text) =>
    text
      .replace(/\uE000late:(\d+)\uE001/g, (_, index) => `<${labels[index]}>`)
      .replace(/\uE000lookup:(\w+)\uE001/g, (_, lookup) => `<${lookup}>`);
  const lines = (value) => [value].flat().map((text) => `\`${readable(text)}\``);
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `\`${operator}\` \`${key}\`: ${lines(values).join(", ")}`),
  );
  return `| ${[lines(Action), lines(Resource), conditions].map((cell) => cell.join("<br>")).join(" | ")} |`;
}
