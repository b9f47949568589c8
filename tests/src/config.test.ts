import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { INBOUND_LIMITS } from "../../bot/access/inbound-limits.ts";
import { adapters } from "../../bot/adapters/index.ts";
import { readConfig } from "../../src/config.ts";
import { providers } from "../../src/integrations/banks/index.ts";
import { MODEL_SETTING_NAMES } from "../../src/integrations/model/settings.ts";
import { wearables } from "../../src/integrations/wearables/index.ts";

const root = join(import.meta.dirname, "../..");

test("given nothing, then the embedded database in ./data and no HTTP server", () => {
  const { banks, ...config } = readConfig({});
  expect(banks.map(({ id }) => id)).toEqual(["simplefin"]);
  expect(config).toEqual({
    databaseUrl: null,
    dataFolder: join(process.cwd(), "data"),
    role: "all",
    logLevel: "info",
    http: null,
    publicUrl: null,
    secretKeys: [],
    rawPayloadDays: 60,
    uploadMostBytes: 8 * 2 ** 30,
    keepsSecrets: true,
    access: { kind: "invite" },
    inboundLimits: INBOUND_LIMITS,
    platforms: [],
    wearables: [],
    model: null,
    color: true,
  });
});

test("given several settings that do not fit, then one message names each with its remedy and no value", () => {
  const wrong = {
    DATABASE_URL: "mysql://me:hunter2@host/db",
    HTTP_PORT: "99999",
    LOG_LEVEL: "loud",
    RAW_PAYLOAD_DAYS: "91",
    UPLOAD_MAX_GB: "0",
    TZ: "Mars/Olympus",
  };
  expect(() => readConfig(wrong)).toThrow(
    /DATABASE_URL[\s\S]*LOG_LEVEL: expected one of[\s\S]*HTTP_PORT: expected a port[\s\S]*RAW_PAYLOAD_DAYS: expected a number of days from 30 to 90[\s\S]*UPLOAD_MAX_GB: expected a number of gigabytes from 0\.1 to 100[\s\S]*TZ: expected an IANA/,
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

test("the address of this process is https without a path, and something must listen behind it", () => {
  const publicUrl = (PUBLIC_URL: string) => readConfig({ PUBLIC_URL, HTTP_PORT: "8080" }).publicUrl;
  expect(publicUrl("https://coach.example.org/")).toBe("https://coach.example.org");
  expect(publicUrl("http://127.0.0.1:8080")).toBe("http://127.0.0.1:8080");
  for (const wrong of [
    "coach.example.org",
    "http://coach.example.org",
    "https://a.org/x",
    "https://me:pw@a.org",
  ]) {
    expect(() => publicUrl(wrong)).toThrow(/PUBLIC_URL: expected an https address/);
  }
  expect(() => readConfig({ PUBLIC_URL: "https://coach.example.org" })).toThrow(/PUBLIC_URL: .*HTTP_PORT/);
});

test("master keys are 32 bytes each, the newest first, and never repeated in the message", () => {
  const [one, two] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];
  expect(readConfig({ COACH_SECRET_KEY: `${one}, ${two}` }).secretKeys).toEqual([one, two]);
  const short = randomBytes(16).toString("base64");
  expect(() => readConfig({ COACH_SECRET_KEY: short })).toThrow(/COACH_SECRET_KEY: expected 32 random bytes/);
  expect(() => readConfig({ COACH_SECRET_KEY: short })).not.toThrow(short);
});

test("given a master key by its former name, then a sentence names the one it has now", () => {
  const key = randomBytes(32).toString("base64");
  expect(() => readConfig({ SECRET_KEY: key })).toThrow(/SECRET_KEY: its name is COACH_SECRET_KEY now/);
  expect(() => readConfig({ SECRET_KEY: key })).not.toThrow(key);
});

test("given what is handed secrets, then a server needs a master key, and a data folder has its own", () => {
  const several = {
    SLACK_APP_TOKEN: "xapp-1",
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "c",
    SLACK_STATE_SECRET: "0123456789abcdef",
    PUBLIC_URL: "https://coach.example.org",
    HTTP_PORT: "8080",
  };
  const onServer = { ...several, DATABASE_URL: "postgres://coach@127.0.0.1/coach" };
  expect(() => readConfig(onServer)).toThrow(/SLACK_CLIENT_ID needs COACH_SECRET_KEY/);
  const COACH_SECRET_KEY = randomBytes(32).toString("base64");
  expect(readConfig({ ...onServer, COACH_SECRET_KEY })).toMatchObject({ keepsSecrets: true });
  expect(readConfig(several)).toMatchObject({ keepsSecrets: true, secretKeys: [] });
});

test("who may come in and how much is taken are read, with their problems beside the others", () => {
  expect(readConfig({ ACCESS: "open" }).access).toEqual({ kind: "open" });
  expect(readConfig({ INBOUND_PER_ACCOUNT: "7" }).inboundLimits.account.events).toBe(7);
  expect(() => readConfig({ ACCESS: "everybody", INBOUND_PER_SECOND: "0", LOG_LEVEL: "loud" })).toThrow(
    /LOG_LEVEL[\s\S]*ACCESS: expected one of[\s\S]*INBOUND_PER_SECOND: expected a whole number/,
  );
});

test("given a platform's settings, then it is on, and its problems stand beside the others", () => {
  const TELEGRAM_BOT_TOKEN = "123456789:not-a-real-token-of-any-bot";
  expect(readConfig({ TELEGRAM_BOT_TOKEN }).platforms.map(({ id }) => id)).toEqual(["telegram"]);
  expect(() => readConfig({ TELEGRAM_BOT_TOKEN: "short", LOG_LEVEL: "loud" })).toThrow(
    /LOG_LEVEL[\s\S]*TELEGRAM_BOT_TOKEN: expected the token/,
  );
});

test("given Slack over HTTP, then whoever talks to people needs a port, and a worker does not", () => {
  const given = { SLACK_BOT_TOKEN: "xoxb-test", SLACK_SIGNING_SECRET: "test" };
  expect(() => readConfig(given)).toThrow(/SLACK_SIGNING_SECRET: nothing listens for Slack: set HTTP_PORT/);
  expect(readConfig({ ...given, HTTP_PORT: "8080" }).platforms.map(({ id }) => id)).toEqual(["slack"]);
  const worker = { ...given, ROLE: "worker", DATABASE_URL: "postgres://127.0.0.1/coach" };
  expect(readConfig(worker).platforms.map(({ id }) => id)).toEqual(["slack"]);
});

test("a language model is on by its name, and needs a key or a server of one's own at a private address", () => {
  const key = "sk-not-a-real-key";
  // Other programs read the same key.
  expect(readConfig({ OPENAI_API_KEY: key, OPENAI_BASE_URL: "ftp://x" }).model).toBeNull();
  expect(readConfig({ OPENAI_MODEL: "small", OPENAI_API_KEY: key }).model).toEqual({
    model: "small",
    apiKey: key,
    baseUrl: "https://api.openai.com/v1",
    callsPerDay: 6,
  });
  const own = { OPENAI_MODEL: "qwen3:4b", OPENAI_BASE_URL: "http://127.0.0.1:11434/v1/" };
  expect(readConfig({ ...own, MODEL_CALLS_PER_DAY: "40" }).model).toEqual({
    model: "qwen3:4b",
    apiKey: null,
    baseUrl: "http://127.0.0.1:11434/v1",
    callsPerDay: 40,
  });
  expect(() => readConfig({ OPENAI_MODEL: "small" })).toThrow(
    /OPENAI_MODEL needs OPENAI_API_KEY, or OPENAI_BASE_URL/,
  );
  const wrong = { OPENAI_MODEL: "small", OPENAI_API_KEY: "hunter 2", MODEL_CALLS_PER_DAY: "0" };
  expect(() =>
    readConfig({ ...wrong, OPENAI_BASE_URL: "http://models.example.org/v1", LOG_LEVEL: "loud" }),
  ).toThrow(
    /LOG_LEVEL[\s\S]*OPENAI_API_KEY: expected the key[\s\S]*OPENAI_BASE_URL: expected an https address[\s\S]*MODEL_CALLS_PER_DAY: expected a number of calls/,
  );
  expect(() => readConfig(wrong)).not.toThrow(/hunter/);
});

test("given empty settings, then they count as unset", () => {
  const { banks: _, ...config } = readConfig({});
  expect(readConfig({ DATABASE_URL: "", HTTP_PORT: " ", NO_COLOR: "" })).toMatchObject(config);
});

test("every setting stands in .env.example and in the README", () => {
  const names = [...readFileSync(join(root, "src/config.ts"), "utf8").matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
    (match) => match[1] ?? "",
  );
  const platforms = [...adapters, ...providers, ...wearables].flatMap(({ settingNames }) => settingNames);
  const access = ["ACCESS", "ACCESS_LIST", "INBOUND_PER_ACCOUNT", "INBOUND_PER_SECOND"];
  const settings = [...names, "DATABASE_URL", "DATA_FOLDER", ...access, ...platforms, ...MODEL_SETTING_NAMES];
  expect(settings.length).toBeGreaterThan(5);
  const example = readFileSync(join(root, ".env.example"), "utf8");
  const readme = readFileSync(join(root, "README.md"), "utf8");
  for (const name of settings) {
    expect(example, name).toMatch(new RegExp(`^#? ?${name}=`, "m"));
    expect(readme, name).toContain(`\`${name}\``);
  }
});
