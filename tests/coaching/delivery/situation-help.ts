import type { Situation } from "../../../coaching/delivery/decide.ts";
import { DEFAULT_PREFERENCES } from "../../../coaching/delivery/preferences.ts";

/** Tuesday 24 November 2026, 08:00 in Berlin: a morning message that nothing speaks against. */
export const ordinary: Situation = {
  kind: "morning_nudge",
  slot: { localDate: "2026-11-24", at: new Date("2026-11-24T07:00:00Z") },
  now: new Date("2026-11-24T07:00:10Z"),
  zone: "Europe/Berlin",
  preferences: DEFAULT_PREFERENCES,
  restsUntil: null,
  looksAtSample: false,
  isTravelling: false,
  isReachable: true,
  nudgesToday: 0,
  nudgesThisWeek: 0,
  silence: {
    lastHeardAt: new Date("2026-11-23T12:00:00Z"),
    unansweredInARow: 0,
    lastSentDate: "2026-11-23",
    goodbyeSaid: false,
  },
  scheduled: ["checkin_reminder", "morning_nudge", "weekly_summary", "monthly_summary"],
  decidedToday: [],
};
