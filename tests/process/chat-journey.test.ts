import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { outbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { coachInTest, kindsOfDatabase, runScript } from "../support/program.ts";

const kinds = await kindsOfDatabase();

/** Lines of input that a transcript shows, in order. */
const echoed = (transcript: string) =>
  transcript
    .split("\n")
    .filter((line) => line.startsWith("you    "))
    .map((line) => line.slice("you    ".length));

/** Every line is the coach's, the person's, or goes on under the one before; nothing else, and no escape codes. */
function expectCleanTranscript(transcript: string): void {
  const odd = transcript.split("\n").filter((line) => !/^(coach {2}\S|you {4}\S| {7}\S|$)/.test(line));
  expect(odd).toEqual([]);
  expect(transcript).not.toMatch(/[^\P{Cc}\n]/u);
}

describe.each(kinds)("on the $kind database", ({ kind, emptyPlace, madePlace }) => {
  test("a piped script goes from first contact to questions, and prints a clean transcript", async () => {
    const script = [
      "look around as Maya",
      "3",
      "low",
      "tired",
      "why this?",
      "/today",
      "why?",
      "/nudge",
      "How much did I spend last week?",
      "Why was yesterday low?",
      "How did I sleep?",
      "/frobnicate",
      "/quit",
    ];
    const { code, signal, stdout, stderr } = await runScript(`${script.join("\n")}\n`, await emptyPlace());
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: "" });
    const transcript = kind === "embedded" ? stdout.replace(/^Setting up .*\n/, "") : stdout;
    expectCleanTranscript(transcript);
    expect(echoed(transcript)).toEqual(script);

    const answers = transcript.split(/^you {4}.*\n/m);
    expect(answers[0]).toMatch(/^coach {2}Hi\.[\s\S]* 3 start with my own\n$/);
    expect(answers[1]).toMatch(/Maya now: 120 days[\s\S]*How's your mood/);
    expect(answers[3]).toMatch(/Saved: mood 3 of 7, energy 25\./);
    // A message about a short night tells the night itself.
    expect(answers[4]).toMatch(
      /Noted with it: tired\.[\s\S]*(?:Last night: \d h \d\d m; your\s+usual is \d h|\d h \d\d m less sleep)/,
    );
    // What it rests on is counted, whichever rule was the day's: days like it, or the patterns looked at with it.
    expect(answers[5]).toMatch(/\d+ (earlier )?(weeks|days|mornings|nights|check-ins|other patterns)/);
    expect(answers[6]).toMatch(
      /Today: balance \d+ of 100[\s\S]*Energy \d+:[\s\S]*Mood \d+:[\s\S]*Money \d+:/,
    );
    expect(answers[7]).toMatch(/baseline of \d+ days[\s\S]*confidence/);
    // By the hour it is the morning's message or the evening's that is shown ahead.
    expect(answers[8]).toMatch(
      /^coach {2}Nothing comes unasked while you look around\. [^:]*would read:\n {7}(?:Nothing\. |\S[\s\S]*\d)/,
    );
    expect(answers[9]).toMatch(/\$[\d,]+/);
    expect(answers[10]).toMatch(/[Yy]esterday[\s\S]*\d/);
    expect(answers[11]).toMatch(/\d h \d\d m/);
    expect(answers[12]).toMatch(/I don't know \/frobnicate\. \/help/);
    expect(answers[13]).toBe("coach  Bye for now.\n");
  });

  test("given the end of input instead of /quit, then it ends as well, with the goodbye and code 0", async () => {
    const { code, stdout, stderr } = await runScript("/help\n", await madePlace());
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/you {4}\/help\ncoach {2}You can just write[\s\S]*\ncoach {2}Bye for now\.\n$/);
  });

  test("given no input at all, then it greets and ends", async () => {
    const { code, stdout } = await runScript("", await madePlace());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^coach {2}Hi\.[\s\S]*\ncoach {2}Bye for now\.\n$/);
  });

  test("when someone quits in the middle of a check-in, then the next start goes on where it stopped", async () => {
    const place = await madePlace();
    await runScript("3\n/checkin\n5\n/quit\n", place);
    const again = await runScript("full\nskip\n", place);
    expect(again.stdout).toMatch(
      /^coach {2}Hello again\. We were in the middle of this:\ncoach {2}Energy right now\?/,
    );
    expect(again.stdout).toMatch(/Saved: mood 5 of 7, energy 95\./);
    const entries = await place.look((db) => db.select().from(moodEntries));
    expect(entries).toMatchObject([{ moodScore: 2, energyLevelSelfReported: 95 }]);
  });

  test("given many lines in one write, then all are answered, in order, each stored once", async () => {
    const place = await madePlace();
    const energies = Array.from({ length: 25 }, (_, index) => 30 + index);
    const lines = energies.map((energy) => `5/7, energy ${energy}, tired`);
    const { stdout } = await runScript(`${lines.join("\n")}\n`, place);
    expect(echoed(stdout)).toEqual(lines);
    const saved = [
      ...stdout.matchAll(/^you {4}.*energy (\d+), tired\ncoach {2}Saved: mood 5 of 7, energy (\d+)\./gm),
    ];
    expect(saved.map(([, said, read]) => [said, read])).toEqual(
      energies.map((energy) => [`${energy}`, `${energy}`]),
    );

    const { entries, waiting } = await place.look(async (db) => ({
      entries: await db.select().from(moodEntries).orderBy(moodEntries.timestamp),
      waiting: await db.select().from(outbox).where(eq(outbox.status, "waiting")),
    }));
    expect(entries.map((entry) => entry.energyLevelSelfReported)).toEqual(energies);
    expect(waiting).toEqual([]);
  });

  test("given lines that come while an answer is on its way, then none is lost", async () => {
    const place = await madePlace();
    const coach = coachInTest(place);
    // Before the greeting, between the bytes of a line, and right behind one another.
    coach.say("5/7, energy 41, tired");
    await coach.hear("Hi. I'm");
    await coach.write("5/7, ener");
    await coach.hear("energy 41.");
    await coach.write("gy 42, tired\n5/7, energy 43, ti");
    await coach.write("red\n");
    coach.end();
    const { code, stdout } = await coach.ended;
    expect(code).toBe(0);
    expect([...stdout.matchAll(/Saved: mood 5 of 7, energy (\d+)/g)].map(([, energy]) => energy)).toEqual([
      "41",
      "42",
      "43",
    ]);
  });
});
