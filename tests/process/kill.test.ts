import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { seededRandom } from "../../coaching/model/random.ts";
import type { Database } from "../../db/client.ts";
import { rows } from "../../db/results.ts";
import { kindsOfDatabase, type Place, startCoach } from "../support/program.ts";

const KILLS = 50;
const kinds = await kindsOfDatabase();

/**
 * A script checks in; the process is killed at random moments, start-up included, and started again. Every third
 * time it answers as quickly as it can write, else one answer at a time.
 */
async function checkInUnderFire({ dataFolder, env }: Place, seed: string) {
  const random = seededRandom(seed);
  const acknowledged = new Set<number>();
  let next = 1;
  // Once in peace: the folder exists, and the first question is out of the way.
  const first = startCoach({ dataFolder, env });
  first.say("3");
  for (let step = 0; step < 7; step++) first.say("skip");
  first.end();
  await first.ended;
  for (let kill = 0; kill < KILLS; kill++) {
    const coach = startCoach({ dataFolder, env });
    const killIn = (milliseconds: number) => setTimeout(() => coach.signal("SIGKILL"), milliseconds);
    // Two in five while it starts, the others somewhere among its answers.
    const timers = kill % 5 < 2 ? [killIn(random() * 1800)] : [];
    const atOnce = kill % 3 === 2;
    const burst = atOnce ? 40 : 1;
    try {
      await coach.hear("coach  ");
      timers.push(killIn(random() * 900));
      while (!coach.isOver()) {
        const from = next;
        next += burst;
        for (let number = from; number < next; number++) coach.say(checkIn(number));
        for (let number = from; number < next; number++) {
          const said = await coach.hear(/energy \d+\.\n {7}Noted[^\n]*\n/);
          const token = /token(\d+)/.exec(said)?.[1];
          if (/Saved: mood 4 of 7/.test(said) && token !== undefined) acknowledged.add(Number(token));
        }
      }
    } catch {
      // Killed while it was being waited for.
    }
    await coach.ended;
    for (const timer of timers) clearTimeout(timer);
  }
  const last = startCoach({ dataFolder, env });
  await last.hear("coach  ");
  last.end();
  expect((await last.ended).code).toBe(0);
  return acknowledged;
}

/** In a pipe each line is written back before its answer, so the token stands between the two "energy" of a turn. */
function checkIn(number: number): string {
  return `mood 4/7, energy ${energyOf(number)}, tired, token${number}`;
}

/** An energy that ties an entry to its number; above the numbers that could be of a smaller scale. */
function energyOf(number: number): number {
  return 20 + (number % 80);
}

async function stored(db: Database) {
  const entries = rows(
    await db.execute(
      sql`select notes, substring(notes from 'token([0-9]+)')::int as token, mood_score as mood, energy_level_self_reported as energy from mood_entries`,
    ),
  );
  const waiting = rows(await db.execute(sql`select count(*)::int as n from outbox where status <> 'sent'`));
  return { entries, waiting: waiting[0]?.n };
}

function verify(
  name: string,
  acknowledged: ReadonlySet<number>,
  { entries, waiting }: Awaited<ReturnType<typeof stored>>,
): void {
  const found = entries.map((entry) => Number(entry.token));
  const kept = new Set(found);
  const lost = [...acknowledged].filter((token) => !kept.has(token));
  const unseen = found.filter((token) => !acknowledged.has(token));
  console.log(
    `${name}: ${KILLS} kills, ${acknowledged.size} check-ins acknowledged, ${lost.length} lost, ${unseen.length} stored without having been acknowledged`,
  );
  expect(lost).toEqual([]);
  expect(found.length, "a check-in is stored twice").toBe(kept.size);
  const torn = entries.filter((entry) => entry.mood !== 0 || entry.energy !== energyOf(Number(entry.token)));
  expect(torn, "a check-in holds another one's answers").toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(KILLS / 2);
  expect(waiting).toBe(0);
}

test.each(kinds.map((kind) => [kind.kind, kind] as const))(
  "given a process that is killed again and again while someone checks in, then nothing acknowledged is lost (%s)",
  { timeout: 600_000 },
  async (name, kind) => {
    const place = await kind.madePlace();
    const acknowledged = await checkInUnderFire(place, name);
    verify(name, acknowledged, await place.look(stored));
  },
);
