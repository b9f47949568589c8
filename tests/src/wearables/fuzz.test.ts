import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../../../coaching/model/random.ts";
import { errorOfAnswer } from "../../../src/integrations/wearables/google-health/errors.ts";
import { normalizeDays } from "../../../src/integrations/wearables/google-health/normalize.ts";
import { readNotice } from "../../../src/integrations/wearables/google-health/webhook.ts";
import { daysOfPost } from "../../../src/integrations/wearables/health-auto-export/day.ts";
import { readPost } from "../../../src/integrations/wearables/health-auto-export/post.ts";
import { ouraDays } from "../../../src/integrations/wearables/oura/translate.ts";
import { RefusedUploadError } from "../../../src/integrations/wearables/refused-upload.ts";
import type { TranslatedDays } from "../../../src/integrations/wearables/wearable-day.ts";
import { whoopDays } from "../../../src/integrations/wearables/whoop/translate.ts";
import { breakAnswer } from "../../support/broken-answers.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";
import { AUTHORED_FOLDER, authored, authoredPoints } from "../../support/google-health-points.ts";
import { daysSpokenOf, faultsIn, namesIn } from "../../support/sound-days.ts";

const ANSWERS = 20_000;
const LIMIT = { timeout: 600_000 };

/** Every kind with some of its records, each broken. */
function brokenKinds(
  whole: Readonly<Record<string, readonly unknown[]>>,
): (random: Random) => Readonly<Record<string, readonly unknown[]>> {
  return (random) =>
    Object.fromEntries(
      Object.entries(whole).map(([kind, records]) => {
        const [at, length] = [Math.floor(random() * records.length), 1 + Math.floor(random() * 3)];
        const broken = breakAnswer(records.slice(at, at + length), random);
        return [kind, Array.isArray(broken) ? broken : [broken]];
      }),
    );
}

/** @returns how many days were left, all answers together */
function breakAll<Answer>(
  drawn: (random: Random) => Answer,
  translate: (answer: Answer) => TranslatedDays,
  { names, around }: { readonly names: ReadonlySet<string>; readonly around: number },
): number {
  let kept = 0;
  for (let seed = 0; seed < ANSWERS; seed += 1) {
    const answer = drawn(seededRandom(`answer ${seed}`));
    const translated = translate(answer);
    const wrong = faultsIn(translated, { names, isSpokenOf: daysSpokenOf(answer, around) });
    if (wrong.length > 0) expect.unreachable(`answer ${seed}: ${wrong.join(", ")}`);
    kept += translated.days.length;
  }
  return kept;
}

describe(`${ANSWERS} answers with something wrong in them end in days that can be, or in refusals by name`, () => {
  test.skipIf(!hasFixture("oura/real"))("given Oura's", LIMIT, () => {
    const real = (name: string) => (readFixture(`oura/real/${name}.json`) as { data: object[] }).data;
    /** Without the long series, which are not read; all on the same few days, so that kinds meet. */
    const light = (documents: readonly object[]) =>
      documents.slice(0, 12).map((document, at) => ({
        ...Object.fromEntries(
          Object.entries(document).filter(([, part]) => typeof part !== "object" || part === null),
        ),
        day: `2024-10-${10 + (at % 3)}`,
      }));
    const documents = {
      sleep: light(real("sleep_2024-10-10_2024-10-22")),
      daily_sleep: light(real("daily_sleep_2020-2022")),
      daily_readiness: light(real("daily_readiness_2020-2022")),
      daily_activity: light(real("multiple_daily_activity")),
      daily_stress: light(real("daily_stress_2023-09_2024-03")),
    };
    const kept = breakAll(brokenKinds(documents), ouraDays, { names: namesIn(documents), around: 0 });
    expect(kept).toBeGreaterThan(ANSWERS);
  });

  test.skipIf(!hasFixture("whoop"))("given WHOOP's", LIMIT, () => {
    const records = (name: string) =>
      (readFixture(`whoop/whoop-${name}-example.json`) as { response: { records: object[] } }).response
        .records;
    const whole = { sleep: records("sleep"), recovery: records("recovery") };
    const kept = breakAll(brokenKinds(whole), whoopDays, { names: namesIn(whole), around: 1 });
    expect(kept).toBeGreaterThan(ANSWERS / 4);
  });

  test.skipIf(!hasFixture(AUTHORED_FOLDER))("given those of the Google Health API", LIMIT, () => {
    const points = authoredPoints();
    const kept = breakAll(brokenKinds(points), normalizeDays, { names: namesIn(points), around: 1 });
    expect(kept).toBeGreaterThan(ANSWERS);
  });

  test("given posts of phones", LIMIT, () => {
    const posts = [POST, SHORTCUT, ...POSTS.filter(hasFixture).map(readFixture)];
    let refused = 0;
    const kept = breakAll(
      (random) => brokenPost(posts[Math.floor(random() * posts.length)], random),
      (post) => {
        try {
          const { days, refused } = daysOfPost(readPost(post), new Map());
          return { days, refused };
        } catch (error) {
          if (!(error instanceof RefusedUploadError)) throw error;
          refused += 1;
          return { days: [], refused: [] };
        }
      },
      { names: namesIn(...posts, ...KINDS_OF_POSTS), around: 1 },
    );
    expect(kept).toBeGreaterThan(ANSWERS / 4);
    expect(refused).toBeLessThan(ANSWERS / 2);
  });
});

