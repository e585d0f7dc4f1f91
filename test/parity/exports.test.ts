import * as cdktf from "@amplify-roles/cdktf";
import * as cdktn from "@amplify-roles/cdktn";
import * as core from "@amplify-roles/core";
import { grantsOf } from "@amplify-roles/core/adapter";
import * as pulumi from "@amplify-roles/pulumi";
import { expect, test } from "vitest";
import { definitions } from "../../packages/core/src/grants/definitions.js";

test.each(Object.entries({ core, cdktf, cdktn, pulumi }))("%s exports every grant function", (_, tool) => {
  const functions = Object.entries(grantsOf()).flatMap(([name, made]) => [name, ...Object.keys(made)]);
  const exported = Object.entries(tool as object).filter(([name]) => name in grantsOf());
  expect(exported.flatMap(([name, made]) => [name, ...Object.keys(made)]).sort()).toEqual(functions.sort());
});

test("every service is exported under the name that its grants have", () => {
  expect(["allow", ...definitions.map(({ name }) => name)]).toEqual(Object.keys(grantsOf()).sort());
});
