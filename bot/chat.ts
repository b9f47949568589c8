import { readPreferences } from "../coaching/delivery/preferences.ts";
import { minorFromDecimal } from "../coaching/model/money.ts";
import type { ChatRow } from "../db/queries/chat-rows.ts";
import type { Person } from "./conversation.ts";

/** What the core knows of the person a chat looks at. */
export function personOf(chat: ChatRow): Person {
  const { weeklyBudget, currency } = chat;
  return {
    userId: chat.userId,
    name: chat.name,
    timezone: chat.timezone,
    currency,
    sampleName: chat.sampleName,
    goals: chat.goals,
    reminderTime: chat.reminderTime,
    sleepNeedMinutes: chat.sleepNeedMinutes,
    preferences: readPreferences(chat.notificationPreferences),
    slackPrivacy: chat.platform === "slack" ? !readPreferences(chat.ownerPreferences).openOnSlack : null,
    isTerminal: chat.platform === "terminal",
    restsUntil: chat.crisisUntil,
    weeklyBudgetMinor: weeklyBudget === null ? null : minorFromDecimal(weeklyBudget, currency),
  };
}
