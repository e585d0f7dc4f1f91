import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { accessText } from "../../packages/cli/src/render/text.js";
import { explainTerraform } from "../../packages/cli/src/terraform/explain-terraform.js";
import { deployedByTerraform } from "../../test/support/cdktf/deployed.js";
import { camelCased, configurations } from "../../test/support/examples.js";
import { deployedByPulumi } from "../../test/support/pulumi/deployed.js";
import { runExample } from "../../test/support/pulumi/run-example.js";
import { root } from "../../test/support/repository.js";
import { resourceTable } from "./tables.js";
import { synthesizeDefault, validate } from "./terraform.js";

const heading = (text: string) => console.log(`\n${text}\n${"─".repeat(text.length)}`);

async function demo(): Promise<boolean> {
  const [example] = configurations["new-app"] ?? [];
  if (example === undefined) throw new Error("The default example has no values to run with");
  heading("1. cdktf synth: the default example for Terraform");
  const { json, file, command, reason } = synthesizeDefault(root, example.stack);
  const terraform = deployedByTerraform(json, `${example.stack}/web`, { variables: example.values });
  if (reason !== undefined)
    console.log(`Skipped: the cdktf CLI (${reason}). Used \`${command}\`, which gives the same.`);
  console.log(`Written to ${file}`);
  console.log(validate(root, example.stack));

  heading("2. The same specification as a Pulumi program, run by Pulumi's own Node.js runner");
  const { registrations } = await runExample(join(root, "examples/pulumi/new-app"), camelCased(example.values));
  const pulumi = deployedByPulumi(registrations, "web").map(({ arguments: { region: _, ...args }, ...others }) => ({
    ...others,
    arguments: args,
  }));
  console.log(`${registrations.length} resources registered (with a stand-in for AWS, which creates nothing).`);

  heading("3. What would be created for the app");
  console.log(resourceTable(terraform));

  heading("4. Who may do what, on which branch");
  console.log(accessText(explainTerraform({ [example.stack]: json })));
  console.log("As a page to look at:  node packages/cli/dist/main.cjs explain cdktf.out -o access.html");

  heading("5. Do both tools agree?");
  const agree = isDeepStrictEqual(pulumi, terraform);
  console.log(
    agree
      ? `Yes: all ${terraform.length} resources, with every argument, policy and dependency, are the same.`
      : "No. `npm test -- test/parity` shows where they differ.",
  );

  heading("What to type next");
  if (reason !== undefined) console.log(`npx cdktf does not run here: ${reason}.\n`);
  console.log(`With AWS credentials, deploy this example from here:

  Terraform:  export TF_VAR_github_token=… TF_VAR_database_password=… TF_VAR_api_token=…
              npx cdktf diff
              npx cdktf deploy
  Pulumi:     pulumi stack init dev
              pulumi config set --secret githubToken …      (and databasePassword, apiToken)
              pulumi up

or copy a folder of examples/ and make it yours:

  cp -r examples/cdktf/new-app ../my-app && npm run pack -- ../my-app
  cd ../my-app && npm install ./amplify-roles-*.tgz
  npx cdktf deploy`);
  return agree;
}

process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
  // Whoever reads the output, as `head` does, may have seen enough.
  if (code !== "EPIPE") console.error(`The output cannot be written (${code}).`);
  process.exit(code === "EPIPE" ? 0 : 1);
});
demo().then(
  (agree) => {
    process.exitCode = agree ? 0 : 1;
  },
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
