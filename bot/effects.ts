import {
  isPausedAt,
  isQuietAt,
  type Preferences,
  readPreferences,
  writePreferences,
} from "../coaching/delivery/preferences.ts";
import type { Database } from "../db/client.ts";
import type { ChatRow } from "../db/queries/chat-rows.ts";
import { MOVED_EVENT } from "../db/queries/decisions.ts";
import { logEvent } from "../db/queries/events.ts";
import { markInsightsSaid, markInsightsWithdrawn } from "../db/queries/insights.ts";
import { findEntry, removeEntry, saveEntry } from "../db/queries/mood-entries.ts";
import { holdWaiting } from "../db/queries/outbox-outcomes.ts";
import { saveProfile, saveSettings, setSample } from "../db/queries/people.ts";
import { markPlanFired } from "../db/queries/plans.ts";
import { forgetQuote, quoteNight, requoteNight } from "../db/queries/quoted-nights.ts";
import { saveFeedback } from "../db/queries/recommendations.ts";
import { restCoaching, shareRest } from "../db/queries/rest.ts";
import { setRestOf } from "../db/queries/rule-rests.ts";
import { renewedSample } from "../db/queries/sample.ts";
import { isSpokenTo, planSchedules } from "../db/queries/schedules.ts";
import { snoozeSlot } from "../db/queries/snoozes.ts";
import { joinTrials, leaveTrials } from "../db/queries/trials.ts";
import { markWishAsked } from "../db/queries/wishes.ts";
import { describeRelation } from "./describe-relation.ts";
import type { Effect, EntryAnswers } from "./effect.ts";
import { switchedOff } from "./unasked-errands.ts";

/** Carries out one write in the event's transaction. @returns true when the chat now looks at somebody else */
export async function applyEffect(db: Database, chat: ChatRow, effect: Effect, now: Date): Promise<boolean> {
  const { userId, timezone } = chat;
  switch (effect.kind) {
    case "save-entry": {
      const answers = effect.adds === true ? await addWords(db, userId, effect) : effect.answers;
      const { mood, energySelf, emotionTags, contextTags, notes } = answers;
      await saveEntry(
        db,
        { id: effect.entryId, userId, timezone, localDate: effect.date, at: now },
        {
          ...(mood === undefined ? {} : { moodScore: mood }),
          ...(energySelf === undefined ? {} : { energyLevelSelfReported: energySelf }),
          ...(emotionTags === undefined ? {} : { emotionTags }),
          ...(contextTags === undefined ? {} : { contextTags }),
          ...(notes === undefined ? {} : { notes }),
        },
      );
      return false;
    }
    case "remove-entry":
      await removeEntry(db, { id: effect.entryId, userId, timezone, at: now });
      return false;
    case "save-profile": {
      const { kind: _, ...changes } = effect;
      await saveProfile(db, userId, changes, now);
      if (effect.timezone !== undefined) {
        if (effect.timezone !== timezone) await noteMove(db, userId, now);
        await planSchedules(db, userId, now);
      }
      return false;
    }
    case "save-goals":
      await saveSettings(db, userId, { goals: effect.goals }, now);
      return false;
    case "save-reminder":
      await saveSettings(db, userId, { moodReminderTime: effect.time }, now);
      await planSchedules(db, userId, now);
      return false;
    case "save-notifications": {
      const notificationPreferences = writePreferences(effect.preferences);
      await saveSettings(db, userId, { notificationPreferences }, now);
      await noteTrials(db, chat, effect.preferences, now);
      await holdSilenced(db, chat, effect.preferences, now);
      return false;
    }
    case "enter-sample": {
      const { name, timezone } = effect;
      const sample = await renewedSample(db, {
        ownerId: chat.ownerId,
        name,
        timezone,
        currency: chat.currency,
        describe: describeRelation,
        now,
      });
      await shareRest(db, chat.ownerId, sample);
      await setSample(db, chat.identityId, sample);
      return true;
    }
    case "leave-sample":
      await setSample(db, chat.identityId, null);
      return true;
    case "save-feedback":
      await setRestOf(db, userId, effect, effect.at ?? now);
      await saveFeedback(db, userId, effect.recommendationId, effect.feedback, effect.at ?? now);
      return false;
    case "snooze":
      await snoozeSlot(db, { ...effect.slot, userId: chat.ownerId }, effect.until, now);
      return false;
    case "quote-night": {
      const { date, minutes, isAgain = false } = effect;
      if (isAgain) await requoteNight(db, userId, { date, minutes });
      else await quoteNight(db, userId, { date, minutes, saidAt: now });
      return false;
    }
    case "forget-quote":
      await forgetQuote(db, userId, { date: effect.date, saidAt: now });
      return false;
    case "plan-fired":
      await markPlanFired(db, userId, effect.planId, effect.date);
      return false;
    case "wish-asked":
      await markWishAsked(db, userId, effect.wishId, now);
      await logEvent(db, userId, "wish_asked", { wishId: effect.wishId }, now);
      return false;
    case "insights-said":
      await markInsightsSaid(db, userId, effect.ids, now);
      return false;
    case "insights-withdrawn":
      await markInsightsWithdrawn(db, userId, effect.ids, now);
      return false;
    case "rest-coaching":
      await restCoaching(db, chat.ownerId, effect.until, effect.followUpAt);
      await holdWaiting(db, chat.ownerId, "resting", now);
      return false;
    case "log": {
      const { event, metadata = {}, isOfChat = false } = effect;
      const { ownerId, identityId } = chat;
      if (isOfChat) await logEvent(db, ownerId, event, { ...metadata, identityId }, now);
      else await logEvent(db, userId, event, metadata, now);
      return false;
    }
  }
}

