import type { Database } from "../../db/client.ts";
import { type FakeChat, fakeChat } from "../fakes/chat.ts";

/** Somebody with data of their own who left every first question out, on a Monday morning in London. */
export async function settledChat(db: Database): Promise<FakeChat> {
  const chat = fakeChat({ db, clock: { now: new Date("2026-11-23T08:00:00Z") }, timezone: "Europe/London" });
  await chat.open();
  await chat.tap("start with my own");
  for (let step = 0; step < 7; step++) await chat.say("skip");
  return chat;
}
