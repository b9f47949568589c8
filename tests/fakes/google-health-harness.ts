import { DateTime } from "luxon";
import { DATA_TYPES, SIGNAL_OF_TYPE } from "../../src/integrations/wearables/google-health/data-types.ts";
import { SCOPE_OF_TYPE, SCOPES } from "../../src/integrations/wearables/google-health/scopes.ts";
import type {
  WearableHarness,
  WearableWorld,
  WorldDay,
  WorldFailure,
} from "../contracts/wearable-harness.ts";
import { createPerson, type FakePerson, type SleepMade } from "./google-health-person.ts";
import { type GoogleWorld, openGoogle } from "./google-health-provider.ts";
import { type HealthFailure, said } from "./google-health-server.ts";

const AWAKE_MINUTES = 20;

/** Fitbit by the Google Health API, for the contract of wearables. */
export const googleHealthHarness = {
  name: "Google Health",
  can: {
    keepBack: ["restingHeartRateBpm", "hrvMs"],
    signIn: true,
    fail: ["unauthorized", "signed-out", "lapsed", "rate-limited", "unavailable"],
  },
  open: ({ clock, timezone }) => openGoogleWearable(clock, timezone),
} as const satisfies WearableHarness;

export type GoogleWearable = WearableWorld & GoogleWorld;

export async function openGoogleWearable(
  clock: () => Date,
  timezone: string,
  options: Parameters<typeof openGoogle>[1] = {},
): Promise<GoogleWearable> {
  const google = await openGoogle(clock, { person: createPerson("NGL8Q2-of-a-world"), ...options });
  const { health, oauth } = google;
  const { person } = health;
  const nights = new Map<string, string>();

  function forget(date: string): void {
    person.deleteSleep(nights.get(date) ?? "");
    person.setRestingHeartRate(date, null);
    person.setHrv(date, null);
    person.setSum("steps", date, null);
    person.setSum("active-energy-burned", date, null);
  }

  return {
    ...google,
    allow(signals) {
      const types = DATA_TYPES.filter((type) => signals.includes(SIGNAL_OF_TYPE[type]));
      oauth.state.ticked = types.map((type) => SCOPES[SCOPE_OF_TYPE[type]]);
    },
    setDay(day) {
      forget(day.date);
      if (day.sleepMinutes !== undefined) nights.set(day.date, person.addSleep(nightOf(day, timezone)));
      tellRest(person, day);
    },
    removeDay: forget,
    fail(how, retryAfterSeconds) {
      health.state.failure = how === null ? null : failureOf(how, retryAfterSeconds);
      health.state.isUnlinked = how === "lapsed";
      oauth.state.failure = how === "signed-out" ? { status: 400, body: { error: "invalid_grant" } } : null;
    },
    spoilToken() {
      for (const secret of oauth.secrets()) oauth.expire(secret);
    },
    renewals: oauth.refreshes,
    asked: () => health.asked.filter(({ path }) => path.includes("/dataTypes/")).length,
    isConnected: oauth.isAllowed,
  };
}

/** A night that ended at seven on the wall clock. */
function nightOf({ date, zone, sleepMinutes = 0 }: WorldDay, timezone: string): SleepMade {
  const end = DateTime.fromISO(`${date}T07:00:00`, { zone: zone ?? timezone });
  const start = end.minus({ minutes: sleepMinutes + AWAKE_MINUTES });
  const [from = "", to = ""] = [start, end].map((time) => time.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"));
  return { from, to, asleepMinutes: sleepMinutes };
}

function tellRest(person: FakePerson, day: WorldDay): void {
  person.setRestingHeartRate(day.date, day.restingHeartRateBpm ?? null);
  person.setHrv(day.date, day.hrvMs ?? null);
  person.setSum("steps", day.date, day.steps ?? null);
  person.setSum("active-energy-burned", day.date, day.activityKcal ?? null);
}

function failureOf(how: WorldFailure, retryAfterSeconds: number | undefined): HealthFailure | null {
  switch (how) {
    case "unauthorized":
    case "signed-out":
      return { status: 401, body: said(401, "UNAUTHENTICATED") };
    case "rate-limited": {
      const headers = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
      return { status: 429, body: said(429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED"), headers };
    }
    case "unavailable":
      return { status: 503, body: said(503, "UNAVAILABLE") };
    case "lapsed":
      return null;
  }
}