/** A post as a whole, or its samples alone, as most posts are refused once their frame is broken. */
function brokenPost(post: unknown, random: Random): unknown {
  const { data } = post as Partial<typeof POST>;
  if (data === undefined || random() < 0.2) return breakAnswer(post, random);
  const metrics = data.metrics.map((metric) => ({ ...metric, data: breakAnswer(metric.data, random) }));
  return { data: { metrics } };
}

const POSTS = [
  "metrics_active_energy_kj",
  "post_v2_mixed",
  "sleep_aggregated_old",
  "sleep_aggregated_phases",
].map((name) => `health-auto-export/${name}.json`);
const at = (time: string) => `2026-11-10 ${time}:00 -0800`;
const POST = {
  data: {
    metrics: [
      { name: "step_count", units: "count", data: [{ date: at("08:00"), qty: 100 }] },
      { name: "active_energy", units: "kJ", data: [{ date: at("00:00"), qty: 1200 }] },
      { name: "heart_rate_variability", units: "ms", data: [{ date: at("03:00"), qty: 44 }] },
      { name: "resting_heart_rate", units: "bpm", data: [{ date: at("12:00"), qty: 54 }] },
      {
        name: "sleep_analysis",
        units: "hr",
        data: [
          { startDate: "2026-11-09 22:00:00 -0800", endDate: at("05:00"), value: "Core", source: "Watch" },
          { date: "2026-11-10", totalSleep: 7, sleepStart: at("00:00"), sleepEnd: at("07:00") },
        ],
      },
    ],
  },
};
const SHORTCUT = [
  { date: "2026-11-10", steps: "9000", sleepMinutes: 412, hrv: 44, restingHeartRate: 52, activeEnergy: 320 },
];
const KINDS_OF_POSTS = POST.data.metrics.map(({ name }) => ({ [name]: null }));

test.skipIf(!hasFixture(AUTHORED_FOLDER))(
  `given ${ANSWERS} errors and notifications of the Google Health API, then each still means something`,
  LIMIT,
  () => {
    const bodies = ["error_account_not_linked", "error_rate_limited", "webhook_sleep_upsert"].map(authored);
    for (let seed = 0; seed < ANSWERS; seed += 1) {
      const random = seededRandom(`error ${seed}`);
      const body = breakAnswer(bodies[seed % bodies.length], random);
      const { providerCode } = errorOfAnswer({ status: 100 + Math.floor(random() * 500), body });
      if (!/^[A-Z][A-Z0-9_]*$/.test(providerCode ?? "")) expect.unreachable(`error ${seed}: ${providerCode}`);
      const notice = readNotice(body);
      if (notice.kind !== "changes") continue;
      for (const { days } of notice.changes) {
        if (days !== null && days.from > days.to) expect.unreachable(`notice ${seed}`);
      }
    }
  },
);
