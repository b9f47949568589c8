import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PATHS } from "../../../bot/adapters/slack/http.ts";
import {
  COMMANDS,
  EVENTS,
  SCOPE_OF_METHOD,
  SCOPES,
  SHORTCUTS,
} from "../../../bot/adapters/slack/permissions.ts";

const root = join(import.meta.dirname, "../../..");
const manifest = readFileSync(join(root, "slack-manifest.yaml"), "utf8");
const code = readdirSync(join(root, "bot/adapters/slack"))
  .map((file) => readFileSync(join(root, "bot/adapters/slack", file), "utf8"))
  .join("\n");

/** The plain items of a list in the manifest, by the key above it. */
function listOf(key: string): readonly string[] {
  const lines = manifest.split("\n");
  const start = lines.findIndex((line) => line.trim() === `${key}:`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.trim().startsWith("- "));
  return rest.slice(0, end).map((line) => line.trim().slice(2));
}
/** The values of a key, wherever it stands. */
const valuesOf = (key: string) =>
  [...manifest.matchAll(new RegExp(`^\\s*(?:- )?${key}: (.+)$`, "gm"))].map((match) => match[1]);

test("the manifest asks for the scopes that the code's calls need, and for no others", () => {
  expect(listOf("bot")).toEqual([...SCOPES]);
});

test("every method that the code calls has its scope named, and none is named that is not called", () => {
  const called = [
    ...code.matchAll(/\bclient\s*\.((?:auth|chat|conversations|users|views|files)\.\w+|filesUploadV2)\(/g),
  ].map((match) => match[1] ?? "");
  expect(called.length).toBeGreaterThan(5);
  expect([...new Set(called)].sort()).toEqual(Object.keys(SCOPE_OF_METHOD).sort());
});

test("the manifest subscribes to the events that the code listens to", () => {
  expect(listOf("bot_events")).toEqual(
    [...EVENTS].map((name) => (name === "message" ? "message.im" : name)).sort(),
  );
});

test("its commands and shortcuts are those that the code knows", () => {
  expect(valuesOf("command")).toEqual([...COMMANDS]);
  expect(valuesOf("callback_id")).toEqual([...SHORTCUTS]);
});

test("its addresses are the routes, at the operator's host", () => {
  const at = (path: string) => `https://HOST${path}`;
  expect([...valuesOf("request_url"), ...valuesOf("url")]).toEqual(Array(3).fill(at(PATHS.events)));
  expect(listOf("redirect_urls")).toEqual([at(PATHS.installed)]);
});

test("the home tab, the Messages tab as an agent's, and interactivity are switched on", () => {
  for (const line of [
    "home_tab_enabled: true",
    "messages_tab_enabled: true",
    "messages_tab_read_only_enabled: false",
    "agent_view:",
    "is_enabled: true",
    "token_rotation_enabled: false",
    "org_deploy_enabled: false",
  ]) {
    expect(manifest).toContain(line);
  }
  expect(manifest).not.toContain("assistant_view");
});

test("an empty chat offers first words to tap, each with what it says", () => {
  const [, block = ""] = /^ {4}suggested_prompts:\n((?: {6}.*\n)+)/m.exec(manifest) ?? [];
  const prompts = [...block.matchAll(/^ {6}- title: (.+)\n {8}message: (.+)\n/gm)];
  expect(prompts.map(([, , message]) => message)).toEqual(["check in", "how was last week?", "help"]);
  expect(prompts.map(([whole]) => whole).join("")).toBe(block);
});
