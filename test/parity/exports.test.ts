import * as cdktf from "@amplify-roles/cdktf";
import * as core from "@amplify-roles/core";
import * as pulumi from "@amplify-roles/pulumi";
import { expect, test } from "vitest";

test.each(Object.entries({ core, cdktf, pulumi }))("%s exports every function that makes grants", (_, tool) => {
  const functions = Object.entries(core.grantsOf()).flatMap(([name, made]) => [name, ...Object.keys(made)]);
  const exported = Object.entries(tool as object).filter(([name]) => name in core.grantsOf());
  expect(exported.flatMap(([name, made]) => [name, ...Object.keys(made)]).sort()).toEqual(functions.sort());
});
