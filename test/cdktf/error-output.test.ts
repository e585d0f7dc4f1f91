import { AmplifySsrApp } from "@amplify-roles/cdktf";
import { SpecificationError } from "@amplify-roles/core";
import { expect, it } from "vitest";
import { synthesize } from "../support/cdktf/synthesize.js";

it("an error's stack trace has the lines of the program, and none of an installed package or of Node.js", () => {
  let error: unknown;
  synthesize((stack) => {
    try {
      new AmplifySsrApp(stack, "web", { name: "", platfrom: "WEB" } as never);
    } catch (thrown) {
      error = thrown;
    }
  });
  expect(error).toBeInstanceOf(SpecificationError);
  const { stack = "", message } = error as SpecificationError;
  expect(stack).toContain(message);
  expect(stack).toMatch(/^ {4}at .*error-output\.test\.ts/m);
  expect(stack).not.toMatch(/^ {4}at .*(node_modules|node:)/m);
});
