import { isPausedAt, readPreferences } from "../coaching/delivery/preferences.ts";
import { minuteOfClockTime } from "../coaching/model/clock-time.ts";
import { localDateOf, localMinuteOf } from "../coaching/model/local-date.ts";
import type { Database } from "../db/client.ts";
import { findChatRow } from "../db/queries/chat-rows.ts";
import { loadHome, noteHomeShown, staleHomes } from "../db/queries/homes.ts";
import { type ChatAdapter, ChatError, type PlatformId } from "./adapter.ts";
import { personOf } from "./chat.ts";
import { isResting } from "./crisis.ts";
import { composeHome, type HomePage, strangerHome } from "./home.ts";

/** How many pages one round shows: at one call each, what platforms bear in a minute. */
const PAGE = 50;
/** How long the morning's question is waited for before scores are shown without an answer. */
const WAIT_MINUTES = 180;

/** An account's home page as its person's data are now. */
async function homePageOf(db: Database, platform: PlatformId, sender: string, now: Date): Promise<HomePage> {
  const chat = await findChatRow(db, { platform, sender });
  if (chat === null || (chat.revision === 0 && chat.flow === null && chat.sampleName === null))
    return strangerHome();
  const { preferences, timezone: zone, reminderTime, slackPrivacy } = personOf(chat);
  const today = localDateOf(now, zone);
  const stored = await loadHome(db, chat.userId, { today, now, off: preferences.off });
  const { scores, lastCheckIn, next } = stored;
  const asked = reminderTime === null ? null : minuteOfClockTime(reminderTime);
  return composeHome({
    now,
    zone,
    scores:
      scores === null
        ? null
        : {
            date: scores.date,
            balance: scores.compositeScore,
            energy: scores.energyScore,
            mood: scores.moodScore,
            financial: scores.financialScore,
          },
    waitsForCheckIn:
      !stored.hasEntryToday && asked !== null && localMinuteOf(now, zone) < asked + WAIT_MINUTES,
    isResting: isResting(chat, now),
    lastCheckIn,
    next,
    isPaused: isPausedAt(preferences, now) || isPausedAt(readPreferences(chat.ownerPreferences), now),
    slackPrivacy,
  });
}

/** Shows an account's page and notes it. @throws ChatError */
export async function showHome(
  db: Database,
  adapter: Pick<ChatAdapter, "platform" | "showHome">,
  sender: string,
  now: Date,
): Promise<void> {
  const { platform } = adapter;
  await adapter.showHome?.(sender, await homePageOf(db, platform, sender, now));
  await noteHomeShown(db, { platform, sender }, now);
}

/**
 * Shows the pages that are older than their person's newest scores or check-in, for the process that sends, once a minute.
 *
 * A page that cannot be shown waits for the next score; only a platform that wants silence, or is away, ends the round.
 *
 * @param signal begins no page any more
 * @returns how many were shown
 */
export async function refreshHomes(
  db: Database,
  adapter: Pick<ChatAdapter, "platform" | "showHome">,
  clock: () => Date,
  signal?: AbortSignal,
): Promise<number> {
  if (adapter.showHome === undefined) return 0;
  const { platform } = adapter;
  let shown = 0;
  for (const sender of await staleHomes(db, platform, PAGE)) {
    if (signal?.aborted === true) return shown;
    try {
      await showHome(db, adapter, sender, clock());
      shown += 1;
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      if (error.code === "rate-limited" || error.code === "unavailable") return shown;
      await noteHomeShown(db, { platform, sender }, error.code === "unreachable" ? null : clock());
    }
  }
  return shown;
}
