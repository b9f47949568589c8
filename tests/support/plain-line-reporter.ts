import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** Prints, at the very end, which databases the tests ran on and, alone on the last line, how many tests passed. */
export class PlainLineReporter implements Reporter {
  readonly #server: string;

  /** @param server which server the tests may use, or why none */
  constructor(server: string) {
    this.#server = server;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const projects = new Set(modules.map((module) => module.project.name));
    const databases = [
      ...(projects.has("embedded") ? ["embedded"] : []),
      ...(projects.has("postgres") || (projects.has("embedded") && this.#server.startsWith("not "))
        ? [this.#server]
        : []),
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
