import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";

const root = join(import.meta.dirname, "../..");

test("given nothing, then the embedded database in ./data and no HTTP server", () => {
  expect(readConfig({})).toEqual({
    databaseUrl: null,
    dataFolder: join(process.cwd(), "data"),
    logLevel: "info",
    http: null,
    color: true,
  });
});

test("given several settings that do not fit, then one message names each with its remedy and no value", () => {
  const wrong = {
    DATABASE_URL: "mysql://me:hunter2@host/db",
    HTTP_PORT: "99999",
    LOG_LEVEL: "loud",
    TZ: "Mars/Olympus",
  };
  expect(() => readConfig(wrong)).toThrow(
    /DATABASE_URL[\s\S]*LOG_LEVEL: expected one of[\s\S]*HTTP_PORT: expected a port[\s\S]*TZ: expected an IANA/,
  );
  try {
    readConfig(wrong);
  } catch (error) {
    expect(String(error)).not.toMatch(/hunter2|loud|99999|Olympus/);
  }
});

test("given empty settings, then they count as unset", () => {
  expect(readConfig({ DATABASE_URL: "", HTTP_PORT: " ", NO_COLOR: "" })).toEqual(readConfig({}));
});

test("every setting stands in .env.example and in the README", () => {
  const names = [...readFileSync(join(root, "src/config.ts"), "utf8").matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
    (match) => match[1] ?? "",
  );
  const settings = [...names, "DATABASE_URL", "DATA_FOLDER"];
  expect(settings.length).toBeGreaterThan(5);
  const example = readFileSync(join(root, ".env.example"), "utf8");
  const readme = readFileSync(join(root, "README.md"), "utf8");
  for (const name of settings) {
    expect(example, name).toMatch(new RegExp(`^#? ?${name}=`, "m"));
    expect(readme, name).toContain(`\`${name}\``);
  }
});
