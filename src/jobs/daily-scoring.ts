import { addDays } from "../../coaching/model/local-date.ts";
import { scorePersonDays } from "../../db/queries/scores.ts";
import type { Job } from "./job.ts";

/** Scores the day that has just ended, and the one before for what arrived late. */
export const dailyScoring: Job = {
  kind: "daily_scoring",
  latestMinutes: null,
  async run({ db, userId, localDate, now }) {
    await scorePersonDays(db, userId, { from: addDays(localDate, -2), to: addDays(localDate, -1) }, now);
    return "done";
  },
};
