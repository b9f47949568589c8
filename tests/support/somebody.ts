import type { Person } from "../../bot/conversation.ts";
import { DEFAULT_PREFERENCES } from "../../coaching/delivery/preferences.ts";

/** A person who has set nothing, changed by what a test is about. */
export function somebody(changes: Partial<Person> = {}): Person {
  return {
    userId: "22222222-2222-4222-8222-222222222222",
    name: null,
    timezone: "UTC",
    currency: "USD",
    sampleName: null,
    goals: [],
    reminderTime: null,
    sleepNeedMinutes: 480,
    weeklyBudgetMinor: null,
    preferences: DEFAULT_PREFERENCES,
    slackPrivacy: null,
    isTerminal: false,
    ...changes,
  };
}
