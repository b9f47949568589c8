import { randomUUID } from "node:crypto";
import { remindOfCheckIn } from "../../bot/unasked.ts";
import type { Job } from "./job.ts";

/** Asks how the person is, unless they said it today or are in the middle of saying it. */
export const checkinReminder: Job = {
  kind: "checkin_reminder",
  latestMinutes: 180,
  run: ({ db, userId, localDate, now }) =>
    remindOfCheckIn(db, { userId, localDate, now, freshId: randomUUID() }),
};
