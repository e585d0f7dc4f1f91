import * as cdktf from "@amplify-roles/cdktf";
import * as core from "@amplify-roles/core";
import { grantsOf } from "@amplify-roles/core/adapter";
import * as pulumi from "@amplify-roles/pulumi";
import { expect, test } from "vitest";

test.each(Object.entries({ core, cdktf, pulumi }))("%s exports every function that makes grants", (_, tool) => {
  const functions = Object.entries(grantsOf()).flatMap(([name, made]) => [name, ...Object.keys(made)]);
  const exported = Object.entries(tool as object).filter(([name]) => name in grantsOf());
  expect(exported.flatMap(([name, made]) => [name, ...Object.keys(made)]).sort()).toEqual(functions.sort());
});
