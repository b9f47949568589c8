import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import type { DataType } from "../../src/integrations/wearables/google-health/data-types.ts";

/** One sleep as a watch recorded it. */
export type SleepMade = {
  /** With the offset that the person's clock had, `2026-11-09T22:30:00-08:00`. */
  readonly from: string;
  readonly to: string;
  readonly asleepMinutes: number;
  /** `CLASSIC` has no stages of sleep, as from an old band or a nap. */
  readonly type?: "STAGES" | "CLASSIC";
  readonly isNap?: boolean;
  readonly isMain?: boolean;
  readonly isEdited?: boolean;
  readonly device?: string;
};

/** What Google holds of one person, in the form in which it answers. */
export type FakePerson = ReturnType<typeof createPerson>;

type ListedType = Exclude<DataType, "steps" | "active-energy-burned">;
type RolledType = Exclude<DataType, ListedType>;
/** Answered in full; `at` is what a filter finds it by, and `order` what it is sorted by. */
export type HeldPoint = { readonly at: string; readonly order: string; readonly point: object };

const ROLLED = {
  steps: (sum: number) => ({ steps: { countSum: String(sum) } }),
  "active-energy-burned": (sum: number) => ({ activeEnergyBurned: { kcalSum: sum } }),
} as const;

export function createPerson(healthUserId: string) {
  const listed: Readonly<Record<ListedType, Map<string, HeldPoint>>> = {
    sleep: new Map(),
    "daily-resting-heart-rate": new Map(),
    "daily-heart-rate-variability": new Map(),
  };
  const rolled: Readonly<Record<RolledType, Map<LocalDate, number>>> = {
    steps: new Map(),
    "active-energy-burned": new Map(),
  };
  let made = 3000;

  const nameOf = (type: DataType, id: string) => `users/me/dataTypes/${type}/dataPoints/${id}`;
  const put = (
    type: ListedType,
    id: string,
    held: Omit<HeldPoint, "point">,
    value: object,
    device?: string,
  ) =>
    void listed[type].set(id, {
      ...held,
      point: { name: nameOf(type, id), dataSource: sourceOf(device), ...value },
    });

  return {
    healthUserId,
    listed,
    rolled,
    /** @returns what it is changed and deleted by */
    addSleep(sleep: SleepMade): string {
      made += 1;
      this.changeSleep(String(made), sleep);
      return String(made);
    },
    changeSleep(id: string, sleep: SleepMade): void {
      const [start, end] = [momentOf(sleep.from), momentOf(sleep.to)];
      const held = { at: end.local, order: start.instant };
      put("sleep", id, held, { sleep: sleepOf(sleep, start, end) }, sleep.device);
    },
    deleteSleep: (id: string) => void listed.sleep.delete(id),
    setRestingHeartRate(date: LocalDate, beatsPerMinute: number | null, method = "WITH_SLEEP"): void {
      const type = "daily-resting-heart-rate";
      listed[type].delete(date);
      if (beatsPerMinute === null) return;
      const dailyRestingHeartRate = {
        date: civilDate(date),
        beatsPerMinute: String(beatsPerMinute),
        dailyRestingHeartRateMetadata: { calculationMethod: method },
      };
      put(type, date, { at: date, order: date }, { dailyRestingHeartRate });
    },
    setHrv(date: LocalDate, rmssdMs: number | null): void {
      const type = "daily-heart-rate-variability";
      listed[type].delete(date);
      if (rmssdMs === null) return;
      const dailyHeartRateVariability = {
        date: civilDate(date),
        averageHeartRateVariabilityMilliseconds: rmssdMs,
        // Another number, which is never the night's.
        deepSleepRootMeanSquareOfSuccessiveDifferencesMilliseconds: rmssdMs + 3.3,
      };
      put(type, date, { at: date, order: date }, { dailyHeartRateVariability });
    },
    setSum(type: RolledType, date: LocalDate, sum: number | null): void {
      if (sum === null) rolled[type].delete(date);
      else rolled[type].set(date, sum);
    },
    /** A point as it was recorded somewhere. */
    hold: (type: ListedType, held: HeldPoint) => void listed[type].set(`held-${listed[type].size}`, held),
  };
}

