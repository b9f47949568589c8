import type { Reporter, SerializedError, TestModule } from "vitest/node";
import type { TestServer } from "./postgres-server.ts";

/** Prints, at the very end, which databases the tests ran on and, alone on the last line, how many tests passed. */
export class PlainLineReporter implements Reporter {
  readonly #server: TestServer;

  /** @param server which server the tests may use, or why none */
  constructor(server: TestServer) {
    this.#server = server;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const projects = new Set(modules.map((module) => module.project.name));
    // Programs that tests start use either kind.
    const uses = (kind: string) => projects.has(kind) || projects.has("process");
    const databases = [
      ...(uses("embedded") ? ["embedded"] : []),
      ...(uses("postgres") || (uses("embedded") && !this.#server.url) ? [this.#server.line] : []),
    ];
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      let failed = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "failed") failed += 1;
        else if (state === "passed") count.passed += 1;
        else count.skipped += 1;
      }
      // A file that could not be loaded, or whose hooks failed, has no failed test to count.
      count.failed += failed === 0 && module.state() === "failed" ? 1 : failed;
    }
    const skipped = count.skipped === 0 ? "" : `, ${count.skipped} skipped`;
    process.stdout.write(`\nDatabases of this run: ${databases.join(", ") || "none"}\n`);
    process.stdout.write(`${count.passed} passed, ${count.failed} failed${skipped}\n`);
  }
}
