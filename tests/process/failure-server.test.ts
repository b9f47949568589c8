import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { fitsDriver } from "../../db/driver-repair.ts";
import { outbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { coachInTest, kindsOfDatabase } from "../support/program.ts";
import { type TcpProxy, tcpProxy } from "../support/tcp-proxy.ts";

const server = (await kindsOfDatabase()).find(({ kind }) => kind === "postgres");

const line = (energy: number) => `5/7, energy ${energy}, tired`;

/**
 * A coach whose database server can be taken away, past its first answer.
 *
 * @param role "bot" where a certain statement is meant: nothing but the talk then speaks to the server
 */
async function coachBehindProxy(role = "all") {
  if (server === undefined) throw new Error("expected a PostgreSQL server");
  const place = await server.emptyPlace();
  const proxy: TcpProxy = await tcpProxy(place.env.DATABASE_URL ?? "");
  const coach = coachInTest({ ...place, env: { DATABASE_URL: proxy.url, ROLE: role } });
  await coach.hear("start with my own");
  coach.say(line(90));
  await coach.hear("energy 90.");
  const stored = () =>
    place.look(async (db) => {
      const entries = await db.select().from(moodEntries).orderBy(moodEntries.timestamp);
      return entries.map((entry) => entry.energyLevelSelfReported);
    });
  const waiting = () => place.look((db) => db.select().from(outbox).where(eq(outbox.status, "waiting")));
  // The answer's own mark is a transaction too: what follows is about the next one.
  while ((await waiting()).length > 0) await pause(20);
  const log = () => readFile(join(place.dataFolder, "coach.log"), "utf8");
  return { coach, proxy, stored, waiting, log };
}

test("the installed driver is the one that its repairs were written for", async () => {
  const source = new URL("connection.js", import.meta.resolve("postgres"));
  expect(fitsDriver(await readFile(source, "utf8"))).toBe(true);
});

describe.skipIf(server === undefined)("on a PostgreSQL server that goes away", () => {
  test("then it is said, the log names it, and once the server is back the same chat goes on", async () => {
    const { coach, proxy, stored, waiting, log } = await coachBehindProxy();
    await proxy.cut();
    for (const energy of [31, 32]) {
      coach.say(line(energy));
      await coach.hear(
        "I couldn't save that just now, so nothing has changed. Please try again in a moment.",
      );
    }
    await proxy.restore();
    coach.say(line(33));
    await coach.hear("Saved: mood 5 of 7, energy 33.");
    coach.end();
    expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });
    expect(await stored()).toEqual([90, 33]);
    expect(await waiting()).toEqual([]);
    expect(await log()).toMatch(/"code":"(ECONNREFUSED|CONNECTION_CLOSED)".*"msg":"event not stored"/);
    expect(await log()).not.toMatch(/tired|energy/);
  });

  test("given connections that break at any moment, then every line has one answer, and a true one", async () => {
    const { coach, proxy, stored, waiting } = await coachBehindProxy();
    const energies = Array.from({ length: 40 }, (_, index) => 21 + index);
    const answers: string[] = [];
    for (const [index, energy] of energies.entries()) {
      // A moment later, another one each time, so that every step of a turn is met.
      const broken = index % 4 === 3 ? breakIn(proxy, (index * 7) % 45) : null;
      coach.say(line(energy));
      const heard = await coach.hear(
        new RegExp(`energy ${energy}\\.|That's saved|I couldn't save|I lost the database`),
      );
      const isSaved = heard.endsWith(`${energy}.`) || heard.endsWith("saved");
      answers.push(isSaved ? "saved" : heard.endsWith("save") ? "not saved" : "unknown");
      await broken;
    }
    // What was sent and could not be marked so is settled with the next answer.
    coach.say("/help");
    await coach.hear("You can just write");
    coach.end();
    expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });
    const found = await stored();
    for (const [index, energy] of energies.entries()) {
      const times = found.filter((one) => one === energy).length;
      if (answers[index] === "saved") expect(times, `energy ${energy}, said to be saved`).toBe(1);
      else if (answers[index] === "not saved") expect(times, `energy ${energy}, said not to be`).toBe(0);
      else expect(times).toBeLessThanOrEqual(1);
    }
    expect(await waiting()).toEqual([]);
  });

  test("given the answer to a commit that never comes through, then asking again finds it stored, once", async () => {
    const { coach, proxy, stored } = await coachBehindProxy("bot");
    const lost = proxy.loseAnswer("COMMIT", "up");
    coach.say(line(31));
    await lost;
    await coach.hear("Saved: mood 5 of 7, energy 31.");
    coach.end();
    expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });
    expect(await stored()).toEqual([90, 31]);
  });

  test("given a server that is gone after a commit, then nothing untrue is said, and the answer comes later", async () => {
    const { coach, proxy, stored, waiting } = await coachBehindProxy("bot");
    const lost = proxy.loseAnswer("COMMIT", "cut");
    coach.say(line(31));
    await lost;
    await coach.hear("I can't say yet whether it's in");
    await proxy.restore();
    coach.say(line(32));
    await coach.hear("energy 32.");
    coach.end();
    const { stdout } = await coach.ended;
    const saved = [...stdout.matchAll(/Saved: mood 5 of 7, energy (\d+)\./g)].map(([, energy]) => energy);
    expect(saved).toEqual(["90", "31", "32"]);
    expect(await stored()).toEqual([90, 31, 32]);
    expect(await waiting()).toEqual([]);
  });
});

async function breakIn(proxy: TcpProxy, milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await proxy.cut();
  await proxy.restore();
}
