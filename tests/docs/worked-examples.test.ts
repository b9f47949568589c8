import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { ANOMALY_CONFIG } from "../../coaching/anomalies/config.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import { WORKED } from "../support/worked-examples.ts";

vi.setConfig({ testTimeout: 60_000 });

const root = join(import.meta.dirname, "../..");
const pageOf = (path: string) => readFileSync(join(root, path), "utf8");

describe.each(Object.keys(WORKED))("given the page %s", (path) => {
  test.each(Object.keys(WORKED[path] ?? {}))(
    "then what it shows as `%s` is what the engine comes to",
    (name) => {
      const [, shown] = pageOf(path).match(new RegExp(`<!-- ${name} -->\n([^]*?)\n<!-- end -->`)) ?? [];
      expect(shown?.trim()).toBe(WORKED[path]?.[name]?.());
    },
  );

  test("then it names the version of the constants that it tells", () => {
    const version = path.includes("methods") ? ANOMALY_CONFIG.version : SCORE_CONFIG.version;
    expect(pageOf(path)).toContain(`\`${version}\``);
  });
});
