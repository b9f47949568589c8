import { basename } from "node:path";
import { inPlace } from "../../../bot/money/imports.ts";
import { type Choice, type Reply, say } from "../../../bot/reply.ts";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import { OperatorError } from "../../../db/errors.ts";
import type { DaysQuestion } from "../../integrations/wearables/csv-days/read-days.ts";
import { flagsOf, sentence } from "../dry-run.ts";
import { askParts } from "../messages.ts";
import type { BodyFile } from "./body-file.ts";
import { seenParts } from "./messages.ts";

/** Whether a table is a bank's or one of days, asked of its person. */
export function kindReply(importId: string): Reply {
  const choices = ["as:days", "as:bank", "drop"].map((word) => standing(importId, word));
  return { parts: [say("body-import/ask-kind")], choices, ...inPlace(importId) };
}

/** What a table holds, and what only its person can say of it. */
export function questionReply(
  importId: string,
  file: BodyFile,
  question: DaysQuestion,
  today: LocalDate,
): Reply {
  const seen = seenParts(file);
  const drop = standing(importId, "drop");
  if (question.about === "hrv-kind") {
    const choices = ["hrv:rmssd", "hrv:sdnn", "hrv:none"].map((word) => standing(importId, word));
    return {
      parts: [...seen, say("body-import/ask-hrv")],
      choices: [...choices, drop],
      ...inPlace(importId),
    };
  }
  const [asked, facts] = askParts({ ...question, rows: [] }, today);
  const choices = ["day-first", "month-first"].map((word) => standing(importId, word, facts));
  return { parts: [...seen, ...asked], choices: [...choices, drop], ...inPlace(importId) };
}

function standing(importId: string, word: string, facts?: Choice["facts"]): Choice {
  const label = word.replace(":", "-");
  const choice = { id: `import:${importId}:${word}`, label, standing: true };
  return facts === undefined ? choice : { ...choice, facts };
}

/** The question as the command puts it, with the flags that answer it. */
export function questionLine(question: DaysQuestion): string {
  if (question.about === "date-order") return `${sentence(question)} ${flagsOf(question)}`;
  return "Is its HRV RMSSD (as Oura, Fitbit, WHOOP and Garmin give it) or SDNN (as Apple gives it)? Say --hrv=rmssd or --hrv=sdnn, or --hrv=none to leave it out.";
}

export function unanswered(path: string, question: DaysQuestion): OperatorError {
  return new OperatorError(`${basename(path)}: ${questionLine(question)} Nothing was stored.`);
}
