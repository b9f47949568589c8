import { afterEach, expect, test, vi } from "vitest";
import { OperatorError } from "../../db/errors.ts";
import { runCommand } from "../../src/commands/command.ts";

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** What standard error got while a command failed so. */
async function toldOf(failure: Error): Promise<string> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await runCommand(() => Promise.reject(failure));
  expect(process.exitCode).toBe(1);
  return write.mock.calls.map(([text]) => String(text)).join("");
}

test("given something that the operator can put right, then its sentence is told", async () => {
  expect(await toldOf(new OperatorError("There is no such file."))).toBe("There is no such file.\n");
});

test("given any other fault, then its kind is told, and none of its words, which may be somebody's", async () => {
  const told = await toldOf(new RangeError("Failed query: insert 431 minutes of sleep"));
  expect(told).toMatch(/^This stopped by a fault of the coach: \{"error":"RangeError"/);
  expect(told).not.toContain("431");
});
