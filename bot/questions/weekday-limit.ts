import type { Frame, Intent } from "../../coaching/understanding/frame.ts";
import { cleanText } from "../../coaching/understanding/normalise.ts";
import { readSentence } from "../../coaching/understanding/sentence.ts";
import { readWeekdays } from "../../coaching/understanding/weekdays.ts";
import { type Reply, tell } from "../reply.ts";
import { weekdaysName } from "./answers.ts";

/** Answered for days in a row alone: a number for other days than those asked about would look right and be wrong. */
const IN_A_ROW: ReadonlySet<Intent> = new Set([
  "ask_score",
  "ask_sleep_or_body",
  "ask_why",
  "ask_forecast_budget",
  "ask_summary",
]);

/** What is said to a question that keeps to certain weekdays and can't be answered so; null for any other. */
export function weekdayLimit(text: string, { intent }: Frame): Reply | null {
  if (!IN_A_ROW.has(intent)) return null;
  const { days } = readWeekdays(readSentence(cleanText(text)));
  return days === null ? null : tell("questions/words/not-by-weekday", { days: weekdaysName(days) });
}
