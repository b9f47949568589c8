import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { localDateOf } from "../../coaching/model/local-date.ts";
import { decisions, schedules } from "../../db/schema/delivery.ts";
import { coachInTest, kindsOfDatabase, runScript } from "../support/program.ts";

const server = (await kindsOfDatabase()).find(({ kind }) => kind === "postgres");
const ZONE = "Europe/London";

test("given the embedded database, then a process of one role alone is refused with the remedy", async () => {
  const place = await (await kindsOfDatabase())[0]?.emptyPlace();
  if (place === undefined) throw new Error("expected a place");
  const ended = await runScript("", { dataFolder: place.dataFolder, env: { ROLE: "worker" } });
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toContain("ROLE: the embedded database belongs to one process");
});

describe.skipIf(server === undefined)("processes that share a PostgreSQL server", () => {
  test("given a bot and a worker, then the worker decides and the bot's terminal asks; both end in order", async () => {
    if (server === undefined) throw new Error("expected a PostgreSQL server");
    const place = await server.emptyPlace();
    const bot = coachInTest({ ...place, env: { ...place.env, ROLE: "bot" } });
    await bot.hear("start with my own");
    bot.say("3");
    for (const answer of ["yes", "skip", "skip", "7:30", "skip", "skip", "skip"]) bot.say(answer);
    await bot.hear("Nothing saved this time");
    const now = new Date();
    const due = { nextRunAt: new Date(now.getTime() - 60_000), nextLocalDate: localDateOf(now, ZONE) };
    await place.look((db) => db.update(schedules).set(due).where(eq(schedules.kind, "checkin_reminder")));

    const worker = coachInTest({ ...place, env: { ...place.env, ROLE: "worker" } });
    await bot.hear("How's your mood?");
    worker.signal("SIGTERM");
    expect(await worker.ended).toMatchObject({ code: 0, signal: null, stdout: "", stderr: "" });
    bot.say("/why_quiet");
    await bot.hear(/check-in question sent at \d\d:\d\d/);
    bot.end();
    expect(await bot.ended).toMatchObject({ code: 0, stderr: "" });
    const isAsked = and(eq(decisions.kind, "checkin_reminder"), eq(decisions.outcome, "sent"));
    expect(await place.look((db) => db.$count(decisions, isAsked))).toBe(1);
    const log = await readFile(join(place.dataFolder, "coach.log"), "utf8");
    expect(log).not.toMatch(/"level":[45]0/);
  });
});