/** A sum of a day as a roll-up tells it. */
export function rollupPoint(type: RolledType, date: LocalDate, sum: number): object {
  const midnight = (day: LocalDate) => ({ date: civilDate(day), time: {} });
  return { civilStartTime: midnight(date), civilEndTime: midnight(addDays(date, 1)), ...ROLLED[type](sum) };
}

type Moment = {
  readonly instant: string;
  readonly offset: string;
  readonly local: string;
  readonly civil: object;
};

function momentOf(text: string): Moment {
  const [, local = "", sign, hours, minutes] = /^(\S{19})([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
  if (local === "") throw new Error(`expected a time with its offset, not ${text}`);
  const seconds = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60 : 60);
  const [date = "", time = ""] = local.split("T");
  const [hour = 0, minute = 0, second = 0] = time.split(":").map(Number);
  // As its wire form does, without what is nought.
  const given = Object.entries({ hours: hour, minutes: minute, seconds: second }).filter(
    ([, part]) => part !== 0,
  );
  return {
    instant: new Date(text).toISOString().replace(".000", ""),
    offset: `${seconds}s`,
    local,
    civil: { date: civilDate(date), time: Object.fromEntries(given) },
  };
}

function sleepOf(sleep: SleepMade, start: Moment, end: Moment): object {
  const { asleepMinutes, type = "STAGES", isNap = false, isMain = !isNap, isEdited = false } = sleep;
  const minutes = Math.round((Date.parse(end.instant) - Date.parse(start.instant)) / 60_000);
  const awake = minutes - asleepMinutes;
  if (awake < 0) throw new Error("nobody sleeps longer than they lie there");
  const deep = type === "STAGES" ? Math.floor(asleepMinutes / 5) : 0;
  const told: readonly (readonly [string, number])[] =
    type === "STAGES"
      ? [
          ["LIGHT", asleepMinutes - 2 * deep],
          ["DEEP", deep],
          ["REM", deep],
          ["AWAKE", awake],
        ]
      : [
          ["ASLEEP", asleepMinutes],
          ["AWAKE", awake],
        ];
  let at = Date.parse(start.instant);
  const stages = told
    .filter(([, length]) => length > 0)
    .map(([stage, length]) => {
      const startTime = new Date(at).toISOString().replace(".000", "");
      at += length * 60_000;
      const endTime = new Date(at).toISOString().replace(".000", "");
      return { startTime, startUtcOffset: start.offset, endTime, endUtcOffset: end.offset, type: stage };
    });
  const metadata = {
    stagesStatus: type === "STAGES" ? "SUCCEEDED" : isNap ? "REJECTED_NAP" : "REJECTED_COVERAGE",
    processed: true,
    ...(isNap ? { nap: true } : {}),
    ...(isMain ? { mainSleep: true } : {}),
    ...(isEdited ? { manuallyEdited: true } : {}),
  };
  const summary = {
    minutesInSleepPeriod: String(minutes),
    minutesAsleep: String(asleepMinutes),
    minutesAwake: String(awake),
    ...(type === "STAGES"
      ? {
          stagesSummary: told.map(([stage, length]) => ({
            type: stage,
            minutes: String(length),
            count: "1",
          })),
        }
      : {}),
  };
  const interval = {
    startTime: start.instant,
    startUtcOffset: start.offset,
    endTime: end.instant,
    endUtcOffset: end.offset,
    civilStartTime: start.civil,
    civilEndTime: end.civil,
  };
  return { interval, type, stages, metadata, summary, createTime: end.instant, updateTime: end.instant };
}

function sourceOf(displayName = "Pixel Watch 3"): object {
  return {
    recordingMethod: "DERIVED",
    device: { formFactor: "WATCH", manufacturer: "Fitbit", displayName },
    platform: "FITBIT",
  };
}

function civilDate(date: LocalDate): object {
  const [year, month, day] = date.split("-").map(Number);
  return { year, month, day };
}
