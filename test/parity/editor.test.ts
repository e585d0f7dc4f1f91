import { serviceOf } from "@amplify-roles/service-reference";
import { beforeAll, describe, expect, test } from "vitest";
import { actionsOf, referencePages } from "../../packages/core/src/grants/definition.js";
import { definitions } from "../../packages/core/src/grants/definitions.js";
import { type Editor, editorOf } from "./editor.js";

/** A program that uses the grant functions of a tool. `Text` is what the tool accepts as a string. */
const program = (tool: string, Text: string) => `
import { bedrock, dynamodb, s3, ssm, stepFunctions } from "@amplify-roles/${tool}";
import type { Output } from "@pulumi/pulumi";
declare const text: ${Text};
dynamodb.read(text, { indexes: [text] });
dynamodb.write([{ name: text, region: text }, "arn:aws:dynamodb:eu-west-1:123456789012:table/orders"], { kmsKey: text });
dynamodb.readStream("", { });
bedrock.invokeInferenceProfile({ profileId: text }, { models: [{ modelId: text }, text] });
s3.read({ accessPoint: text, account: text });
ssm.read({ path: text });
stepFunctions.sendTask();
`;

/** The same with errors, one a line. */
const wrong = (tool: string) => `
import { bedrock, cloudWatch, dynamodb, kms } from "@amplify-roles/${tool}";
dynamodb.read("a", { index: ["by-date"] });
dynamodb.readStream("a", { indexes: [] });
dynamodb.read({ nam: "a" });
dynamodb.read(5);
kms.decrypt("a", { kmsKey: "a" });
cloudWatch.putMetrics();
bedrock.invokeInferenceProfile("a", {});
dynamodb.scan("a");
`;

/** Names every function of every service, to hover over. */
const everyFunction = `
import * as core from "@amplify-roles/core";
${definitions
  .flatMap(({ name, access }) => [`core.${name};`, ...Object.keys(access).map((level) => `core.${name}.${level};`)])
  .join("\n")}
`;

const TOOLS = [
  ["core", "string"],
  ["cdktf", "string"],
  ["pulumi", "Output<string>"],
] as const;

let editor: (name: string) => Editor;
beforeAll(() => {
  editor = editorOf({
    everyFunction,
    ...Object.fromEntries(TOOLS.map(([tool, Text]) => [tool, program(tool, Text)])),
    ...Object.fromEntries(TOOLS.map(([tool]) => [`wrong-${tool}`, wrong(tool)])),
  });
  for (const [tool] of TOOLS) editor(tool).errors();
}, 300_000);

describe.each(TOOLS)("an editor that uses the published %s", (tool) => {
  test("accepts a program", () => expect(editor(tool).errors()).toEqual([]));

  test.each([
    ["dynamodb, s3", "DynamoDB. https://docs.aws.amazon.com/service-authorization/latest/reference/list_dynamodb.html"],
    ["dynamodb.|read(text", "Reads, queries and scans items, in the table and its indexes."],
    [
      "indexes: [text]",
      "The indexes that can be queried and scanned. Default: all of the table's. An empty array: none.",
    ],
    ["kmsKey: text", "ARN of the customer-managed key that encrypts the table."],
    ["name: text", "The table's name. `*` and `?` match several: `my-app-*`."],
    ["region: text", "`eu-west-1`. Default: the deployment's."],
    ["modelId: text", "The model's id: `anthropic.claude-3-haiku-20240307-v1:0`. `*` and `?` match several."],
    ["path: text", "All parameters under this path: `/web/prod`."],
  ])("shows the documentation of %s", (text, documentation) => {
    expect(editor(tool).hover(text).documentation).toBe(documentation);
  });

  test("shows what a function takes", () => {
    const Text = tool === "pulumi" ? "Input<string>" : "string";
    const declaration = editor(tool).hover("dynamodb.|read(text").declaration.replaceAll(/\s+/g, " ");
    expect(declaration).toBe(
      `(property) read: (resource: OneOrMore<${Text} | WithArn<${Text}> | ({ readonly name: ${Text}; } & ArnScope<${Text}>)>, options?: { readonly indexes?: readonly ${Text}[]; readonly leadingKeys?: readonly ${Text}[]; readonly kmsKey?: ${Text} | WithArn<${Text}>; } | undefined) => Grant<${Text}>`,
    );
  });

  test("completes functions, options and names", () => {
    const { completions } = editor(tool);
    expect(completions("dynamodb.")).toEqual([
      "partiqlRead",
      "partiqlWrite",
      "read",
      "readStream",
      "readWrite",
      "write",
    ]);
    expect(completions('dynamodb.readStream("", { ')).toEqual(["kmsKey"]);
    expect(completions("ssm.read({ ")).toEqual(expect.arrayContaining(["account", "name", "partition", "region"]));
  });

  test("names what is wrong in a program", () => {
    expect(editor(`wrong-${tool}`).errors()).toEqual(
      [
        /'index' does not exist in type '{ readonly indexes\?: .* Did you mean to write 'indexes'\?$/,
        /'indexes' does not exist in type '{ readonly kmsKey\?: [^;]+; }'.$/,
        /'nam' does not exist in type .*{ readonly name: /,
        /^Argument of type 'number' is not assignable to parameter of type 'OneOrMore</,
        /^Expected 1 arguments, but got 2.$/,
        /^Expected 1 arguments, but got 0.$/,
        /Property 'models' is missing in type '{}' but required in type '{ readonly models: /,
        /^Property 'scan' does not exist on type /,
      ].map((pattern) => expect.stringMatching(pattern)),
    );
  });
});

/** The words of a text that are names of actions of a service. */
const actionsNamedIn = (text: string, prefix: string) =>
  (text.match(/\w+/g) ?? [])
    .filter((word) => serviceOf(prefix)?.actions.some(({ name }) => name === `${prefix}:${word}`))
    .map((word) => `${prefix}:${word}`);

test("the names of actions in a text are found", () => {
  const text = "Reads items (`GetItem`, Query), does not PutItem. Reads.";
  expect(actionsNamedIn(text, "dynamodb")).toEqual(["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"]);
});

describe.each(definitions.map((definition) => [definition.name, definition] as const))(
  "the doc comments of %s",
  (service, { access }) => {
    const documentation = (text: string) => editor("everyFunction").hover(text).documentation;

    test("name its pages of the Service Authorization Reference", () => {
      const pages = documentation(`core.|${service};`).match(/https:\S+\/service-authorization\/\S+\.html/g);
      expect(pages).toEqual(referencePages(actionsOf({ access })));
    });

    test.each(Object.entries(access))(
      "%s says what it is for, and names no action that it does not allow",
      (name, level) => {
        const text = documentation(`core.${service}.|${name};`);
        expect(text).toMatch(/^[A-Z].+\.|^[A-Z].+\n/);
        const actions = actionsOf({ access: { [name]: level } });
        const prefixes = new Set(actions.map((action) => action.replace(/:.*/, "")));
        const named = [...prefixes].flatMap((prefix) => actionsNamedIn(text, prefix));
        expect(named.filter((action) => !actions.includes(action))).toEqual([]);
      },
    );
  },
);
