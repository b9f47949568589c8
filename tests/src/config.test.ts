import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";

const root = join(import.meta.dirname, "../..");

test("given nothing, then the embedded database in ./data and no HTTP server", () => {
  expect(readConfig({})).toEqual({
    databaseUrl: null,
    dataFolder: join(process.cwd(), "data"),
    role: "all",
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

test("the role is taken from the command line, else from the environment, and needs a server to share", () => {
  const DATABASE_URL = "postgres://coach@127.0.0.1/coach";
  expect(readConfig({ DATABASE_URL }).role).toBe("all");
  expect(readConfig({ DATABASE_URL, ROLE: "bot" }).role).toBe("bot");
  expect(readConfig({ DATABASE_URL, ROLE: "bot" }, ["--role=worker"]).role).toBe("worker");
  expect(() => readConfig({}, ["--role=worker"])).toThrow(
    /ROLE: the embedded database belongs to one process/,
  );
  expect(() => readConfig({ DATABASE_URL }, ["--role=boss"])).toThrow(
    /ROLE: expected one of all, bot, worker/,
  );
  expect(() => readConfig({}, ["--rôle=all"])).toThrow(/Arguments: expected none, or --role=all/);
  expect(() => readConfig({}, ["--role=all", "--fast"])).toThrow(/Arguments/);
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
