import type { Reporter, TestModule, TestSuite } from "vitest/node";

/** After a run, a line for each part of it: how it went and how long it took, or why it was skipped. */
export default class Parts implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const lines = modules.flatMap((module) => [...module.children.suites()].map(line));
    process.on("exit", () => {
      console.log(["", ...lines].join("\n"));
    });
  }
}

function line(suite: TestSuite): string {
  const tests = [...suite.children.allTests()];
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  const [passed, failed, skipped] = ["passed", "failed", "skipped"].map(count);
  if (suite.state() === "failed" && failed === 0)
    return `FAILED   ${suite.name}: before its tests began, or after them`;
  if (skipped === tests.length) return `skipped  ${suite.name}`;
  const seconds = tests.reduce((sum, test) => sum + (test.diagnostic()?.duration ?? 0), 0) / 1_000;
  const others = [...(failed === 0 ? [] : [`${failed} FAILED`]), ...(skipped === 0 ? [] : [`${skipped} skipped`])];
  const outcome = [`${passed} passed`, ...others].join(", ");
  return `ran      ${suite.name}: ${outcome}, ${seconds.toFixed(0)} s`;
}
