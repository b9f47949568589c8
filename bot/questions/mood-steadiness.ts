import { moodSteadiness, moodVolatility } from "../../coaching/features/mood-volatility.ts";
import type { Days } from "../../coaching/model/day-index.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { type Part, say } from "../reply.ts";

/** One step from a face to the next, on the scale of 0 to 100. */
const FACE = 100 / 6;

/** How much mood moves from day to day, in faces and against the person's own usual; nothing where too few days say it. */
export function tellSteadiness(
  days: Days,
  date: LocalDate,
): { readonly parts: readonly Part[]; readonly explanation: readonly Part[] } {
  const volatility = moodVolatility(days, date);
  if (volatility.kind === "missing") return { parts: [], explanation: [] };
  const faces = (volatility.value.rmssd / FACE).toFixed(1);
  const steadiness = moodSteadiness(days, date);
  const part =
    faces === "0.0"
      ? say("questions/summary/mood-same")
      : steadiness === null
        ? say("questions/summary/mood-moved", { faces })
        : say(`questions/summary/mood-${steadiness}`, { faces });
  return { parts: [part], explanation: [say("questions/summary/why-mood")] };
}
