import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, test } from "vitest";
import { type Random, seededRandom } from "../../coaching/model/random.ts";
import type { Database } from "../../db/client.ts";
import { rows } from "../../db/results.ts";
import { postgresUrl } from "../support/postgres-database.ts";
import { type Coach, kindsOfDatabase, type Place, startCoach } from "../support/program.ts";

const KILLS = 50;
const LINES = 10;
const kinds = await kindsOfDatabase();

/** When a round's process is killed. */
type Moment =
  /** Within its start, or wherever it has got to. */
  | { readonly kind: "time"; readonly afterMs: number }
  /** While the tables are made for the first time. */
  | { readonly kind: "migration"; readonly plusMs: number }
  /** Somewhere in the turn after an answer. */
  | { readonly kind: "answer"; readonly afterAnswers: number; readonly plusMs: number };
type Round = { readonly moment: Moment; readonly atOnce: boolean };

/** The first rounds meet a place where nothing is made yet; three in five of the others are killed amid answers. */
function plan(random: Random): readonly Round[] {
  return Array.from({ length: KILLS }, (_, round) => {
    const atOnce = round % 3 === 2;
    const byTime: Moment = { kind: "time", afterMs: 100 + random() * 2400 };
    const inMigration: Moment = { kind: "migration", plusMs: random() * 300 };
    if (round < 6) return { moment: round % 2 === 0 ? byTime : inMigration, atOnce };
    if (round % 5 < 2) return { moment: byTime, atOnce };
    const afterAnswers = 1 + Math.floor(random() * (LINES - 4));
    return { moment: { kind: "answer", afterAnswers, plusMs: random() * 40 }, atOnce };
  });
}

/** Check-ins have numbers; mood and energy together tell which one an answer is about. */
const faceOf = (number: number) => 1 + (number % 7);
const energyOf = (number: number) => 20 + Math.floor(number / 7);
const lineOf = (number: number) =>
  `mood ${faceOf(number)}/7, energy ${energyOf(number)}, tired, token${number}x`;
const answerTo = (number: number) => `Saved: mood ${faceOf(number)} of 7, energy ${energyOf(number)}.`;
const MOODS = [-5, -3, -2, 0, 2, 3, 5];

/** Plays one round until its process is dead, and gives back all it had written by then. */
async function playRound(
  place: Place,
  { moment, atOnce }: Round,
  numbers: readonly number[],
): Promise<string> {
  const coach = startCoach(place);
  const kill = () => coach.signal("SIGKILL");
  const timer = moment.kind === "time" ? setTimeout(kill, moment.afterMs) : undefined;
  if (moment.kind === "migration") {
    void (async () => {
      await migrationBegins(place, coach);
      await pause(moment.plusMs);
      kill();
    })();
  }
  try {
    if (atOnce) await coach.write(numbers.map((number) => `${lineOf(number)}\n`).join(""));
    for (const [index, number] of numbers.entries()) {
      if (!atOnce) coach.say(lineOf(number));
      await coach.hear(answerTo(number));
      if (moment.kind !== "answer" || index + 1 < moment.afterAnswers) continue;
      // Goes on with the next lines while the end draws near.
      if (!atOnce) coach.say(lineOf(numbers[index + 1] ?? number));
      await pause(moment.plusMs);
      kill();
      break;
    }
  } catch {
    // Killed while it was being waited for.
  }
  const { stdout, signal } = await coach.ended;
  clearTimeout(timer);
  expect(signal).toBe("SIGKILL");
  return stdout;
}

/** Settles when the tables are about to be made, or have been before, or the process is over. */
async function migrationBegins(place: Place, coach: Coach): Promise<void> {
  const url = place.env.DATABASE_URL;
  const server = url === undefined || postgresUrl === null ? null : postgres(postgresUrl, { max: 1 });
  const begins = async () => {
    if (coach.stdout().includes("coach  ")) return true;
    if (server === null || url === undefined) return logOf(place).includes("new embedded database");
    const name = new URL(url).pathname.slice(1);
    const found =
      await server`select from pg_stat_activity where datname = ${name} and application_name = 'coach'`;
    return found.length > 0;
  };
  while (!coach.isOver() && !(await begins())) await pause(5);
  await server?.end();
}

function logOf({ dataFolder }: Place): string {
  try {
    return readFileSync(join(dataFolder, "coach.log"), "utf8");
  } catch {
    return "";
  }
}

async function lookAround(db: Database) {
  const list = async (query: string) => rows(await db.execute(sql.raw(query)));
  const count = async (query: string) =>
    Number((await list(`select count(*)::int as n from ${query}`))[0]?.n);
  return {
    entries: await list(
      `select substring(notes from 'token([0-9]+)x')::int as number, mood_score as mood, energy_level_self_reported as energy, emotion_tags::text as tags from mood_entries`,
    ),
    finished: await count(`event_log where event_type = 'checkin_done'`),
    answers: await count(`outbox where message::text like '%Saved: mood%'`),
    unsent: await count(`outbox where status <> 'sent'`),
    unanswered: await count(
      `inbox where not exists (select from outbox where starts_with(dedupe_key, platform || '/' || event_id || '/'))`,
    ),
  };
}

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  "when the process is killed 50 times while someone checks in, then nothing acknowledged is lost (%s)",
  { timeout: 600_000 },
  async (name, kind) => {
    const rounds = plan(seededRandom(`kill ${name}`));
    const place = await kind.emptyPlace();
    const transcripts: string[] = [];
    for (const [index, round] of rounds.entries()) {
      const numbers = Array.from({ length: LINES }, (_, line) => index * LINES + line);
      transcripts.push(await playRound(place, round, numbers));
    }
    const last = startCoach(place);
    last.say("/help");
    last.end();
    const calm = await last.ended;
    expect(calm).toMatchObject({ code: 0, stderr: "" });
    transcripts.push(calm.stdout);

    const shown = transcripts.join("\n");
    const acknowledged = Array.from({ length: KILLS * LINES }, (_, number) => number).filter((number) =>
      shown.includes(answerTo(number)),
    );
    const { entries, ...counts } = await place.look(lookAround);
    const found = entries.map((entry) => Number(entry.number));
    const lost = acknowledged.filter((number) => !found.includes(number));
    const unseen = found.filter((number) => !acknowledged.includes(number));
    console.log(
      `${name}: ${KILLS} kills, ${acknowledged.length} check-ins acknowledged, ${found.length} found, ${lost.length} lost, ${unseen.length} found without acknowledgement`,
    );
    expect(lost).toEqual([]);
    expect(new Set(found).size, "a check-in is stored twice").toBe(found.length);
    // What was stored is shown at the latest by the start after the last kill.
    expect(unseen).toEqual([]);
    for (const { number, ...entry } of entries) {
      expect(entry).toEqual({
        mood: MOODS[faceOf(Number(number)) - 1],
        energy: energyOf(Number(number)),
        tags: '["tired"]',
      });
    }
    // Each turn is there as a whole or not at all.
    expect(counts).toEqual({ finished: found.length, answers: found.length, unsent: 0, unanswered: 0 });
    const planned = rounds.map(({ moment }) => (moment.kind === "answer" ? moment.afterAnswers : 0));
    expect(acknowledged.length).toBeGreaterThanOrEqual(planned.reduce((sum, answers) => sum + answers, 0));
  },
);
