import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eventLog } from "../../db/schema/coaching.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { type Ended, kindsOfDatabase, runScript } from "../support/program.ts";

const kinds = await kindsOfDatabase();

/** What the coach says to each line, the greeting first and the goodbye in the last. */
const answersIn = ({ stdout }: Ended) => stdout.split(/^you {4}.*\n/m);

const CHECK_IN = "5/7, energy 40, tired";
const SAVED = /^coach {2}Saved: mood 5 of 7, energy 40\./;

describe.each(kinds)("on the $kind database", ({ madePlace }) => {
  test("given bytes no person types, then each line has an answer, and nothing steers the screen", async () => {
    const line = (...parts: readonly (string | number)[]) =>
      Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.of(part))));
    const lines: readonly (readonly [Buffer, RegExp])[] = [
      [line("3"), /time zone/],
      [line("x".repeat(20_000_000)), /That's 20000000 characters, and I read up to 4000/],
      [line("mood ".repeat(2000)), /That's 9999 characters/],
      [line("\u0000\u0007\b\u001b"), /couldn't find any words/],
      [line("\u001b[2J\u001b[31mhello\u0000\u0007 there"), /^coach/],
      // A byte that starts nothing, a sign cut off, an overlong form, a lone surrogate in UTF-8.
      [line(0xff, 0xfe, 0xc3, 0xe2, 0x82, 0xc0, 0xaf, 0xed, 0xa0, 0x80), /^coach/],
      [line("5/7, ", 0xff, " energy 40, tired ", 0xc3), SAVED],
      [line("\ufeff5/7, energy 40, tired"), SAVED],
      [line("\u202eمرحبا كيف حالك\u202c"), /^coach/],
      [line("🍕🍕🍕"), /^coach/],
      [line("'; drop table users; --"), /^coach/],
      [line("9/7"), /scale runs from 1 to 7/],
      [line(CHECK_IN), SAVED],
    ];
    const script = Buffer.concat(lines.flatMap(([bytes]) => [bytes, Buffer.of(0x0a)]));
    const place = await madePlace();
    const ended = await runScript(script, place);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).not.toMatch(/[^\P{Cc}\n]/u);
    const [, ...answers] = answersIn(ended);
    expect(answers).toHaveLength(lines.length);
    for (const [index, [, expected]] of lines.entries()) expect(answers[index]).toMatch(expected);

    const log = await readFile(join(place.dataFolder, "coach.log"), "utf8");
    expect(log).not.toMatch(/"level":[56]0/);
    const entries = await place.look((db) => db.select().from(moodEntries));
    expect(entries.map((entry) => entry.energyLevelSelfReported)).toEqual([40, 40, 40]);
  });

  test("given line ends of any kind, and none after the last, then every line is one message", async () => {
    const script = `3\r\n\r\n   \n${CHECK_IN}\r\n5/7, energy 41, tired\n5/7, energy 42, tired`;
    const ended = await runScript(script, await madePlace());
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).not.toContain("\r");
    const [, ...answers] = answersIn(ended);
    expect(answers.map((answer) => /energy (\d+)\./.exec(answer)?.[1])).toEqual([
      undefined,
      "40",
      "41",
      "42",
    ]);
  });

  test("what a person writes is in no log line, and what is no note in no table", async () => {
    const place = await madePlace();
    const ended = await runScript(
      [
        "3",
        "xylophonezone",
        "skip",
        "1/7, energy 13, tired, xylophonenote",
        "xylophonequestion how much at xylophonemart",
        "/xylophonecommand xylophoneargument",
        `xylophonelong ${"x".repeat(5000)}`,
        "",
      ].join("\n"),
      place,
    );
    expect(ended.code).toBe(0);
    const file = join(place.dataFolder, "coach.log");
    const log = await readFile(file, "utf8");
    expect(log).toMatch(/"msg":"started"/);
    expect(log).not.toMatch(/xylophone|energy|tired|mood/i);

    const stored = await place.look(async (db) => ({
      notes: (await db.select().from(moodEntries)).map((entry) => entry.notes),
      rest: JSON.stringify(await db.select().from(eventLog)),
    }));
    expect(stored.notes).toEqual([expect.stringContaining("xylophonenote")]);
    expect(stored.rest).not.toContain("xylophone");
    if (process.platform === "win32") return;
    expect((await stat(place.dataFolder)).mode & 0o777).toBe(0o700);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
