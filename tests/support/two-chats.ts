import type { Access } from "../../bot/access/access.ts";
import type { Database } from "../../db/client.ts";
import { type FakeChat, fakeChat, joinAskedAt, type TestClock } from "../fakes/chat.ts";

/** Two accounts at one coach, on two platforms. */
export type TwoChats = {
  readonly telegram: FakeChat;
  readonly slack: FakeChat;
  readonly clock: TestClock;
};

export function twoChats(db: Database, access: Access = { kind: "open" }): TwoChats {
  const clock: TestClock = { now: new Date("2026-11-23T18:00:00Z") };
  const about = { db, clock, timezone: "Europe/London", access };
  const telegram = fakeChat({ ...about, sender: "t-1", platform: "telegram", shown: new Map() });
  const slack = fakeChat({ ...about, sender: "s-1", platform: "slack", shown: new Map() });
  return { telegram, slack, clock };
}

/** The same, each a person of their own who has been asked everything. */
export async function twoPeople(db: Database): Promise<TwoChats> {
  const chats = twoChats(db);
  await joinAskedAt(chats.telegram);
  await joinAskedAt(chats.slack, "9:00");
  return chats;
}

export async function linkCodeFrom(chat: FakeChat): Promise<string> {
  const code = /Your code: (\S+)/.exec(await chat.say("/link"))?.[1];
  if (code === undefined) throw new Error("no code was said");
  return code;
}

/** What a chat has been told from the other side. */
export async function heard(chat: FakeChat): Promise<string> {
  await chat.dispatcher.outbox.deliverAll();
  return chat.unread();
}

/** The code's steps up to the end, each in its chat. */
export async function joinAccounts({
  telegram,
  slack,
}: Pick<TwoChats, "telegram" | "slack">): Promise<string> {
  await slack.say(await linkCodeFrom(telegram));
  await slack.tap("join them");
  await heard(telegram);
  return telegram.tap("yes, join them");
}
