import type { LanguageModel } from "../../bot/phrasing/language-model.ts";
import { createModelPhraser } from "../../bot/phrasing/model-phraser.ts";
import type { Database } from "../../db/client.ts";
import { userSettings } from "../../db/schema/people.ts";
import { collectLog, type FakeChatOptions } from "../fakes/chat.ts";
import { lowDays } from "./low-days.ts";
import { at, heardAt, joined } from "./unasked-day.ts";

/** What the template says of the days of `phrasedMorning`. */
export const TEMPLATE_WORDS =
  "Your mood has been low for 3 days in a row. Things can be small for now. Would talking it over with someone you trust help?";
/** The same in other words, as a model may write it, and as it is then heard. */
export const MODEL_WORDS =
  "For {{lowDays}} in a row your mood has been low. Things can stay small for now. Is there someone you trust to talk with?";
export const HEARD_WORDS = MODEL_WORDS.replace("{{lowDays}}", "3 days");

export type PhrasedMorningOptions = {
  readonly allows?: boolean;
  readonly callsPerDay?: number;
  readonly deadlineMs?: number;
  readonly chat?: Partial<FakeChatOptions>;
};

/** Somebody whose morning has something to say, with a model that may say it; `counted` says whose words went out, and why. */
export async function phrasedMorning(
  db: Database,
  model: LanguageModel,
  options: PhrasedMorningOptions = {},
) {
  const { allows = true, callsPerDay = 6, deadlineMs, chat = {} } = options;
  const counted: string[] = [];
  const phraser = createModelPhraser({
    db,
    model,
    clock: () => at("08:00"),
    log: collectLog([]),
    callsPerDay,
    count: (by, reason) => counted.push(`${by} ${reason}`),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  const maya = await joined(db, "2026-11-20", { phraser, ...chat });
  if (allows) await db.update(userSettings).set({ notificationPreferences: { phrasesByModel: true } });
  await lowDays(db, 400);
  /** What comes at these times, without the times. */
  const hears = async (...times: string[]) => (await heardAt(maya, times)).map((text) => text.slice(6));
  return { maya, counted, hears };
}
