import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { SCOPES } from "../../bot/adapters/slack/permissions.ts";
import { SIGNING_SECRET, slackPerson } from "../fakes/slack-person.ts";
import { BOT_TOKEN, startSlack } from "../fakes/slack-server.ts";
import type { TelegramPerson } from "../fakes/telegram-person.ts";
import { type FakeTelegram, startTelegram, TOKEN } from "../fakes/telegram-server.ts";
import type { Place } from "./program.ts";

/** Waits for what a process does; how long that takes on a busy machine is not what is tested. */
export const soon = <Value>(look: () => Value, withinMs = 30_000) =>
  expect.poll(look, { timeout: withinMs, interval: 20 });

/** Telegram for the running test, and the settings that lead a coach to it. */
export async function telegramForProcess() {
  const telegram = await startTelegram();
  onTestFinished(() => telegram.stop());
  return { telegram, env: { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_URL: telegram.apiRoot } };
}

/** A Slack workspace for the running test, with its person, and the settings that lead a coach on that port to it. */
export async function slackForProcess(port: number) {
  const slack = await startSlack(SCOPES);
  onTestFinished(() => slack.end());
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    HTTP_PORT: String(port),
  };
  return { slack, person: slackPerson(slack, addressOf(port)), env };
}

export const addressOf = (port: number) => `http://127.0.0.1:${port}`;

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** What the coach has logged so far, as it stands in the file. */
export function logOf({ dataFolder }: Pick<Place, "dataFolder">): string {
  try {
    return readFileSync(join(dataFolder, "coach.log"), "utf8");
  } catch {
    return "";
  }
}

/** Settles once the coach listens to Telegram. */
export async function listens(telegram: FakeTelegram): Promise<void> {
  const begins = /^(?:getUpdates|setWebhook)$/;
  await soon(() => telegram.requests.some(({ method }) => begins.test(method))).toBe(true);
}

/** The texts that one person sees at Telegram. */
export const textsOf = (person: TelegramPerson) => person.shown().map(({ text }) => text);

/** Waits for a text in somebody's chat. */
export async function sees(person: TelegramPerson, text: string | RegExp): Promise<void> {
  await soon(() => textsOf(person).join("\n")).toMatch(text);
}

/** Presses the newest button that offers an answer, once it is there. */
export async function presses(person: TelegramPerson, choice: string): Promise<void> {
  await soon(() => person.offering(choice).length).toBeGreaterThan(0);
  const offered = person.offering(choice).at(-1);
  if (offered !== undefined) await person.press(offered.message, offered.data);
}
