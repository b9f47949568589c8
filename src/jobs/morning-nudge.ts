import { randomUUID } from "node:crypto";
import { sendMorning } from "../../bot/unasked.ts";
import type { Job } from "./job.ts";

/** The morning message for whoever left the check-in unanswered; after an answered one it has been said already. */
export const morningNudge: Job = {
  kind: "morning_nudge",
  latestMinutes: 180,
  run: ({ db, userId, localDate, now }) => sendMorning(db, { userId, localDate, now, freshId: randomUUID() }),
};