/** What waits to be said unasked and, by the new preferences, is not to be. */
async function holdSilenced(
  db: Database,
  { userId, timezone }: ChatRow,
  preferences: Preferences,
  now: Date,
): Promise<void> {
  if (isPausedAt(preferences, now)) return holdWaiting(db, userId, "paused", now);
  if (preferences.choseQuiet && isQuietAt(preferences, now, timezone)) {
    return holdWaiting(db, userId, "quiet_hours", now);
  }
  const off = switchedOff(preferences);
  if (off.length > 0) await holdWaiting(db, userId, "switched_off", now, off);
}

/** That they agree to trials from now on, or no longer. */
async function noteTrials(
  db: Database,
  { userId, notificationPreferences }: ChatRow,
  { joinsTrials }: Preferences,
  now: Date,
): Promise<void> {
  if (joinsTrials === readPreferences(notificationPreferences).joinsTrials) return;
  await (joinsTrials ? joinTrials : leaveTrials)(db, userId, now);
}

/** The answers with the words noted earlier in the same check-in before the new ones. */
async function addWords(
  db: Database,
  userId: string,
  { entryId, answers }: Extract<Effect, { kind: "save-entry" }>,
): Promise<EntryAnswers> {
  const { emotionTags, contextTags, notes } = answers;
  const stored = emotionTags === undefined ? null : await findEntry(db, userId, entryId);
  if (stored === null) return answers;
  const lines = [stored.notes, notes].filter((text) => typeof text === "string");
  return {
    ...answers,
    emotionTags: union(stored.emotionTags, emotionTags),
    contextTags: union(stored.contextTags, contextTags),
    notes: lines.length === 0 ? null : lines.join("\n"),
  };
}

function union(earlier: readonly string[], later: readonly string[] = []): readonly string[] {
  return [...new Set([...earlier, ...later])];
}

/** That the clock of somebody who is spoken to was moved: whoever is only just arriving tells where they are. */
async function noteMove(db: Database, userId: string, now: Date): Promise<void> {
  if (await isSpokenTo(db, userId)) await logEvent(db, userId, MOVED_EVENT, {}, now);
}
