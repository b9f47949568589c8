import { formatMoney } from "../../coaching/model/money.ts";
import type { PlanCondition, PlanTest } from "../../coaching/plans/condition.ts";
import { clockOfMinute, duration, listed, weekdayName } from "../format.ts";
import { inline } from "../reply.ts";

/** `you slept under 6 h and it's after 21:00`: what a plan waits for, as it was understood. */
export function conditionWords({ all }: PlanCondition): string {
  return listed(all.map(testWords));
}

/** `after 21:00`, or that it is today where a plan names no time. */
export function momentWords({ all }: PlanCondition): string {
  const time = all.find((test) => test.kind === "time");
  return time === undefined ? inline("plans/today") : timeWords(time);
}

function testWords(test: PlanTest): string {
  switch (test.kind) {
    case "sleep":
      return inline("plans/if-sleep", { limit: duration(test.underMinutes) });
    case "short-night":
      return inline("plans/if-short-night");
    case "mood":
      return inline("plans/if-mood", { limit: test.underFace });
    case "energy":
      return inline("plans/if-energy", { limit: test.under });
    case "stress":
      return inline("plans/if-stress", { limit: test.over });
    case "spent": {
      const limit = formatMoney({ minor: test.overMinor, currency: test.currency });
      return inline(test.during === "day" ? "plans/if-spent-day" : "plans/if-spent-week", { limit });
    }
    case "weekday":
      return inline("plans/if-weekday", { days: test.days.map(weekdayName).join(", ") });
    case "payday":
      return inline("plans/if-payday");
    case "time":
      return inline("plans/if-time", { time: timeWords(test) });
  }
}

function timeWords({ from, until }: Extract<PlanTest, { kind: "time" }>): string {
  if (from === null) return inline("plans/before", { until: clockOfMinute(until ?? 0) });
  if (until === null) return inline("plans/after", { from: clockOfMinute(from) });
  return inline("plans/between", { from: clockOfMinute(from), until: clockOfMinute(until) });
}
