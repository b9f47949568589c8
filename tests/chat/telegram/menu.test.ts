import { expect, test } from "vitest";
import { menuCommands } from "../../../bot/adapters/telegram/menu.ts";
import { findCommand } from "../../../bot/commands.ts";
import { plainText } from "../../../bot/message.ts";
import { render } from "../../../prompts/index.ts";

test("every command in the menu is one of the coach's, by a name and words that Telegram takes", () => {
  const menu = menuCommands();
  expect(menu.length).toBeGreaterThan(10);
  for (const { command, description } of menu) {
    expect(findCommand(command), command).toBeDefined();
    expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
    expect(description.length, command).toBeGreaterThan(2);
    expect(description.length, command).toBeLessThan(256);
  }
  expect(new Set(menu.map(({ command }) => command)).size).toBe(menu.length);
});

test("every command that /help names is in the menu, but for those that are seldom needed", () => {
  const seldom = new Set(["link", "platform", "invite"]);
  const named = [...plainText(render("help/overview")).matchAll(/\/([a-z_]+)/g)].map(([, name]) => name);
  const menu = new Set(menuCommands().map(({ command }) => command));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name = "") => !menu.has(name) && !seldom.has(name))).toEqual([]);
});

test("what the bot says of itself is as short as Telegram wants it", () => {
  expect(plainText(render("telegram/description")).length).toBeLessThanOrEqual(512);
  expect(plainText(render("telegram/short-description")).length).toBeLessThanOrEqual(120);
  expect(plainText(render("telegram/nothing-ticked")).length).toBeLessThanOrEqual(200);
});
