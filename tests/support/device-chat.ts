import { desc, eq } from "drizzle-orm";
import { addDays, eachDay, type LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { connections } from "../../db/schema/money.ts";
import { users } from "../../db/schema/people.ts";
import type { WorldDay } from "../contracts/wearable-harness.ts";
import type { FakeChatOptions, TestClock } from "../fakes/chat.ts";
import { type FakeWearable, fakeWearable } from "../fakes/wearable.ts";
import { type ErrandChat, errandChat } from "./errand-chat.ts";

const KINDS = ["link-begin", "link-poll", "connection-sync", "connection-end", "night-check", "tell-trouble"];

/** Somebody who has joined, in Berlin, and whose wearables can be connected. */
export type DeviceChat = ErrandChat & {
  readonly userId: string;
  readonly oura: FakeWearable;
  readonly whoop: FakeWearable;
  /** Connects a wearable as the person does. @returns what is said of it */
  connect(which: "oura" | "whoop"): Promise<string>;
  /** Its service says that something changed, and the sync follows. @returns what is said of it */
  news(which: "oura" | "whoop"): Promise<string>;
};

/** The day of these stories, a Thursday. */
export const THURSDAY: LocalDate = "2026-11-26";
/** An instant by the clock in Berlin, which is an hour ahead of UTC in winter. */
export const berlin = (clock: string, day: LocalDate = THURSDAY): Date =>
  new Date(`${day}T${clock}:00+01:00`);

/** At 10:00 on {@link THURSDAY}. */
export async function deviceChat(db: Database, chat: Partial<FakeChatOptions> = {}): Promise<DeviceChat> {
  const clock: TestClock = { now: berlin("10:00") };
  const oura = fakeWearable(() => clock.now, { id: "oura" });
  const whoop = fakeWearable(() => clock.now, { id: "whoop" });
  const wearables = [oura.provider, whoop.provider];
  const someone = await errandChat(db, { clock, wearables, kinds: KINDS, chat });
  const [person] = await db.select({ id: users.id }).from(users);
  if (person === undefined) throw new Error("expected a person");
  const worlds = { oura, whoop };
  return {
    ...someone,
    userId: person.id,
    oura,
    whoop,
    async connect(which) {
      await someone.chat.say(`/connect ${which}`);
      await someone.errands();
      worlds[which].finishLink();
      return someone.later(1);
    },
    async news(which) {
      const { externalId } = await connectionOf(db, which);
      await someone.tell(which, { kind: "changed", externalId });
      return someone.errands();
    },
  };
}

/** The connection of a provider, the newest first. */
export async function connectionOf(db: Database, provider: string) {
  const [found] = await db
    .select()
    .from(connections)
    .where(eq(connections.provider, provider))
    .orderBy(desc(connections.createdAt));
  if (found === undefined) throw new Error(`${provider} is not connected`);
  return found;
}

/** Some days that each say the same. */
export function daysOf(from: LocalDate, to: LocalDate, said: Omit<WorldDay, "date">): readonly WorldDay[] {
  return eachDay(from, to).map((date) => ({ date, ...said }));
}

/** So many days before {@link THURSDAY}. */
export const daysAgo = (days: number): LocalDate => addDays(THURSDAY, -days);
