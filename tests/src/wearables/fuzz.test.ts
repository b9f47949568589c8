import { expect, test } from "vitest";
import { dayNumber } from "../../../coaching/model/local-date.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import { ouraDays } from "../../../src/integrations/wearables/oura/translate.ts";
import type { TranslatedDays } from "../../../src/integrations/wearables/plausible-day.ts";
import { whoopDays } from "../../../src/integrations/wearables/whoop/translate.ts";
import { breakAnswer } from "../../support/broken-answers.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

const ANSWERS = 20_000;

const BOUNDS = {
  sleepScore: [0, 100],
  sleepMinutes: [60, 960],
  restingHeartRateBpm: [25, 150],
  hrvMs: [3, 300],
  steps: [0, 100_000],
  activityKcal: [0, 8000],
  stressLevel: [0, 100],
} as const;

/** What no answer may bring about; the empty list where all is well. */
function faults({ days, refused }: TranslatedDays): readonly string[] {
  const found: string[] = [];
  for (const day of days) {
    try {
      dayNumber(day.date);
    } catch {
      found.push(`day ${day.date}`);
    }
    for (const [signal, [least, most]] of Object.entries(BOUNDS)) {
      const value = day[signal as keyof typeof BOUNDS];
      if (value !== null && !(value >= least && value <= most)) found.push(`${signal} ${value}`);
    }
    if ((day.hrvMs === null) !== (day.hrvKind === null)) found.push("HRV without a kind");
  }
  if (new Set(days.map(({ date }) => date)).size < days.length) found.push("two rows of one day");
  for (const { field } of refused) if (!/^[a-zA-Z_.]+$/.test(field)) found.push(`field ${field}`);
  return found;
}

/** @returns how many days were left, all answers together */
function breakAll<Answers extends object>(
  answers: Answers & Readonly<Record<string, readonly unknown[]>>,
  translate: (broken: Answers) => TranslatedDays,
): number {
  let kept = 0;
  for (let seed = 0; seed < ANSWERS; seed += 1) {
    const random = seededRandom(`answer ${seed}`);
    const parts = Object.entries(answers).map(([kind, whole]) => {
      const [at, length] = [Math.floor(random() * whole.length), 1 + Math.floor(random() * 3)];
      const broken = breakAnswer(whole.slice(at, at + length), random);
      return [kind, Array.isArray(broken) ? broken : [broken]];
    });
    const translated = translate(Object.fromEntries(parts));
    const wrong = faults(translated);
    if (wrong.length > 0) expect.unreachable(`answer ${seed}: ${wrong.join(", ")}`);
    kept += translated.days.length;
  }
  return kept;
}

test.skipIf(!hasFixture("oura/real"))(
  `${ANSWERS} broken answers of Oura end in days that can be, or in refusals by name`,
  { timeout: 120_000 },
  () => {
    const real = (name: string) => (readFixture(`oura/real/${name}.json`) as { data: object[] }).data;
    /** Without the long series, which are not read; all on the same few days, so that kinds meet. */
    const light = (documents: readonly object[]) =>
      documents.slice(0, 12).map((document, at) => ({
        ...Object.fromEntries(
          Object.entries(document).filter(([, part]) => typeof part !== "object" || part === null),
        ),
        day: `2024-10-${10 + (at % 3)}`,
      }));
    const kept = breakAll(
      {
        sleep: light(real("sleep_2024-10-10_2024-10-22")),
        daily_sleep: light(real("daily_sleep_2020-2022")),
        daily_readiness: light(real("daily_readiness_2020-2022")),
        daily_activity: light(real("multiple_daily_activity")),
        daily_stress: light(real("daily_stress_2023-09_2024-03")),
      },
      ouraDays,
    );
    expect(kept).toBeGreaterThan(ANSWERS);
  },
);

test.skipIf(!hasFixture("whoop"))(
  `${ANSWERS} broken answers of WHOOP end in days that can be, or in refusals by name`,
  { timeout: 120_000 },
  () => {
    const records = (name: string) =>
      (readFixture(`whoop/whoop-${name}-example.json`) as { response: { records: object[] } }).response
        .records;
    const kept = breakAll({ sleep: records("sleep"), recovery: records("recovery") }, whoopDays);
    expect(kept).toBeGreaterThan(ANSWERS / 4);
  },
);
