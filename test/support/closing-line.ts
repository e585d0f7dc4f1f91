import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with one plain line, "N passed, N failed, N skipped", after the runner's own summary. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      if (module.state() === "failed" && [...module.children.allTests()].length === 0) count.failed += 1;
      for (const test of module.children.allTests()) count[test.result().state] += 1;
    }
    const skipped = count.skipped + count.pending;
    process.on("exit", () => {
      console.log(`${count.passed} passed, ${count.failed} failed, ${skipped} skipped`);
    });
  }
}
