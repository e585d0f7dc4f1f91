import { source } from "../source.mjs";

const { codes } = source("findings/codes");

/** docs/errors.md: every code with what it comes from and what helps. Each finding links to its heading. */
export function files() {
  const names = Object.keys(codes).sort();
  const entry = (name) => `## ${name}\n\n${codes[name].cause}\n\n**Cure.** ${codes[name].cure}\n`;
  const text = `<!-- Made by \`npm run generate\` from packages/core/src/findings/codes.ts. -->

# Errors and warnings

Everything that is wrong with a specification is found at synth (CDKTF) or in the constructor (Pulumi), in one pass, and thrown as one \`SpecificationError\` before anything is created. Each finding has its place in the specification, what is wrong, what to write instead, and one of the codes below. Warnings stop nothing: CDKTF shows them as annotations, Pulumi in its log. \`npx amplify-roles lint\` finds the same in a policy's JSON.

${names.map((name) => `[${name}](#${name.toLowerCase()})`).join(" · ")}

${names.map(entry).join("\n")}`;
  return [{ path: "docs/errors.md", text }];
}
