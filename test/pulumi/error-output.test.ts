import { fileURLToPath } from "node:url";
import { AmplifySsrApp, SpecificationError, s3 } from "@amplify-roles/pulumi";
import { RunError } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { withMocks } from "../support/pulumi/mocks.js";
import { runProgram, transcript } from "../support/pulumi/run-program.js";

describe("the errors of a specification", () => {
  it("are printed without a stack trace", async () => {
    const program = fileURLToPath(new URL("programs/invalid.ts", import.meta.url));
    const run = await runProgram({ program, dryRun: true });
    expect(run.exitCode).not.toBe(0);
    const text = transcript(run);
    expect(text).toContain('2 errors in AmplifySsrApp "web":');
    expect(text).toContain('Unknown property "platfrom".');
    expect(text).not.toMatch(/^\s+at .*\(|unhandled exception|node_modules/m);
    expect(run.registrations.filter(({ type }) => type.startsWith("aws:"))).toEqual([]);
  });

  it("are still SpecificationErrors, with their findings", async () => {
    const errors: unknown[] = [];
    await withMocks({}, () => {
      try {
        new AmplifySsrApp("web", { name: "" });
      } catch (error) {
        errors.push(error);
      }
      const web = new AmplifySsrApp("site", { name: "site", computeRole: { grants: [s3.read({ name: "images" })] } });
      try {
        web.computeRole.grant(s3.read({ name: "Images" }));
      } catch (error) {
        errors.push(error);
      }
    });
    expect(errors).toHaveLength(2);
    for (const error of errors) {
      expect(error).toBeInstanceOf(SpecificationError);
      expect(RunError.isInstance(error)).toBe(true);
      expect((error as SpecificationError).name).toBe("SpecificationError");
      expect((error as SpecificationError).findings.length).toBeGreaterThan(0);
    }
  });
});
