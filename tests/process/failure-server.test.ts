import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { outbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { coachInTest, kindsOfDatabase } from "../support/program.ts";
import { type TcpProxy, tcpProxy } from "../support/tcp-proxy.ts";

const server = (await kindsOfDatabase()).find(({ kind }) => kind === "postgres");

const SAVED = /Saved: mood 5 of 7, energy (\d+)\./g;
const line = (energy: number) => `5/7, energy ${energy}, tired`;

/** A coach whose database server can be taken away, past its first answer. */
async function coachBehindProxy() {
  if (server === undefined) throw new Error("expected a PostgreSQL server");
  const place = await server.emptyPlace();
  const proxy: TcpProxy = await tcpProxy(place.env.DATABASE_URL ?? "");
  const coach = coachInTest({ ...place, env: { DATABASE_URL: proxy.url } });
  await coach.hear("start with my own");
  coach.say(line(10));
  await coach.hear("energy 10.");
  const stored = () =>
    place.look(async (db) => {
      const entries = await db.select().from(moodEntries).orderBy(moodEntries.timestamp);
      return entries.map((entry) => entry.energyLevelSelfReported);
    });
  const waiting = () => place.look((db) => db.select().from(outbox).where(eq(outbox.status, "waiting")));
  const log = () => readFile(join(place.dataFolder, "coach.log"), "utf8");
  return { coach, proxy, stored, waiting, log };
}

describe.skipIf(server === undefined)("on a PostgreSQL server that goes away", () => {
  test("then it is said, the log names it, and once the server is back the same chat goes on", async () => {
    const { coach, proxy, stored, waiting, log } = await coachBehindProxy();
    await proxy.cut();
    for (const energy of [11, 12]) {
      coach.say(line(energy));
      await coach.hear(
        "I couldn't save that just now, so nothing has changed. Please try again in a moment.",
      );
    }
    await proxy.restore();
    coach.say(line(13));
    await coach.hear("Saved: mood 5 of 7, energy 13.");
    coach.end();
    expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });
    expect(await stored()).toEqual([10, 13]);
    expect(await waiting()).toEqual([]);
    expect(await log()).toMatch(/"code":"(ECONNREFUSED|CONNECTION_CLOSED)".*"msg":"event not stored"/);
    expect(await log()).not.toMatch(/tired|energy/);
  });

  test("given a connection that breaks at any moment, then every line has one answer, and a true one", async () => {
    const { coach, proxy, stored, waiting } = await coachBehindProxy();
    const energies = Array.from({ length: 60 }, (_, index) => 20 + index);
    const answers: string[] = [];
    for (const [index, energy] of energies.entries()) {
      if (index % 6 === 3) void breakSoon(proxy, index);
      coach.say(line(energy));
      const heard = await coach.hear(new RegExp(`energy ${energy}\\.|I couldn't save|I lost the database`));
      answers.push(heard.endsWith(`${energy}.`) ? "saved" : heard.endsWith("save") ? "not saved" : "unknown");
    }
    coach.end();
    expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });
    const found = await stored();
    for (const [index, energy] of energies.entries()) {
      const times = found.filter((stored) => stored === energy).length;
      if (answers[index] === "saved") expect(times, `energy ${energy}`).toBe(1);
      if (answers[index] === "not saved") expect(times, `energy ${energy}`).toBe(0);
    }
    expect(await waiting()).toEqual([]);
  });

  test("given the answer to a commit that never comes through, then asking again finds it stored, once", async () => {
    const { coach, proxy, stored } = await coachBehindProxy();
    const broken = proxy.breakAfter("commit", "up");
    coach.say(line(20));
    await broken;
    await coach.hear("Saved: mood 5 of 7, energy 20.");
    coach.end();
    await coach.ended;
    expect(await stored()).toEqual([10, 20]);
  });

  test("given a server that is gone after a commit, then nothing untrue is said, and the answer comes later", async () => {
    const { coach, proxy, stored, waiting } = await coachBehindProxy();
    const broken = proxy.breakAfter("commit", "cut");
    coach.say(line(20));
    await broken;
    await coach.hear("I can't say yet whether it's in");
    await proxy.restore();
    coach.say(line(21));
    await coach.hear("energy 21.");
    coach.end();
    const { stdout } = await coach.ended;
    expect([...stdout.matchAll(SAVED)].map(([, energy]) => energy)).toEqual(["10", "20", "21"]);
    expect(await stored()).toEqual([10, 20, 21]);
    expect(await waiting()).toEqual([]);
  });
});

/** Breaks all connections a moment later; which one depends on the round, so that it meets any step of a turn. */
async function breakSoon(proxy: TcpProxy, round: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, (round * 7) % 40));
  await proxy.cut();
  await proxy.restore();
}
