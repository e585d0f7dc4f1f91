import { TerraformStack, Testing } from "cdktf";
import { expect, it } from "vitest";
import { jsonTemplate, leafParts } from "../../../packages/cdktf/src/expressions.js";
import { TerraformProject } from "../project/terraform.js";
import { describeWith, hasTerraform } from "../project/tools.js";

const partsIn = leafParts({ stack: new TerraformStack(Testing.app(), "test"), provider: undefined });
const A = 'A"\n';

/** Text as a program writes it, and what it is in AWS. */
const TEXTS: readonly (readonly [text: string, value: string | number])[] = [
  // A shell's expansions and IAM's variables are plain text.
  ...["${VAR%.*}", "${#VAR}", "${!VAR}", "${VAR/a/b}", "${VAR^^}", "${}", "${ARR[0]} ${VAR:-${OTHER}} ${VAR:-x}"].map(
    (text) => [text, text] as const,
  ),
  ...["a ${ unclosed", "%{User-Agent}i %{http_code}", "%{ if without", "%{ if true }a", "%{ endif }"].map(
    (text) => [text, text] as const,
  ),
  ["${aws:username} ${*} ${?} ${$}", "${aws:username} ${*} ${?} ${$}"],
  ['\b\f\\ " é', '\b\f\\ " é'],
  // Terraform's expressions and directives are its own.
  ["${var.a}\b\f\\ %{x ${y}", `${A}\b\f\\ %{x \${y}`],
  ['say "${NODE_ENV}"%{ if true } "${var.a}"%{ endif }', `say "\${NODE_ENV}" "${A}"`],
  ['%{ for k in ["a","b"] }${k},%{ endfor }', "a,b,"],
  ["${~ var.a ~}", A],
  ["${1 + 2}", 3],
  ['${join(",", [for k in ["x"] : "${k}!"])}', "x!"],
  ['${{ a = 1, "b" : var.a }["b"]}', A],
  ['%{ if var.a == "x" ~} ${NODE} %{ else }b%{ endif }', "b"],
];

describeWith([hasTerraform], "text that looks like Terraform's template syntax", () => {
  it("is read by Terraform as the adapter reads it, as an argument and in a document", async () => {
    const terraform = await TerraformProject.ofConfiguration(process.env, "own");
    const written = TEXTS.map(([text]) =>
      (partsIn(text) ?? [text]).map((part) => (typeof part === "string" ? part : String(part.unresolved))).join(""),
    );
    await terraform.configure({
      variable: { a: { type: "string", default: A } },
      output: Object.fromEntries(
        written.flatMap((text, index) => [
          [`text${index}`, { value: text }],
          [`json${index}`, { value: jsonTemplate([text]) }],
        ]),
      ),
    });
    await terraform.deploy();
    const outputs = await terraform.outputs();
    TEXTS.forEach(([text, value], index) => {
      expect(outputs[`text${index}`], text).toBe(value);
      expect(JSON.parse(String(outputs[`json${index}`])), text).toEqual([value]);
    });
    await terraform.remove();
  });
});
