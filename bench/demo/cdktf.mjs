import * as constructs from "@amplify-roles/cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { App, ref, TerraformStack, Token } from "cdktf";
import { demo } from "./specification.mjs";

/** The app alone: what the example has next to it, such as its table, is referred to by name. */
export function synthesize(outdir) {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "web");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  new constructs.AmplifySsrApp(
    stack,
    "web",
    demo(constructs, (name) => Token.asString(ref(name))),
  );
  app.synth();
}
